"""What the door of keys alone imports: joining, signing in, recovery, one's own place."""

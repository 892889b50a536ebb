"""What the build refuses: whatever would mislead a reader or lead them nowhere."""

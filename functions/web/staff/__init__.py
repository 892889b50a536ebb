"""What the door of the staff alone imports: passkeys, the team."""

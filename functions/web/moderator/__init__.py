"""What the door of the moderators alone imports: the queue, cases, the log, invitations."""

"""The door of the moderators: the queue, decisions, the log, invitations to join."""

from web import audit, cases, door, joiners

app = door.make_app(cases.bp, audit.bp, joiners.bp)
handler = door.make_handler(app)

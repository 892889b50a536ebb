"""The door of the moderators: the queue, decisions, the log, invitations to join."""

from web import door
from web.moderator import (
    appeals,
    audit,
    cases,
    claims,
    doing,
    handovers,
    held,
    hours,
    join_invitations,
    locks,
    pauses,
    person_notes,
    reading_first,
    undos,
    welfare,
)

app = door.make_app(
    cases.bp,
    claims.bp,
    handovers.bp,
    appeals.bp,
    held.bp,
    pauses.bp,
    person_notes.bp,
    welfare.bp,
    undos.bp,
    locks.bp,
    reading_first.bp,
    audit.bp,
    doing.bp,
    hours.bp,
    join_invitations.bp,
)
handler = door.make_handler(app)

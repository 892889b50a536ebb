"""A moderator takes a case, or hands it on, as the rules make it."""

from dataclasses import replace
from datetime import datetime

from forum.accounts import Viewer
from forum.moderation import handovers, leases, person_notes
from forum.moderation.cases import Case
from forum.moderation.handovers import Handover
from forum.moderation.leases import Claim
from forum.moderation.person_notes import PersonNote
from support.cast import NOW, alice, ident, mo


def claim(case: Case, by: Viewer = mo, now: datetime = NOW) -> Claim:
    """Somebody takes a case."""
    return leases.claim(by, case, now=now)


def handed_on(case: Case, by: Viewer = mo, now: datetime = NOW) -> Claim:
    """Somebody hands on a case that they have."""
    given = leases.hand_on(by, case, now=now)
    assert given
    return given


def handover(name: str = "a note", by: Viewer = mo, now: datetime = NOW) -> Handover:
    """Mo ends a shift."""
    made = handovers.snapshot(by, [], id=ident(name), full=False, now=now)
    return replace(made, promises="An answer to a member by tomorrow.", look_in="x" * 100)


def note(name: str = "a note", line: str = "Prefers short answers.") -> PersonNote:
    """Mo writes a note about alice."""
    return person_notes.write(mo, alice.id, id=ident(name), line=line, now=NOW)

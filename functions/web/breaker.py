"""The breaker at work: which forms wait while a door is asked far more than usual, and how long.

One table, as for access. A form that is not in it does not wait, and a test finds it. Reading never
waits: a page asks only when it shows a form that does, and each warm process looks once in a while.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import g

from forum import times
from forum.errors import Resting, WritingPaused
from store import breaker
from web import forms

LOOK_AGAIN_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class Waits:
    """A form that waits for the surge of a door to end, unless one of these fields is filled in:
    then nothing is kept of it, or somebody has let this person in.
    """

    door: str
    unless: tuple[str, ...]


NEVER = None
FORMS: Mapping[str, Waits | None] = {
    "threads.create": Waits(door="member", unless=("preview",)),
    "replies.create": Waits(door="member", unless=("preview",)),
    "posts.update": Waits(door="member", unless=("preview",)),
    "join.create": Waits(door="auth", unless=("more", "invitation")),
    # Somebody may be at risk.
    "reports.create": NEVER,
    # Whoever is restricted can say that it was wrong.
    "statements.appeal": NEVER,
    # What people said is theirs, and the time to bring it back is short.
    "posts.withdraw": NEVER,
    "posts.undo": NEVER,
    # Nobody is locked out, or kept from leaving.
    "sign_in.create": NEVER,
    "sign_in.destroy": NEVER,
    "recovery.create": NEVER,
    "account.create_key": NEVER,
    "account.end_session": NEVER,
    "account.end_every_session": NEVER,
    "account.update_guidelines": NEVER,
    "join.kept": NEVER,
    # The people who look after the place.
    "staff_invitations.accept": NEVER,
    "cases.update": NEVER,
    "handovers.create": NEVER,
    "person_notes.create": NEVER,
    "person_notes.renew": NEVER,
    "claims.create": NEVER,
    "claims.hand_on": NEVER,
    "pauses.create": NEVER,
    "welfare.create": NEVER,
    "reading_first.create": NEVER,
    "locks.create": NEVER,
    "held.update": NEVER,
    "undos.create": NEVER,
    "appeals.update": NEVER,
    "hours.create": NEVER,
    "hours.take_back": NEVER,
    "join_invitations.create": NEVER,
    "passkeys.use": NEVER,
    "passkeys.create": NEVER,
    "passkeys.destroy": NEVER,
    "team.propose": NEVER,
    "team.agree": NEVER,
    "team.take_back": NEVER,
    "team.freeze": NEVER,
}
_known: dict[str, tuple[int, int]] = {}


def check(endpoint: str | None) -> None:
    """Refuses a form that waits, before any more is done for it: `WritingPaused`."""
    waits = FORMS.get(endpoint or "")
    if waits is None or any(forms.ticked(name) for name in waits.unless):
        return
    if until := waits_until(waits.door):
        left = times.epoch(times.parse(until)) - times.epoch(g.now)
        raise WritingPaused(door=waits.door, until=until, retry_after=left)


def waits_until(door: str) -> str:
    """When forms of a door are taken again from whoever is here, as a stamp; or nothing. Moderators
    never wait: they are few, and somebody may need a word from them.
    """
    return "" if g.viewer and g.viewer.is_moderator else paused_until(door)


def paused_until(door: str) -> str:
    """When the pause of a door ends, as a stamp; or nothing when there is none."""
    at = times.epoch(g.now)
    looked, until = _known.get(door, (0, 0))
    if not 0 <= at - looked < LOOK_AGAIN_SECONDS:
        until = _look(door, otherwise=until)
        _known[door] = at, until
    return times.stamp(datetime.fromtimestamp(until, UTC)) if until > at else ""


# What templates may ask.
GLOBALS = {"paused_until": paused_until, "waits_until": waits_until}


def _look(door: str, *, otherwise: int) -> int:
    """Shelves that do not answer pause nothing: a page that is only read must not fail by this."""
    try:
        found = breaker.get_pause(door)
    except Resting:
        return otherwise
    return found.until if found else 0

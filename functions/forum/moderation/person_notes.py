"""What moderators tell each other of a member, and for how long (M17).

A note ends after half a year, unless somebody says why it should not. It is words about a person:
they may ask to read what is kept of them, and a note is written so that they could.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forum import times
from forum.accounts import Viewer
from forum.errors import FieldError, Incomplete, NotFound

NOTE_DAYS = 180
NOTES_AT_MOST = 20


@dataclass(frozen=True, kw_only=True)
class PersonNote:
    """One note about a member. `why` is the reason for which it was renewed last, and `ends` is in
    epoch seconds.
    """

    id: str
    about: str
    by: str
    at: str
    line: str
    ends: int
    why: str = ""


def write(moderator: Viewer, about: str, *, id: str, line: str, now: datetime) -> PersonNote:
    """A note that ends by itself. Refuses somebody without the role, and a note about oneself
    (`NotFound`), and one without words (`Incomplete`).
    """
    _check(moderator, about)
    if not line:
        raise Incomplete(fields=(FieldError(field="note", reason="empty"),))
    at = times.stamp(times.quarter(now))
    return PersonNote(id=id, about=about, by=moderator.id, at=at, line=line, ends=_ends(now))


def renew(
    moderator: Viewer, notes: list[PersonNote], *, id: str, why: str, now: datetime
) -> PersonNote:
    """Half a year more, for a reason. Refuses what is not there any more (`NotFound`), and a
    renewal without its reason (`Incomplete`).
    """
    found = next((each for each in notes if each.id == id), None)
    if found is None:
        raise NotFound
    _check(moderator, found.about)
    if not why:
        raise Incomplete(fields=(FieldError(field=f"why-{id}", reason="empty"),))
    return replace(found, ends=_ends(now), why=why)


def _check(moderator: Viewer, about: str) -> None:
    if not moderator.is_moderator or moderator.id == about:
        raise NotFound


def _ends(now: datetime) -> int:
    return times.epoch(now + timedelta(days=NOTE_DAYS))

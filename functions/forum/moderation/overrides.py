"""What moderators say of a certain day (M5): nobody is here, or somebody is, from then to then.

It has an end, it can be taken back, and the log says that it was said.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from forum import times
from forum.accounts import Viewer
from forum.errors import FieldError, Incomplete, NotFound
from forum.moderation import audit
from forum.moderation.audit import Event
from forum.moderation.hours import DAYS_AHEAD, Override, moment

KINDS = ("away", "here")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_MIDNIGHT = 24 * 60


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said or taken back, and what is logged."""

    override: Override
    event: Event


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A form as it was filled in: one of `KINDS`, a day, two times on that day's clock, and why."""

    kind: str
    day: str
    begins: str
    ends: str
    reason: str


def say(moderator: Viewer, wish: Wish, *, id: str, timezone: str, now: datetime) -> Said:
    """An override as the community's clock has it; an end that is not after the beginning is on the
    next day. `id` is the form's.

    Refuses somebody without the role (`NotFound`), what is no day or time, is over or too far off,
    and what has no reason (`Incomplete`).
    """
    if not moderator.is_moderator:
        raise NotFound
    zone = ZoneInfo(timezone)
    _check(wish, now.astimezone(zone).date())
    day, begins, ends = date.fromisoformat(wish.day), _minutes(wish.begins), _minutes(wish.ends)
    ends += _MIDNIGHT if ends <= begins else 0
    made = Override(
        id=id,
        here=wish.kind == "here",
        begins=times.epoch(moment(day, begins, zone)),
        ends=times.epoch(moment(day, ends, zone)),
        said_at=times.epoch(now),
        by=moderator.id,
        reason=wish.reason,
    )
    if made.ends <= max(made.begins, made.said_at):
        raise Incomplete(fields=(FieldError(field="ends", reason="over"),))
    return Said(override=made, event=_event(moderator, made, f"hours-{wish.kind}", now))


def take_back(
    moderator: Viewer, overrides: tuple[Override, ...], *, id: str, now: datetime
) -> Said:
    """The week counts again. Refuses somebody without the role, and what is not there any more
    (`NotFound`).
    """
    found = next((each for each in overrides if each.id == id), None)
    if not moderator.is_moderator or found is None:
        raise NotFound
    return Said(override=found, event=_event(moderator, found, "hours-back", now))


def _check(wish: Wish, today: date) -> None:
    wrong = []
    if wish.kind not in KINDS:
        wrong.append(FieldError(field="here", reason="choose"))
    if not _is_near(wish.day, today):
        wrong.append(FieldError(field="day", reason="day"))
    for field in ("begins", "ends"):
        if not _TIME.fullmatch(getattr(wish, field)):
            wrong.append(FieldError(field=field, reason="time"))
    if not wish.reason:
        wrong.append(FieldError(field="why", reason="empty"))
    if wrong:
        raise Incomplete(fields=tuple(wrong))


def _is_near(text: str, today: date) -> bool:
    """Whether it is a day from yesterday, whose night may not be over, to as far as we look."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return False
    return day is not None and -1 <= (day - today).days < DAYS_AHEAD


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _event(moderator: Viewer, override: Override, event: str, now: datetime) -> Event:
    return audit.did(moderator, event, override.id, times.stamp(times.quarter(now)))

"""Reading a case alone: for a quarter of an hour nobody else decides it (M16).

A lease hides nothing and ends by itself, so that somebody who falls asleep over a case keeps
nobody from it. Whoever decides a case that is free needs none: of two at once, one wins.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forum import times
from forum.accounts import Viewer
from forum.errors import BeingRead, Decided, NotFound
from forum.moderation import audit, cases
from forum.moderation.audit import Event
from forum.moderation.cases import Case, CaseFile
from forum.moderation.notices import Notice
from forum.moderation.reports import Report

LEASE_MINUTES = 15


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The case with its lease, from `at` on in epoch seconds, and what is logged: that somebody
    began to read, once, and nothing of how long they did. `heard` are the reports of people who are
    told of it, and `notices` what they find.
    """

    case: Case
    at: int
    event: Event | None = None
    heard: tuple[Report, ...] = ()
    notices: tuple[Notice, ...] = ()


def is_read(case: Case, now: datetime) -> bool:
    """Whether somebody reads it just now; the queue asks, and never says who."""
    return case.lease_until > times.epoch(now)


def is_reader(viewer: Viewer, case: Case, now: datetime) -> bool:
    """Whether it is this person who reads it."""
    return is_read(case, now) and case.lease_by == viewer.id


def check_free(viewer: Viewer, case: Case, now: datetime) -> None:
    """Refuses a case that somebody else reads just now: `BeingRead`."""
    if is_read(case, now) and case.lease_by != viewer.id:
        raise BeingRead


def claim(moderator: Viewer, case: Case, *, now: datetime) -> Claim:
    """A quarter of an hour for this case. Whoever has it already has that long again, and the log
    is told nothing new.

    Refuses somebody without the role (`NotFound`), a case that is decided (`Decided`) and one that
    somebody else reads (`BeingRead`).
    """
    if not moderator.is_moderator:
        raise NotFound
    if case.state != "open":
        raise Decided
    check_free(moderator, case, now)
    again = is_reader(moderator, case, now)
    until = times.epoch(now + timedelta(minutes=LEASE_MINUTES))
    return Claim(
        case=replace(case, lease_by=moderator.id, lease_until=until),
        at=times.epoch(now),
        event=None if again else _event(moderator, case, now),
    )


def take(moderator: Viewer, file: CaseFile, *, now: datetime) -> Claim:
    """A claim of what one may decide; refuses one's own case besides (`OwnCase`)."""
    cases.check_may_decide(moderator, file)
    return claim(moderator, file.case, now=now)


def hand_on(moderator: Viewer, case: Case, *, now: datetime) -> Claim | None:
    """Somebody else's turn: no reason is asked for, and none is kept, nor that it was done; it is
    what the lease's end would have brought. `None` when it is not theirs any more.
    """
    if not is_reader(moderator, case, now):
        return None
    return Claim(case=replace(case, lease_until=0), at=times.epoch(now))


def _event(moderator: Viewer, case: Case, now: datetime) -> Event:
    return audit.did(moderator, "claim", case.id, times.stamp(times.quarter(now)))

"""Who is behind a case is looked up: for a legal demand or a danger to somebody's life, by the
deployer alone, for two people who agreed (N13's need, without its page).

Nobody inside the community sees an account; every lead reads in the log that somebody looked. The
member is told afterwards, unless that would put somebody in danger until a certain day.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from forum import times
from forum.moderation.audit import Event
from forum.moderation.notices import Notice

REASONS = ("law", "life")
PEOPLE = 2
# However long a court wishes for silence, the member learns of it in the end.
UNTOLD_AT_MOST_DAYS = 365


@dataclass(frozen=True, kw_only=True)
class Unsealing:
    """Somebody looked who is behind a case. `due` is when the member is told, in epoch seconds."""

    id: str
    account_id: str
    reason: str
    due: int


def unseal(
    case_id: str,
    account_id: str,
    *,
    id: str,
    reason: str,
    by: tuple[str, ...],
    untold_until: datetime | None,
    now: datetime,
) -> tuple[Unsealing, Event]:
    """What is kept until the member is told, and what every lead reads. `by` are the accounts of
    those of the two who have a seat in the team.

    Raises `ValueError` for a reason that is none, and for a day beyond a year.
    """
    if reason not in REASONS:
        raise ValueError(reason)
    due = untold_until or now
    if due - now > timedelta(days=UNTOLD_AT_MOST_DAYS):
        raise ValueError(times.stamp(due))
    event = Event(
        at=times.stamp(times.quarter(now)),
        actor_role="deployer",
        actor_id=" ".join(sorted(by)),
        event=f"unseal-{reason}",
        target=case_id,
        reason="",
    )
    return Unsealing(id=id, account_id=account_id, reason=reason, due=times.epoch(due)), event


def notice(unsealing: Unsealing, now: datetime) -> Notice:
    """What the member finds in their inbox: that it was looked up, and why."""
    return Notice(
        id=unsealing.id,
        inbox=unsealing.account_id,
        kind="unsealed",
        at=times.stamp(times.quarter(now)),
        outcome=unsealing.reason,
    )

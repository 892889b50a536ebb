"""How long a session lasts and when it counts (A14)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forum import times
from forum.accounts import Account

SESSIONS_PER_MEMBER = 5
SESSIONS_PER_STAFF = 2
TOUCH_AFTER_MINUTES = 5
SHARED_IDLE = timedelta(minutes=30)
SHARED_ABSOLUTE = timedelta(hours=12)
OWN_IDLE = timedelta(days=14)
OWN_ABSOLUTE = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Session:
    """One signed-in browser. `digest` is SHA-256 of its token; times are epoch seconds.

    `tick` is the microsecond of the second in which it began: which of two came first.
    """

    account_id: str
    digest: str
    epoch: int
    own_device: bool
    week: str
    seen: int
    ends: int
    tick: int = 0


def start(account: Account, *, digest: str, own_device: bool, now: datetime) -> Session:
    """A new session. Staff never get the long one, whatever the box said."""
    own = own_device and not account.staff
    absolute = OWN_ABSOLUTE if own else SHARED_ABSOLUTE
    return Session(
        account_id=account.id,
        digest=digest,
        epoch=account.epoch,
        own_device=own,
        week=times.week(now),
        seen=times.epoch(now),
        ends=times.epoch(now + absolute),
        tick=now.microsecond,
    )


def is_valid(session: Session, account: Account, now: datetime) -> bool:
    """In time and of the account's epoch; expired items stay readable for days, so time is
    checked here.
    """
    at = times.epoch(now)
    idle = OWN_IDLE if session.own_device else SHARED_IDLE
    fresh = at < session.ends and at < session.seen + idle.total_seconds()
    return fresh and session.epoch == account.epoch and account.status != "closed"


def is_stale(session: Session, now: datetime) -> bool:
    """Whether the idle clock should be wound again: one small write every few minutes of use."""
    return times.epoch(now) - session.seen >= TOUCH_AFTER_MINUTES * 60


def touch(session: Session, now: datetime) -> Session:
    """The session as seen now."""
    return replace(session, seen=times.epoch(now))


def surplus(sessions: list[Session], account: Account) -> list[Session]:
    """Those beyond what one person may hold: the longest unseen, and of two in one second the one
    that began first. Of any number that look at once, all name the same ones.
    """
    limit = SESSIONS_PER_STAFF if account.staff else SESSIONS_PER_MEMBER
    newest_first = sorted(sessions, key=lambda each: (each.seen, each.tick, each.digest))[::-1]
    return newest_first[limit:]

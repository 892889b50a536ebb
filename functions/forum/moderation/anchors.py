"""Anchors: what was noted of the log day by day, and what it is held to (N14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from forum import times
from forum.moderation.audit import Head

# Two years, by class as anything that is kept (P4): what is older is nobody's business any more.
LOG_KEPT_DAYS = 730


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """The last entry as a day began (UTC, `20261124`): its number and its hash."""

    day: str
    seq: int
    hash: str

    @property
    def head(self) -> Head:
        """As a place in the chain."""
        return Head(seq=self.seq, hash=self.hash)


def before(anchors: Iterable[Anchor], day: str) -> Head:
    """The last place that was noted before a day, or the beginning: what is after it may be of that
    day, and what is up to it is not.
    """
    return max((each.head for each in anchors if each.day < day), key=_seq, default=Head())


def after(anchors: Iterable[Anchor], day: str, end: Head) -> Head:
    """The first place that was noted after a day: all of that day is up to it; or `end`."""
    return min((each.head for each in anchors if each.day > day), key=_seq, default=end)


def over(anchors: Iterable[Anchor], now: datetime) -> Anchor | None:
    """The last place up to which every entry has had its time, or `None`."""
    last = times.day(now - timedelta(days=LOG_KEPT_DAYS))
    return max((each for each in anchors if each.day <= last), key=_day, default=None)


def _day(anchor: Anchor) -> str:
    return anchor.day


def _seq(head: Head) -> int:
    return head.seq

"""How much a moderator has read in one visit, so that they stop in time (N11).

It is known of the visit and not of the person: it goes with the session, no page shows a number,
nobody else sees any of it, and nobody is compared with anybody.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from forum import times
from forum.moderation.cases import Case

HEAVY_AT_MOST = 10
LONG = timedelta(hours=2)
KEPT_HOURS = 12
HEAVY_PRIORITY = 1
Why = Literal["", "heavy", "long"]


@dataclass(frozen=True, kw_only=True)
class Shift:
    """When somebody first uncovered words in a visit, in epoch seconds, and how often they did so
    of what is hard to read.
    """

    began: int
    heavy: int = 0


def is_heavy(case: Case) -> bool:
    """Whether its words are likely to be hard to read: a worry, or what is most urgent."""
    return case.worry or case.priority <= HEAVY_PRIORITY


def time_for_a_break(shift: Shift | None, now: datetime) -> Why:
    """Why a break or a lighter case is suggested, if it is. It never stops anybody."""
    if shift is None:
        return ""
    if shift.heavy >= HEAVY_AT_MOST:
        return "heavy"
    return "long" if times.epoch(now) - shift.began >= LONG.total_seconds() else ""

"""The breaker: while a door is asked far more than usual, what is written there waits for a while.

An alarm says when that begins and when it is over. A pause ends with it and, whatever the alarm
goes on to say, after PAUSE_MINUTES: whoever keeps a door busy must not silence people for long, and
the limits of `infra/capacity.py` bound the bill without it. `web/breaker.py` says which forms wait.
"""

from dataclasses import dataclass
from datetime import datetime

from forum import times

PAUSE_MINUTES = 30
DOORS = ("auth", "member")
_ALARM, _BEGUN = "-{door}-surge", "ALARM"


@dataclass(frozen=True, kw_only=True)
class Pause:
    """What the alarm of a door said last, and when, in epoch seconds. `until` is `at` when it said
    that all is well, else a full minute, so that a clock can say it.
    """

    door: str
    at: int
    until: int


def of_alarm(name: str, state: str, at: datetime) -> Pause:
    """What it means that this alarm is in this state now; `ValueError` for an alarm of anything
    but a surge.
    """
    doors = [door for door in DOORS if name.endswith(_ALARM.format(door=door))]
    if not doors:
        raise ValueError("this alarm pauses nothing")
    begun = times.epoch(at)
    ends = begun + PAUSE_MINUTES * 60
    return Pause(door=doors[0], at=begun, until=ends + -ends % 60 if state == _BEGUN else begun)

"""How often somebody may do something. Kind, adjustable, and never on help pages.

The numbers are in site/data/limits.toml, and a community changes them in its community.toml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forum import times
from forum.fields import known

DAY_SECONDS = 86400


@dataclass(frozen=True, kw_only=True)
class Limit:
    """At most `count` in each fixed window of `seconds`."""

    count: int
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Pace:
    """All limits of one kind of act, and the seconds to leave between two of them."""

    name: str
    limits: tuple[Limit, ...]
    apart_seconds: int = 0


@dataclass(frozen=True, kw_only=True)
class Window:
    """A limit at one moment: the counter's name, what it may reach, and when it starts afresh."""

    name: str
    count: int
    ends: int


def read(entries: Mapping[str, Any]) -> Mapping[str, Pace]:
    """Each pace by its name, as forum.json has them."""
    return {name: _pace(name, entry) for name, entry in entries.items()}


def _pace(name: str, entry: Mapping[str, Any]) -> Pace:
    limits = tuple(known(Limit, each) for each in entry["limits"])
    return known(Pace, entry, name=name, limits=limits)


def a_day(pace: Pace) -> int:
    """How many acts of a kind fit into a day, where the pace says so; else 0."""
    return next((limit.count for limit in pace.limits if limit.seconds == DAY_SECONDS), 0)


def windows(pace: Pace, now: datetime) -> tuple[Window, ...]:
    """The counters that an act at `now` falls into, shortest first."""
    at = times.epoch(now)
    ordered = sorted(pace.limits, key=lambda limit: limit.seconds)
    return tuple(
        Window(
            name=f"w{limit.seconds}_{at // limit.seconds}",
            count=limit.count,
            ends=(at // limit.seconds + 1) * limit.seconds,
        )
        for limit in ordered
    )

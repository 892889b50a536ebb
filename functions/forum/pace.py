"""How often somebody may do something (security.md section 6). Kind, adjustable, and never on
help pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from forum import times

MINUTE, HOUR, DAY = 60, 3600, 86400


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


def _pace(name: str, *limits: tuple[int, int], apart: int = 0) -> Pace:
    made = tuple(Limit(count=count, seconds=seconds) for count, seconds in limits)
    return Pace(name=name, limits=made, apart_seconds=apart)


PACES: Mapping[str, Pace] = {
    pace.name: pace
    for pace in (
        _pace("challenge", (30, 10 * MINUTE)),
        _pace("challenge_site", (600, 10 * MINUTE)),
        _pace("join", (3, HOUR), (6, DAY)),
        _pace("join_site", (60, HOUR), (300, DAY)),
        _pace("sign_in", (10, 10 * MINUTE)),
        _pace("sign_in_locator", (5, 10 * MINUTE)),
        _pace("sign_in_site", (300, HOUR)),
        _pace("recovery", (5, DAY)),
        _pace("recovery_site", (50, DAY)),
        _pace("thread_new", (1, DAY)),
        _pace("thread", (3, HOUR), (10, DAY)),
        _pace("thread_site", (120, HOUR)),
        _pace("reply_new", (3, HOUR), (8, DAY), apart=20),
        _pace("reply", (10, HOUR), (40, DAY), apart=20),
        _pace("reply_site", (600, HOUR)),
        _pace("edit", (20, HOUR)),
        _pace("withdraw", (60, HOUR)),
        _pace("report", (10, HOUR), (30, DAY)),
        _pace("report_signed_out", (3, HOUR)),
        _pace("report_site", (200, HOUR)),
        _pace("outcome", (30, 10 * MINUTE)),
        _pace("staff", (120, HOUR)),
    )
}
_UNITS = {"minute": MINUTE, "ten_minutes": 10 * MINUTE, "hour": HOUR, "day": DAY}


def adjusted(overrides: Mapping[str, object]) -> Mapping[str, Pace]:
    """`PACES` with the `[limits]` of community.toml: `reply_per_hour = 12`, `reply_apart_seconds =
    5`.

    Raises `ValueError` in words a deployer understands for a name or a number that means nothing.
    """
    paces = dict(PACES)
    for key, value in overrides.items():
        least = 0 if key.endswith("_apart_seconds") else 1
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise ValueError(f"[limits] {key}: a whole number from {least}, not {value!r}")
        paces.update(_override(paces, key, value))
    return paces


def _override(paces: Mapping[str, Pace], key: str, value: int) -> dict[str, Pace]:
    name, _, unit = key.rpartition("_per_")
    if key.endswith("_apart_seconds") and (old := paces.get(key.removesuffix("_apart_seconds"))):
        return {old.name: Pace(name=old.name, limits=old.limits, apart_seconds=value)}
    if name not in paces or unit not in _UNITS:
        raise ValueError(f"[limits] {key}: no such limit")
    old, seconds = paces[name], _UNITS[unit]
    others = tuple(each for each in old.limits if each.seconds != seconds)
    limits = (*others, Limit(count=value, seconds=seconds))
    return {name: Pace(name=name, limits=limits, apart_seconds=old.apart_seconds)}


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

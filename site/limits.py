"""How often somebody may do something: data/limits.toml, changed by `[limits]` of community.toml.

Both name a limit in the same way, so what may be changed is what is there.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from content import SITE

FILE = SITE / "data" / "limits.toml"
SECONDS = {"minute": 60, "ten_minutes": 600, "hour": 3600, "day": 86400}
PER, APART = "_per_", "_apart_seconds"


@cache
def defaults() -> Mapping[str, int]:
    """Each limit by its name, as it is when a community changes nothing."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def acts() -> tuple[str, ...]:
    """What people do that is counted."""
    return tuple(dict.fromkeys(_act(name) for name in defaults()))


def names() -> tuple[str, ...]:
    """Every name that `[limits]` may have."""
    ends = (*(f"{PER}{unit}" for unit in SECONDS), APART)
    return tuple(f"{act}{end}" for act in acts() for end in ends)


def least(name: str) -> int:
    """The smallest number that makes sense: a gap may be none, a limit must let one through."""
    return 0 if name.endswith(APART) else 1


def paces(changed: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """Each act's limits, shortest window first, and the seconds to leave between two."""
    numbers = {**defaults(), **changed}
    return {
        act: {
            "limits": [
                {"count": count, "seconds": seconds} for seconds, count in _windows(act, numbers)
            ],
            "apart_seconds": numbers.get(f"{act}{APART}", 0),
        }
        for act in acts()
    }


def _windows(act: str, numbers: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    for unit, seconds in SECONDS.items():
        if count := numbers.get(f"{act}{PER}{unit}"):
            yield seconds, count


def _act(name: str) -> str:
    return name.removesuffix(APART).partition(PER)[0]

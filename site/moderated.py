"""When moderators are here, as community.toml says it and as forum.json has it."""

import re
from typing import Any

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORDS = (
    'write days and times: ["every day 08:00-23:00"] or ["mon-fri 18:00-22:00", "sat 10:00-12:00"]'
)
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00"
_DAY = "|".join(DAYS)
_WINDOW = re.compile(rf"(?:every day|({_DAY})(?:-({_DAY}))?) ({_TIME})-({_TIME})")


def wrong(value: Any) -> str:
    """What to write instead, or nothing."""
    if not isinstance(value, list):
        return WORDS
    bad = [each for each in value if not (isinstance(each, str) and _is_window(each))]
    return f"{WORDS}; {bad[0]!r} is none" if bad else ""


def week(entries: list[str]) -> list[list[list[int]]]:
    """Seven days from Monday, each with its windows in order, in minutes after midnight."""
    days: list[list[list[int]]] = [[] for _ in DAYS]
    for entry in entries:
        first, last, opens, closes = _parts(entry)
        for day in range(first, last + 1):
            days[day].append([opens, closes])
    return [sorted(day) for day in days]


def _is_window(entry: str) -> bool:
    if not _WINDOW.fullmatch(entry):
        return False
    first, last, opens, closes = _parts(entry)
    return first <= last and opens < closes


def _parts(entry: str) -> tuple[int, int, int, int]:
    found = _WINDOW.fullmatch(entry)
    assert found is not None
    first, last, opens, closes = found.groups()
    start = DAYS.index(first) if first else 0
    end = DAYS.index(last) if last else start if first else len(DAYS) - 1
    return start, end, _minutes(opens), _minutes(closes)


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])

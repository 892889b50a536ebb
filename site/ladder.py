"""The steps for an account, as community.toml says them and as forum.json has them (M20)."""

import re
from typing import Any

DEFAULT = ["note", "feedback", "warning", "read-first 7", "pause 14", "pause 30", "closed 365"]
WORDS = f"write steps, the lightest first: {DEFAULT}".replace("'", '"')
DAYS_AT_MOST = 365
_STEP = re.compile(r"note|feedback|warning|(?:read-first|pause|closed) ([1-9][0-9]{0,2})")


def wrong(value: Any) -> str:
    """What to write instead, or nothing. Every step ends: the longest is a year."""
    if not isinstance(value, list) or len(set(map(str, value))) != len(value):
        return WORDS
    bad = [each for each in value if not (isinstance(each, str) and _is_step(each))]
    return f"{WORDS}; {bad[0]!r} is none" if bad else ""


def _is_step(entry: str) -> bool:
    found = _STEP.fullmatch(entry)
    return found is not None and int(found[1] or 1) <= DAYS_AT_MOST

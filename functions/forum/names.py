"""Made-up names (A3): adjective, noun, number; picked from a few, and never typed.

So a real name, a look-alike, or "ModeratorJane" cannot happen.
"""

import re
from functools import cache
from pathlib import Path

OFFERED_NAMES = 5
NAME_BYTES = 12
FIRST_NUMBER, NUMBERS = 100, 900
_WORDS_DIRECTORY = Path(__file__).parent / "words"
_STAFF_WORD = r"[^\W\d_]+(?:['-][^\W\d_]+)*"
_STAFF_NAME = re.compile(rf"(?=.{{2,30}}\Z){_STAFF_WORD}(?: {_STAFF_WORD})?")


@cache
def adjectives() -> tuple[str, ...]:
    """The reviewed list of first words."""
    return tuple((_WORDS_DIRECTORY / "adjectives.txt").read_text("ascii").split())


@cache
def nouns() -> tuple[str, ...]:
    """The reviewed list of second words."""
    return tuple((_WORDS_DIRECTORY / "nouns.txt").read_text("ascii").split())


def make_name(raw: bytes) -> str:
    """A pseudonym such as `Quiet Heron 482` from twelve random bytes."""
    first, second, number = (int.from_bytes(raw[i : i + 4], "big") for i in (0, 4, 8))
    adjective = adjectives()[first % len(adjectives())]
    noun = nouns()[second % len(nouns())]
    return f"{adjective.title()} {noun.title()} {FIRST_NUMBER + number % NUMBERS}"


def is_generated(name: str) -> bool:
    """Whether `name` could have been offered: what a joining form may send back."""
    parts = name.split(" ")
    if len(parts) != 3 or not re.fullmatch("[1-9][0-9][0-9]", parts[2]):
        return False
    known = parts[0].lower() in adjectives() and parts[1].lower() in nouns()
    return known and name == name.title()


def is_staff_name(name: str) -> bool:
    """A moderator's working name: one short word or two, no digits, so it never looks generated."""
    return _STAFF_NAME.fullmatch(name) is not None


def is_staff(name: str) -> bool:
    """Whether a name is a moderator's: every member's ends in a number, and no moderator's has
    one.
    """
    return not name[-1:].isdigit()


def name_key(name: str) -> str:
    """What makes two names the same: case and spaces do not count."""
    return "-".join(name.casefold().split())

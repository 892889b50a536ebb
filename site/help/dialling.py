"""Numbers as they are dialled: what can be one, when two are the same, and which lead nowhere now.

A short code never gets a country code, a `*` is part of its number, and a number that was
superseded is known again however it is spaced or prefixed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NUMBER = re.compile(r"\+?[0-9*(][0-9 ()*-]*")
_SHORT = 3
_LONG = 7
_PREFIX = 5
_INTERNATIONAL = 9
_EUROPEAN = re.compile(r"\+\d{1,3}116\d{3}")


@dataclass(frozen=True, kw_only=True)
class Superseded:
    """A number that must not be shown in a country; `then` narrows it to one menu option."""

    country: str
    number: str
    then: str | None
    reason: str
    successor: str | None


def bare(number: str) -> str:
    """The keys that are pressed, without spaces, brackets or dashes."""
    return re.sub(r"[^0-9*]", "", number)


def same(one: str, other: str) -> bool:
    """Whether two numbers ring in the same place of one country, however each is written."""
    short, long = sorted((bare(one), bare(other)), key=len)
    if short == long:
        return True
    if len(short) >= _LONG:
        return long.endswith(short.lstrip("0")) and len(long) - len(short) <= _PREFIX
    prefixed = one.strip() if bare(one) == long else other.strip()
    return prefixed.startswith("+") and long.endswith(short) and len(long) - len(short) <= _SHORT


def faults(number: str) -> Iterator[str]:
    """Why this cannot be dialled as it stands, in words that end with what to write."""
    if not _NUMBER.fullmatch(number) or number != number.strip():
        yield f"{number!r} is not a number alone: menu options and words stand beside it"
        return
    digits = bare(number)
    if len(digits.strip("*")) < _SHORT - 1:
        yield f"{number!r} is too short"
    plain = re.sub(r"[ ()-]", "", number)
    if plain.startswith("+") and (len(digits) < _INTERNATIONAL or _EUROPEAN.fullmatch(plain)):
        yield f"{number!r} is a short code with a country code: write it as it is dialled there"


def refusals(
    country: str, number: str, then: str, superseded: Iterable[Superseded]
) -> Iterator[str]:
    """The reason why a number may no longer be shown, and what took its place."""
    for old in superseded:
        here = old.country == country.upper() and old.then in (None, then)
        if here and same(old.number, number):
            successor = f"; use {old.successor}" if old.successor else ""
            yield f"{number!r} must not be shown: {old.reason}{successor}"

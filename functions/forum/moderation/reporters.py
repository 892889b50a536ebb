"""What is remembered of somebody who reports: two numbers, under a name that leads nowhere (M10).

The member's door makes the name from the account and the pepper and puts it on the report; at
closing it leaves with everything else that says who it was. A worry about a person is never
counted, and nobody's report is ever refused.
"""

import string
from collections.abc import Iterable
from dataclasses import dataclass

from forum.moderation.actions import Action
from forum.moderation.reports import Report

RECORD_DAYS = 180
UNHELD_DAYS = 7
# So many within those days, and what somebody reports next waits a little longer (M25).
UNHELD_AT_MOST = 3
PURPOSE = "reporter"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What one decision adds for one reporter."""

    reporter: str
    upheld: bool


@dataclass(frozen=True, kw_only=True)
class Record:
    """How often what somebody reported was upheld, and how often it stayed, of late."""

    upheld: int = 0
    not_upheld: int = 0

    @property
    def all(self) -> int:
        """How many earlier reports the two numbers are about."""
        return self.upheld + self.not_upheld


@dataclass(frozen=True, kw_only=True)
class Alias:
    """A reporter as a moderator sees them in one case: a letter and two numbers."""

    letter: str
    record: Record


def marks(reports: Iterable[Report], action: Action) -> tuple[Mark, ...]:
    """One for each reporter with an account who named a guideline, however often in this case. An
    action that says neither that they were right nor that all stays as it is counts for nobody.
    """
    upheld = action.outcome != "kept"
    if not upheld and action.slug != "keep":
        return ()
    names = {each.reporter for each in reports if each.kind == "guideline"} - {""}
    return tuple(Mark(reporter=name, upheld=upheld) for name in sorted(names))


def waits_longer(unheld: int) -> bool:
    """Whether what somebody reports now waits a little longer; a worry never does."""
    return unheld >= UNHELD_AT_MOST


def letters(reports: Iterable[Report]) -> dict[str, str]:
    """The letter of each report's reporter, by the report's id: the first who reported is A. Who
    did so twice has one letter, and nobody can tell from it who they are in another case.
    """
    given: dict[str, str] = {}
    found = {}
    for each in sorted(reports, key=lambda one: (one.at, one.id)):
        found[each.id] = given.setdefault(each.inbox or each.id, _letter(len(given)))
    return found


def _letter(number: int) -> str:
    return string.ascii_uppercase[number % len(string.ascii_uppercase)]

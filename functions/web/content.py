"""What the nonprofit wrote, read once per process: forum.json, which the build checked, and the
catalogue of the language.
"""

import gettext
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from forum import community
from forum.fields import known


@dataclass(frozen=True, kw_only=True)
class Guideline:
    """One rule: its id is what every decision names (C4); `urgency` is 0 to 3, 0 first. `told` is
    what whoever broke it reads first, and `mend` how to put it right (M19).
    """

    id: str
    rule: str
    urgency: int
    told: str = ""
    mend: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """One of the three things that somebody reads before they join."""

    title: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a version of the guidelines changed, in plain words."""

    version: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything of `site/` that a page needs."""

    community: community.Community
    guidelines: tuple[Guideline, ...]
    cards: tuple[Card, ...]
    changes: tuple[Change, ...]
    assets: Mapping[str, str]
    help_ways: tuple[Mapping[str, Any], ...]
    catalogue: gettext.NullTranslations
    templates: Path

    @property
    def version(self) -> int:
        """The newest version of the guidelines."""
        return max((change.version for change in self.changes), default=1)

    def changes_since(self, version: int) -> tuple[Change, ...]:
        """What is new to somebody who was last shown this version."""
        return tuple(change for change in self.changes if change.version > version)

    def guideline(self, id: str) -> Guideline | None:
        """The rule of that id."""
        return next((each for each in self.guidelines if each.id == id), None)

    def urgency(self) -> dict[str, int]:
        """How urgent a report about each guideline is."""
        return {each.id: each.urgency for each in self.guidelines}


@cache
def load(site: Path) -> Content:
    """Reads what the build left in `site/`, and trusts it. A newer build may say more."""
    built = json.loads((site / "forum.json").read_text("utf-8"))
    read = community.read(built["community"])
    return Content(
        community=read,
        guidelines=tuple(known(Guideline, each) for each in built["guidelines"]),
        cards=tuple(known(Card, each) for each in built["cards"]),
        changes=tuple(known(Change, each) for each in built["changes"]),
        assets=built["assets"],
        help_ways=tuple(built["help_ways"]),
        catalogue=_catalogue(site / "locales", read.language),
        templates=site / "templates",
    )


def _catalogue(locales: Path, language: str) -> gettext.NullTranslations:
    return gettext.translation("leanto", locales, languages=[language], fallback=language == "en")

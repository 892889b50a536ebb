"""What the nonprofit wrote, read once per process: community.toml, guidelines, catalogues,
asset names, the first ways to help.
"""

import gettext
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from forum import community

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ps", "ur", "yi"))
DEFAULT_URGENCY = 2


@dataclass(frozen=True, kw_only=True)
class Guideline:
    """One rule: its id is what every decision names (C4); `urgency` is 0 to 3, 0 first."""

    id: str
    rule: str
    urgency: int


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

    document: Mapping[str, Any]
    community: community.Community
    guidelines: tuple[Guideline, ...]
    cards: tuple[Card, ...]
    changes: tuple[Change, ...]
    assets: Mapping[str, str]
    help_ways: tuple[Mapping[str, Any], ...]
    catalogue: gettext.NullTranslations
    templates: Path

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return "rtl" if self.community.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"

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
    """Reads `site/`. Raises `ValueError` for a community.toml that means nothing."""
    document = tomllib.loads((site / "community.toml").read_text("utf-8"))
    read = community.read(document)
    rules = _guidelines(site / "content", read.language)
    return Content(
        document=document,
        community=read,
        guidelines=tuple(_guideline(each) for each in rules["rules"]),
        cards=tuple(Card(title=each["title"], words=each["words"]) for each in rules["cards"]),
        changes=tuple(_change(each) for each in rules.get("changed", ())),
        assets=json.loads((site / "_site" / "assets.json").read_text("utf-8")),
        help_ways=tuple(json.loads((site / "_site" / "help.json").read_text("utf-8"))),
        catalogue=_catalogue(site / "locales", read.language),
        templates=site / "templates",
    )


def _guidelines(content: Path, language: str) -> dict[str, Any]:
    """The community's own guidelines, or those of its language, which the build found whole."""
    folders = (content / "local", content / language, content / "en")
    paths = (folder / "guidelines.toml" for folder in folders)
    return tomllib.loads(next(path for path in paths if path.exists()).read_text("utf-8"))


def _guideline(rule: Mapping[str, Any]) -> Guideline:
    urgency = rule.get("urgency", DEFAULT_URGENCY)
    return Guideline(id=rule["id"], rule=rule["rule"], urgency=urgency)


def _change(entry: Mapping[str, Any]) -> Change:
    return Change(version=entry["version"], words=entry["words"])


def _catalogue(locales: Path, language: str) -> gettext.NullTranslations:
    return gettext.translation("leanto", locales, languages=[language], fallback=language == "en")

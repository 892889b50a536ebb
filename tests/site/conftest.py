"""The built site, in English and in the pseudo-locale, and its pages as things to ask about."""

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

import build
import i18n

# The day that every page is built as of: help lines and reviews have an age.
TODAY = date(2026, 11, 24)
HIDDEN = ("script", "style", "svg")
VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "path", "circle", "stop", "use"])


@dataclass
class Tree(HTMLParser):
    """A page as its tags and its visible pieces of text, in order."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    open_tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open_tags.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open_tags and self.open_tags.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not set(HIDDEN) & set(self.open_tags):
            self.texts.append(data)

    @property
    def text(self) -> str:
        """Everything that a person reads."""
        return "".join(self.texts)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of that name."""
        return [attributes for name, attributes in self.tags if name == tag]

    def links(self) -> list[str]:
        """Where the page's links go."""
        return [each.get("href") or "" for each in self.all("a")]


def parse(path: Path) -> Tree:
    tree = Tree()
    tree.feed(path.read_text(encoding="utf-8"))
    return tree


def pages_of(site: Path) -> dict[str, Tree]:
    return {
        "/" + path.relative_to(site).as_posix().removesuffix("index.html"): parse(path)
        for path in sorted(site.rglob("*.html"))
    }


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("english") / "_site"
    build.build(out, today=TODAY)
    return out


@pytest.fixture(scope="session")
def pseudo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pseudo") / "_site"
    build.build(out, i18n.PSEUDO, today=TODAY)
    return out


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Tree]:
    return pages_of(site)


@pytest.fixture(scope="session")
def pseudo_pages(pseudo_site: Path) -> dict[str, Tree]:
    return pages_of(pseudo_site)

"""One file of `content/`: what stands above its `---`, and its words as HTML.

A file that a reader could stumble over is refused, with its name and line: an unknown or missing
key, raw HTML, a heading that jumps, an image without words. `content/local/` comes first: a file
there takes the place of the file of the same name, and a resource there may be new.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from markdown import Markdown
from markupsafe import Markup

import i18n
import sections

SITE = Path(__file__).resolve().parent
FOLDER = SITE / "content"
LOCAL = "local"
MARKDOWN = ("attr_list", "tables", "sane_lists", sections.Sections())
NOT_WORDS = frozenset({"language", "region", "reviewed_on", "review_by"})
_FACT = re.compile(r"\{\{ (\w+) \}\}")
_HEADING = re.compile(r"(#{1,6})\s")
_UNDERLINED = re.compile(r"(=+|-+)\s*")
_RAW_HTML = re.compile(r"<(?!https?://)[A-Za-z/!?][^>]*>?")
# Sections never hold one another.
_PART = r'<section[^>]* id="{id}".*?</section>\n*'
_BARE_IMAGE = re.compile(r"!\[\s*\]")


class BuildError(ValueError):
    """The site must not be published; the message says where and what to mend."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """The keys that a file has above its `---`."""

    needed: tuple[str, ...]
    allowed: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


PAGE = Kind(needed=("title", "description"), allowed=("lede", "next"))
RESOURCE = Kind(
    needed=("title", "summary", "language", "region", "source", "reviewed_on", "review_by"),
    repeated=("source",),
)
KINDS = {
    "home": Kind(needed=("title", "lede")),
    "guidelines": Kind(needed=("title", "description", "lede")),
    "problems/": Kind(needed=("title",), allowed=("next",)),
    "resources/": RESOURCE,
}


@dataclass(frozen=True, kw_only=True)
class Content:
    """A file, read. `html` is its words, each h2 with what follows in a section of its own."""

    source: Path
    front: Mapping[str, str]
    sources: tuple[str, ...]
    text: str
    html: Markup

    @property
    def title(self) -> str:
        """The page's one h1, and the first part of its title."""
        return self.front["title"]

    @property
    def next(self) -> tuple[str, str] | None:
        """`next: /spaces/ Go to the spaces` as an address and words."""
        address, _, words = self.front.get("next", "").partition(" ")
        return (address, words) if words else None

    @property
    def intro(self) -> Markup:
        """What comes before the first section."""
        return Markup(self.html.partition("<section")[0])

    @property
    def sections(self) -> Markup:
        """The sections, without the introduction."""
        return Markup("".join(self.html.partition("<section")[1:]))

    def part(self, id: str) -> Markup:
        """The section of that id, or nothing."""
        found = re.search(_PART.format(id=re.escape(id)), self.html, re.DOTALL)
        return Markup(found[0]) if found else Markup()

    def without(self, id: str) -> Markup:
        """Everything but the section of that id."""
        return Markup(re.sub(_PART.format(id=re.escape(id)), "", self.html, flags=re.DOTALL))

    def date(self, key: str) -> date:
        """A date of the front matter."""
        try:
            return date.fromisoformat(self.front[key])
        except ValueError as error:
            raise BuildError(f"{self.place(key)}: {key} is a date such as 2026-11-24") from error

    def place(self, key: str, value: str = "") -> str:
        """File and line of a key, as messages name it; `value` tells repeated ones apart."""
        lines = self.source.read_text(encoding="utf-8").splitlines()
        start = f"{key}: {value}"
        number = next((n for n, each in enumerate(lines, 1) if each.startswith(start)), 1)
        return f"{shown(self.source)}:{number}"


@dataclass(frozen=True, kw_only=True)
class Words:
    """The content of one language, read on demand, as it stands `today`."""

    language: str
    facts: Mapping[str, Any]
    today: date
    root: Path = FOLDER

    @property
    def pseudo(self) -> bool:
        """Whether the words are English with every piece marked."""
        return self.language == i18n.PSEUDO

    @cached_property
    def folder(self) -> Path:
        """The language's own files."""
        folder = self.root / ("en" if self.pseudo else self.language)
        if not folder.is_dir():
            raise BuildError(f"content/{self.language}: there are no pages in this language yet")
        return folder

    def find(self, name: str) -> Path:
        """The file of that name: the community's own if there is one."""
        local = self.root / LOCAL / name
        return local if local.is_file() else self.folder / name

    def names(self, folder: str, suffix: str = ".md") -> list[str]:
        """Every file below a folder of the content, as names without suffix, in order."""
        roots = (self.folder, self.root / LOCAL)
        found = {
            path.relative_to(root).as_posix().removesuffix(suffix)
            for root in roots
            for path in (root / folder).rglob(f"*{suffix}")
        }
        return sorted(found)

    def page(self, name: str) -> Content:
        """`content/local/<name>.md`, or else `content/<language>/<name>.md`."""
        path = self.find(f"{name}.md")
        if not path.is_file():
            raise BuildError(f"{shown(path)}: this page is missing")
        lines = path.read_text(encoding="utf-8").splitlines()
        end = next((n for n, line in enumerate(lines) if line == "---"), 0)
        wrong = list(_wrong_front(lines[:end], _kind(name)) if end else _no_front())
        wrong += ((n, words) for n, words in _wrong_words(lines[end + 1 :], end + 2) if end)
        wrong += self._wrong_facts(lines[end + 1 :], end + 2)
        if wrong:
            raise BuildError(at(path, wrong))
        return self._content(path, lines[:end], "\n".join(lines[end + 1 :]))

    def mark(self, text: str) -> str:
        """Words of a data file, marked when the language is the pseudo-locale."""
        return i18n.mark(text) if self.pseudo else text

    def fill(self, text: str) -> str:
        """`{{ hours }}` in content is the `hours` of community.toml, so that it is written once."""
        return _FACT.sub(lambda found: str(self.facts[found[1]]), text)

    def _content(self, path: Path, head: list[str], body: str) -> Content:
        pairs = [(key, value) for key, _, value in (line.partition(": ") for line in head)]
        filled = self.fill(body)
        html = Markdown(extensions=MARKDOWN, output_format="html").convert(filled)
        return Content(
            source=path,
            front={key: self._shown_field(key, value) for key, value in pairs},
            sources=tuple(value for key, value in pairs if key == "source"),
            text=filled,
            html=Markup(i18n.mark_html(html) if self.pseudo else html),
        )

    def _shown_field(self, key: str, value: str) -> str:
        if key in NOT_WORDS:
            return value
        if key != "next":
            return self.mark(value)
        address, _, words = value.partition(" ")
        return f"{address} {self.mark(words)}"

    def _wrong_facts(self, lines: list[str], first: int) -> Iterator[tuple[int, str]]:
        known = [key for key, value in self.facts.items() if isinstance(value, str)]
        for number, line in enumerate(lines, first):
            for name in _FACT.findall(line):
                if name not in known:
                    yield number, f"community.toml has no {name}{nearest(name, known)}"


def shown(path: Path) -> str:
    """A path as the messages name it: from `site/` on."""
    return path.relative_to(SITE).as_posix() if path.is_relative_to(SITE) else str(path)


def at(path: Path, wrong: Iterable[tuple[int, str]]) -> str:
    """Findings of one file as lines of a message."""
    return "\n".join(f"{shown(path)}:{number}: {words}" for number, words in wrong)


def toml(path: Path, text: str) -> dict[str, Any]:
    """A parsed TOML file. Raises `BuildError` with the line that cannot be read."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        words, _, place = str(error).partition(" (at ")
        number = found[0] if (found := re.findall(r"\d+", place)) else text.count("\n") + 1
        hint = "words stand between two quotation marks, and a line ends after its value"
        raise BuildError(f"{shown(path)}:{number}: {words}: {hint}") from error


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint at the known name that a mistyped one resembles, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; is “{close[0]}” meant?" if close else ""


def _kind(name: str) -> Kind:
    folder = f"{name.partition('/')[0]}/" if "/" in name else name
    return KINDS.get(folder, PAGE)


def _no_front() -> Iterator[tuple[int, str]]:
    yield 1, "begins with `title: …`, then a line `---`, then the words"


def _wrong_front(lines: list[str], kind: Kind) -> Iterator[tuple[int, str]]:
    known = (*kind.needed, *kind.allowed)
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        key, colon, value = line.partition(": ")
        if not colon or not value.strip():
            yield number, "above the `---`, each line is `key: value`"
        elif key not in known:
            yield number, f"there is no “{key}” here{nearest(key, known)}"
        elif key in seen and key not in kind.repeated:
            yield number, f"“{key}” is here twice"
        seen.add(key)
    for key in kind.needed:
        if key not in seen:
            yield 1, f"`{key}: …` is missing"


def _wrong_words(lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    if not "".join(lines).strip():
        yield first, "there are no words below the `---`"
    level, before = 1, ""
    for number, line in enumerate(lines, first):
        if found := _RAW_HTML.search(re.sub(r"`[^`]*`", "", line)):
            yield number, f"raw HTML ({found[0]}): write it in Markdown"
        if _BARE_IMAGE.search(line):
            yield number, "an image without words: ![what it shows](address)"
        if before.strip() and _UNDERLINED.fullmatch(line):
            yield number, "an underlined heading: begin its line with ## instead"
        if heading := _HEADING.match(line):
            yield from _wrong_heading(number, level, len(heading[1]))
            level = len(heading[1])
        before = line


def _wrong_heading(number: int, before: int, level: int) -> Iterator[tuple[int, str]]:
    if level == 1:
        yield number, "a second h1: the title is the first; begin with ##"
    elif level > before + 1:
        yield number, f"the heading jumps from h{before} to h{level}"

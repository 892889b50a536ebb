"""The outline of each built page: a title of its own, one h1, headings without a jump, and words
for every image.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The same words at two addresses, by intention.
COPIES = ("404.html", "resting.html")


@dataclass
class Outline(HTMLParser):
    """A page's title, its headings as (line, level), and the lines of its images without words."""

    title: str = ""
    headings: list[tuple[int, int]] = field(default_factory=list)
    bare_images: list[int] = field(default_factory=list)
    in_title: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes headings and images."""
        line = self.getpos()[0]
        self.in_title = tag == "title"
        if tag in HEADINGS:
            self.headings.append((line, int(tag[1])))
        if tag == "img" and not (dict(attrs).get("alt") or "").strip():
            self.bare_images.append(line)

    def handle_endtag(self, tag: str) -> None:
        """Ends the title."""
        self.in_title = self.in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        """Gathers the title."""
        if self.in_title:
            self.title += data


def wrong(site: Path) -> list[str]:
    """One sentence with file and line for each fault of a built site."""
    found: list[str] = []
    titles: dict[str, list[str]] = defaultdict(list)
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        outline = Outline()
        outline.feed(path.read_text(encoding="utf-8"))
        found += [f"_site/{name}:{line}: {words}" for line, words in _faults(outline)]
        if name not in COPIES:
            titles[outline.title.strip()].append(name)
    for title, names in titles.items():
        for name in names[1:]:
            found.append(f"_site/{name}:1: the title “{title}” is on {names[0]} too")
    return found


def _faults(outline: Outline) -> Iterator[tuple[int, str]]:
    if not outline.title.partition(" – ")[0].strip():
        yield 1, "a page without a title"
    first = [line for line, level in outline.headings if level == 1]
    if len(first) != 1:
        yield (first[1] if first else 1), f"{len(first)} h1 on one page"
    before = 0
    for line, level in outline.headings:
        if level > before + 1:
            yield line, f"the heading jumps from h{before} to h{level}"
        before = level
    for line in outline.bare_images:
        yield line, "an image without words"

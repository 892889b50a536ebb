"""Dead links. A page that sends somebody in trouble to nothing must not leave this machine.

The place that is named is the line that was written: in the content, or else in a template.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag

# What the functions answer; everything else that starts with a slash must be a file of the build.
DYNAMIC = (
    "/account/",
    "/how-we-are-doing/",
    "/inbox/",
    "/invitation/",
    "/join/",
    "/members/",
    "/moderate/",
    "/notices/",
    "/posts/",
    "/recover/",
    "/reports/",
    "/sign-in/",
    "/sign-out/",
    "/spaces/",
    "/staff/",
    "/threads/",
)
WRITTEN = (".md", ".toml", ".html")
ELSEWHERE = ("https://", "http://", "tel:", "sms:")


@dataclass
class Page(HTMLParser):
    """The anchors a page has, and the addresses it points at with the line of each."""

    anchors: set[str] = field(default_factory=set)
    addresses: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes ids and addresses."""
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ("href", "src", "action") and value is not None:
                self.addresses.append((value, self.getpos()[0]))


def dead(site: Path, written: Iterable[Path] = ()) -> list[str]:
    """One sentence with file and line for each address that leads nowhere, in a built site.

    `written` are the folders of what the pages were made from.
    """
    files = {_url(site, path): path for path in site.rglob("*") if path.is_file()}
    pages = {url: _parse(path) for url, path in files.items() if path.suffix in (".html", ".svg")}
    found = {
        f"{_place(address, written) or f'_site{url}:{line}'}: {url} links to {address}: {why}"
        for url, page in pages.items()
        for address, line in page.addresses
        for why in _wrong(url, address, files, pages)
    }
    return sorted(found)


def _place(address: str, written: Iterable[Path]) -> str:
    """Where an address was written, as `content/en/about.md:12`; empty when it was put together."""
    exact = re.compile(rf"(?<![\w/#-]){re.escape(address)}(?![\w/#-])")
    for folder in written:
        for path in sorted(path for path in folder.rglob("*") if path.suffix in WRITTEN):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if exact.search(line):
                    return f"{path.relative_to(folder.parent).as_posix()}:{number}"
    return ""


def _wrong(url: str, address: str, files: dict[str, Path], pages: dict[str, Page]) -> Iterator[str]:
    if address.startswith(ELSEWHERE) or address.startswith(DYNAMIC):
        return
    target, anchor = urldefrag(address)
    target = target or url
    if target not in files:
        yield "there is no such page"
    elif anchor and anchor not in pages[target].anchors:
        yield f"that page has no #{anchor}"


def _url(site: Path, path: Path) -> str:
    url = "/" + path.relative_to(site).as_posix()
    return url.removesuffix("index.html")


def _parse(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page

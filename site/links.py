"""Dead links. A page that sends somebody in trouble to nothing must not leave this machine."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag

# What the functions answer; everything else that starts with a slash must be a file of the build.
DYNAMIC = (
    "/account/",
    "/inbox/",
    "/invitation/",
    "/join/",
    "/members/",
    "/moderate/",
    "/posts/",
    "/recover/",
    "/reports/",
    "/sign-in/",
    "/sign-out/",
    "/spaces/",
    "/threads/",
)
ELSEWHERE = ("https://", "http://", "tel:", "sms:")


@dataclass
class Page(HTMLParser):
    """The anchors a page has and the addresses it points at."""

    anchors: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes ids and addresses."""
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ("href", "src", "action") and value is not None:
                self.addresses.append(value)


def dead(site: Path) -> list[str]:
    """One sentence for each address that leads nowhere, in a built site."""
    files = {_url(site, path): path for path in site.rglob("*") if path.is_file()}
    pages = {url: _parse(path) for url, path in files.items() if path.suffix in (".html", ".svg")}
    found = (
        f"{url} links to {address}: {why}"
        for url, page in sorted(pages.items())
        for address in page.addresses
        for why in _wrong(url, address, files, pages)
    )
    return sorted(set(found))


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

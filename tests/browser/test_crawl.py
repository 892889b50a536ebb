"""Every static page and every link between them, with the doors off and scripts off.

As somebody meets them: on the narrowest phone, with text twice as large in the dark, on paper; in
the letters of one machine and of another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import build
from checks import links
from here import front, gateway
from support import running

FEWEST_PAGES = 200
NARROWEST: Any = {"width": 320, "height": 640}
NARROW: Any = {"width": 360, "height": 640}
OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LARGE = "document.documentElement.style.fontSize = '200%'"
INSIDE = "[...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.pathname)"
NUMBERS = "main a[href^='tel:'], main a[href^='sms:']"
SHOWN = "selector => [...document.querySelectorAll(selector)].every(e => e.checkVisibility())"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site alone: whatever needs a function is refused."""
    folder: Path = tmp_path_factory.mktemp("crawl") / "site"
    build.build(folder)
    server = front.Server(gateway.Gateway(site=folder, doors={}), 0)
    with running.serving(server):
        yield f"http://localhost:{server.port}"


@dataclass(frozen=True)
class Met:
    """A page as somebody met it."""

    path: str
    narrow: bool
    large: bool
    paper: bool


@pytest.fixture(scope="module")
def met(typeset: Browser, origin: str) -> Iterator[list[Met]]:
    """Every page, in one family of letters and then in the other."""
    context = typeset.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    yield [look(page, path) for path in crawl(page, origin)]
    context.close()


def crawl(page: Page, origin: str) -> Iterator[str]:
    """Each static page that can be reached from home; the page is on it."""
    waiting, seen = ["/"], {"/"}
    while waiting:
        path = waiting.pop()
        answer = page.goto(origin + path)
        assert answer and answer.status == 200, path
        found = set(page.evaluate(INSIDE)) - seen
        waiting += sorted(each for each in found if not each.startswith(links.DYNAMIC))
        seen |= found
        yield path


def look(page: Page, path: str) -> Met:
    """On the narrowest phone, in large letters, then on paper."""
    numbers = f", {NUMBERS}" if path.startswith("/help/") else ""
    shown = NUMBERS if path.endswith("/card/") else "h1" + numbers  # a card has no title
    page.set_viewport_size(NARROWEST)
    narrow = not page.evaluate(OVERFLOWS)
    page.set_viewport_size(NARROW)
    page.evaluate(LARGE)
    large = not page.evaluate(OVERFLOWS)
    page.emulate_media(media="print")
    paper = page.evaluate(SHOWN, shown)
    page.emulate_media(media="screen")
    return Met(path, narrow=narrow, large=large, paper=paper)


def test_every_page_is_reached(met: list[Met]):
    assert len(met) >= FEWEST_PAGES


def test_every_page_fits_the_narrowest_phone(met: list[Met]):
    assert [page.path for page in met if not page.narrow] == []


def test_text_twice_as_large_fits_in_the_dark(met: list[Met]):
    assert [page.path for page in met if not page.large] == []


def test_on_paper_headings_and_numbers_are_there(met: list[Met]):
    assert [page.path for page in met if not page.paper] == []

"""Every static page and every link between them, with the doors off and scripts off.

As somebody meets them: on the narrowest phone, with text twice as large in the dark, on paper.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import build
from checks import links
from here import gateway
from support import running

FEWEST_PAGES = 200
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
    server = gateway.server(gateway.Gateway(site=folder, doors={}), 0)
    with server, running.serving(server):
        yield f"http://localhost:{server.server_address[1]}"


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    yield context
    context.close()


def crawl(page: Page, origin: str) -> Iterator[str]:
    """Each static page that can be reached from home; the page is on it."""
    waiting, seen = ["/"], {"/"}
    while waiting:
        path = waiting.pop()
        answer = page.goto(origin + path, wait_until="domcontentloaded")
        assert answer and answer.status == 200, path
        yield path
        found = set(page.evaluate(INSIDE)) - seen
        waiting += sorted(each for each in found if not each.startswith(links.DYNAMIC))
        seen |= found


def test_every_page_is_reached_and_fits_the_narrowest_phone(without_scripts, origin: str):
    page = without_scripts.new_page()
    reached = [(path, page.evaluate(OVERFLOWS)) for path in crawl(page, origin)]
    assert len(reached) >= FEWEST_PAGES
    assert [path for path, overflows in reached if overflows] == []


def test_text_twice_as_large_fits_in_the_dark(without_scripts, origin: str):
    page = without_scripts.new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    page.emulate_media(color_scheme="dark")
    wide = []
    for path in crawl(page, origin):
        page.evaluate(LARGE)
        wide += [path] if page.evaluate(OVERFLOWS) else []
    assert wide == []


def test_on_paper_headings_and_numbers_are_there(without_scripts, origin: str):
    page = without_scripts.new_page()
    page.emulate_media(media="print")
    for path in crawl(page, origin):
        shown = NUMBERS if path.endswith("/card/") else "h1"  # a card is numbers, without a title
        shown += f", {NUMBERS}" if path.startswith("/help/") else ""
        assert page.evaluate(SHOWN, shown), path

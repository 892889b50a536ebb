"""Pages hold in the letters of any machine: each page of the forum in each family, at 200 %.

The static pages are in test_crawl.py.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from support import visits
from support.page_types import EVERY, STATIC, PageType
from support.running import Forum
from support.village import Village

Phone = Callable[..., Page]

NARROW: Any = {"width": 360, "height": 740}
LARGE = """() => {
  for (const each of document.querySelectorAll('details')) each.open = true;
  document.documentElement.style.fontSize = '200%';
}"""
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def phone(typeset: Browser, forum: Forum) -> Iterator[Phone]:
    """Opens a page of somebody's own phone, which has one family of letters only."""
    contexts = list[BrowserContext]()

    def open_page(who: str = "") -> Page:
        contexts.append(visits.own(typeset, forum, who, viewport=NARROW))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", [kind for kind in EVERY if kind not in STATIC], ids=str)
def test_text_twice_as_large_still_fits(
    phone: Phone, forum: Forum, village: Village, kind: PageType
) -> None:
    """WCAG 1.4.4: 200 % of the text, with every cover open."""
    page = phone(kind.who)
    kind.walk(page, forum, village)
    page.evaluate(LARGE)
    assert page.evaluate(BEYOND) <= 0


@pytest.mark.parametrize("place", ["h1", "main p", "kbd"])
def test_all_words_are_in_the_one_family(
    phone: Phone, forum: Forum, family: str, place: str
) -> None:
    page = phone()
    page.goto(forum.origin)
    assert all(used.startswith(family) for used in used_in(page, place))


def used_in(page: Page, place: str) -> list[str]:
    """The fonts that the browser took for an element's own words."""
    wire = page.context.new_cdp_session(page)
    wire.send("DOM.enable")
    wire.send("CSS.enable")
    top = wire.send("DOM.getDocument")["root"]["nodeId"]
    found = wire.send("DOM.querySelector", {"nodeId": top, "selector": place})["nodeId"]
    fonts = wire.send("CSS.getPlatformFontsForNode", {"nodeId": found})["fonts"]
    return [font["familyName"] for font in fonts]

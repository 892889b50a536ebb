"""While writing is paused, its pages are as kind, light and usable as ever."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from forum.breaker import DOORS, Pause
from store import breaker as store
from support import page_types, visits
from support import village as settled
from support.inspector import Seen, inspected
from support.page_types import COMPOSE, JOIN, THREAD, PageType, at, then
from support.running import Forum
from support.village import Village
from web import breaker

PAGE_MOST_BYTES = 35 * 1024


def sends(page: Page) -> None:
    page.get_by_label("Just listen").check()
    page.locator("#title").fill("A long night")
    page.locator("#body").fill("Awake again.")
    page_types.refused("Post")(page)


REFUSED = then("compose, refused", COMPOSE, sends)
PAGES = (COMPOSE, THREAD, JOIN, REFUSED, at("queue", "/moderate/", "mo"))


@pytest.fixture(scope="module")
def surging(forum: Forum) -> Iterator[None]:
    """The alarms of both doors have said so; afterwards they say that it is over."""
    now = int(time.time())
    for moment, until in ((now, now + 1800), (now + 1, now + 1)):
        for door in DOORS:
            assert store.set_pause(Pause(door=door, at=moment, until=until))
        breaker._known.clear()
        if until > moment:
            yield


@pytest.fixture(scope="module", params=PAGES, ids=str)
def seen(
    request: pytest.FixtureRequest,
    browser: Browser,
    forum: Forum,
    village: Village,
    surging: None,
) -> Iterator[tuple[Seen, Page]]:
    kind: PageType = request.param
    context = browser.new_context(viewport=visits.PHONE, color_scheme="light")
    if kind.who:
        viewer = page_types.PEOPLE[kind.who]
        context.add_cookies([settled.sign_in(viewer, forum.origin)])
    page = context.new_page()
    with inspected(page) as found:
        kind.walk(page, forum, village)
        expect(page.locator("#main")).to_contain_text("is paused")
    yield found, page
    context.close()


def test_nothing_is_wrong_with_it(seen: tuple[Seen, Page]) -> None:
    found, _ = seen
    assert found.found == []
    assert found.overflow == {320: 0, 360: 0, 1280: 0}
    assert found.load.bytes_of() <= PAGE_MOST_BYTES


def test_help_is_beside_it_and_the_form_is_still_there(seen: tuple[Seen, Page]) -> None:
    _, page = seen
    if page.url.endswith("/moderate/"):
        return
    expect(page.get_by_role("link", name="Call 116 123")).to_be_visible()
    expect(page.locator("form button[type=submit]").last).to_be_enabled()

"""While no moderator is here, pages say so calmly, are as light as ever, and lead to help."""

import secrets
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from forum import ids
from forum.moderation.hours import Override
from forum.moderation.overrides import Said, take_back
from store.moderation import overrides as store
from support import cast, kept, page_types, visits
from support import village as settled
from support.inspector import Seen, inspected
from support.page_types import COMPOSE, HOURS, STEP_TWO, THREAD, PageType, at
from support.running import Forum
from support.village import Village
from web import staffing

STRIP_MOST_BYTES = 600
PAGES = (at("space", "/spaces/porch/"), THREAD, COMPOSE, STEP_TWO, HOURS)


@pytest.fixture(scope="module")
def nobody_here(forum: Forum) -> Iterator[None]:
    """A moderator has said that nobody is here for an hour; afterwards they take it back."""
    now = int(time.time())
    id = ids.encode(secrets.token_bytes(ids.ID_BYTES))
    away = Override(id=id, here=False, begins=now - 60, ends=now + 3600, said_at=now, by=cast.mo.id)
    store.add_override(Said(override=away, event=kept.override().event))
    staffing.forget()
    yield
    store.set_taken_back(take_back(cast.mo, (away,), id=id, now=cast.NOW))
    staffing.forget()


@pytest.fixture(scope="module", params=PAGES, ids=str)
def seen(
    request: pytest.FixtureRequest,
    browser: Browser,
    forum: Forum,
    village: Village,
    nobody_here: None,
) -> Iterator[tuple[Seen, Page]]:
    kind: PageType = request.param
    context = browser.new_context(viewport=visits.PHONE, timezone_id="Pacific/Auckland")
    if kind.who:
        viewer = page_types.PEOPLE[kind.who]
        context.add_cookies([settled.sign_in(viewer, forum.origin)])
    page = context.new_page()
    with inspected(page) as found:
        kind.walk(page, forum, village)
    yield found, page
    context.close()


def test_it_says_when_somebody_is_back_and_who_is_awake(seen: tuple[Seen, Page]) -> None:
    page = seen[1]
    if page.url.endswith("/moderate/hours/"):
        expect(page.locator("#main")).to_contain_text("Just now nobody is.")
        return
    strip = page.get_by_label("When moderators are back")
    expect(strip).to_contain_text("Moderators are usually back at")
    expect(strip).to_contain_text("where you are")
    expect(strip.get_by_role("link")).to_have_attribute("href", "/help/")
    assert len(strip.evaluate("one => one.outerHTML")) < STRIP_MOST_BYTES


def test_axe_finds_nothing_and_nothing_is_too_wide(seen: tuple[Seen, Page]) -> None:
    assert seen[0].found == []

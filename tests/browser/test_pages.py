"""Every type of page, on a phone and on a desk, in light and in dark, by mouse and by keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support import page_types
from support import village as settled
from support.inspector import Seen, inspected
from support.page_types import EVERY, PageType
from support.running import Forum
from support.village import Village

# While no moderator is here there is one more: the reader's own clock.
REQUESTS_MOST = 6
PAGE_MOST_BYTES = 35 * 1024
SCRIPT_MOST_BYTES = 10 * 1024
# A line that comes late and pushes a phone's screen down is 0.02; a busy machine that paints half
# a page before it has read the rest is a quarter of this.
SHIFTED_MOST = 0.01
# A page that refuses is still a page; the browser says so to whoever opens its console.
REFUSED = re.compile(r"error: Failed to load resource: .* status of 4\d\d")
CLEARED = re.compile(r"\w+: Clear-Site-Data header on .*")
PATIENCE_MS = 10_000
PHONE = {"width": 360, "height": 740}
EMERGENCY = "Call 999"


@pytest.fixture(scope="module", params=EVERY, ids=str)
def seen(
    request: pytest.FixtureRequest, browser: Browser, forum: Forum, village: Village
) -> Iterator[Seen]:
    """One page type, visited once by somebody who may see it, and measured."""
    kind: PageType = request.param
    context = browser.new_context(viewport=PHONE, color_scheme="light")
    context.set_default_timeout(PATIENCE_MS)
    if kind.who:
        viewer = page_types.PEOPLE[kind.who]
        context.add_cookies([settled.sign_in(viewer, forum.origin)])
    page = context.new_page()
    with inspected(page) as found:
        kind.walk(page, forum, village)
    yield found
    context.close()


def test_axe_finds_nothing(seen: Seen) -> None:
    assert seen.found == []


def test_nothing_is_wider_than_the_screen(seen: Seen) -> None:
    assert seen.overflow == {320: 0, 360: 0, 1280: 0}


def test_the_console_is_quiet(seen: Seen) -> None:
    said = [each for each in seen.messages if not REFUSED.match(each) and not CLEARED.match(each)]
    assert said == []


def test_a_page_is_small_and_of_one_place(seen: Seen, forum: Forum) -> None:
    urls = list(seen.load.urls.values())
    at_night = sum("/local-time." in url for url in urls)
    assert len(urls) - at_night <= REQUESTS_MOST, urls
    assert [url for url in urls if not url.startswith(forum.origin + "/")] == []
    assert seen.load.bytes_of() <= PAGE_MOST_BYTES
    assert seen.load.bytes_of("Script") <= SCRIPT_MOST_BYTES


def test_nothing_moves_once_it_is_shown(seen: Seen) -> None:
    assert seen.shifted < SHIFTED_MOST


def test_there_is_one_heading_above_all(seen: Seen) -> None:
    assert len(seen.headings) == 1
    assert seen.title.endswith("Willow Bank")


def test_every_control_is_large_enough_for_a_thumb(seen: Seen) -> None:
    assert seen.small == []


def test_help_and_the_way_out_are_the_first_stops(seen: Seen) -> None:
    """A page with something to mend or a preview has put the focus there; its title says so."""
    first = [stop["name"] for stop in seen.stops[:3]]
    assert first == ["skip", "help", "leave"] or seen.title.startswith(("Error: ", "Preview: "))
    assert [stop["text"] for stop in seen.stops if not stop["seen"]] == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page whose colours and medium a test may change."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["/help/", "/help/ie/"])
def test_on_paper_the_numbers_stay_and_the_name_goes(phone: Page, forum: Forum, path: str) -> None:
    phone.emulate_media(media="print")
    phone.goto(forum.origin + path)
    numbers = phone.locator("main :is(a[href^='tel:'], a[href^='sms:']):visible")
    assert numbers.count() >= 3
    assert all(re.search(r"\d{3}", words) for words in numbers.all_inner_texts())
    for part in (".eave", ".mast", ".foot"):
        expect(phone.locator(part)).to_be_hidden()
    assert "Willow Bank" not in phone.locator("body").inner_text()


@pytest.mark.parametrize("path", ["/", "/help/", "/join/", "/spaces/"])
def test_in_forced_colours_controls_keep_their_edges(phone: Page, forum: Forum, path: str) -> None:
    phone.emulate_media(forced_colors="active", reduced_motion="reduce")
    phone.goto(forum.origin + path)
    for name in (".help", ".leave", "main .btn"):
        edge = phone.locator(name).first.evaluate("(each) => getComputedStyle(each).borderTopWidth")
        assert float(edge.removesuffix("px")) >= 1, name


@pytest.mark.parametrize("path", ["/", "/help/", "/join/", "/spaces/"])
def test_with_reduced_motion_nothing_is_animated(phone: Page, forum: Forum, path: str) -> None:
    phone.emulate_media(reduced_motion="reduce")
    phone.goto(forum.origin + path)
    phone.locator("main a").first.hover()
    assert phone.evaluate("document.getAnimations().length") == 0


def test_an_error_takes_the_focus_and_leads_to_its_field(
    phone: Page, forum: Forum, village: Village
) -> None:
    phone.context.add_cookies([settled.sign_in(page_types.PEOPLE["alice"], forum.origin)])
    phone.goto(f"{forum.origin}/spaces/porch/new/")
    phone.get_by_role("button", name="Post", exact=True).click()
    summary = phone.get_by_role("alert")
    expect(summary).to_be_focused()
    assert phone.title().startswith("Error: ")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("group", name="What would help?")).to_be_focused()
    summary.get_by_role("link", name="Write a few words to open with.").press("Enter")
    expect(phone.get_by_label("A few words to open with")).to_be_focused()

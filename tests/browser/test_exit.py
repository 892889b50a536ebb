"""Quick exit: by button or key it leaves at once, takes the words along, and Back stays away."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support import cast
from support import village as settled
from support.running import Forum
from support.village import Village

NEUTRAL = "<!doctype html><title>Weather</title><h1>Sunny spells</h1>"
PATIENCE_MS = 10_000
# Every moment at which a page of ours could be seen: was it?
SIGHTINGS = """
  addEventListener('pageshow', (event) => {
    const seen = document.body && document.body.innerText.trim() !== '';
    console.log(`SHOWN ${event.persisted} ${seen} ${location.pathname}`);
  });
"""

Leave = Callable[[Page], None]


def by_button(page: Page) -> None:
    page.get_by_role("link", name="Leave this site").click()


def by_key(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Escape")


def walker(browser: Browser, forum: Forum) -> BrowserContext:
    """Alice's browser, in which the neutral site is a page of our own."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    context.route(
        forum.leave_to + "**",
        lambda route: route.fulfill(body=NEUTRAL, content_type="text/html"),
    )
    context.add_cookies([settled.sign_in(cast.alice, forum.origin)])
    return context


@pytest.fixture
def alices(browser: Browser, forum: Forum, village: Village) -> Iterator[BrowserContext]:
    context = walker(browser, forum)
    yield context
    context.close()


@pytest.fixture(scope="module")
def remembering(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """A Chromium that keeps whole pages for Back, as people's own do; Playwright's does not."""
    started = launch(ignore_default_args=["--disable-back-forward-cache"])
    yield started
    started.close()


def until(page: Page, happened: Callable[[], bool]) -> None:
    """Waits for what no event of Playwright's tells."""
    for _ in range(PATIENCE_MS // 50):
        if happened():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never happened")


def go_back_and_be_led_away(page: Page, forum: Forum, path: str) -> None:
    """Back, from the neutral site: through the page at this path, and to the neutral site again."""
    passed = list[str]()
    page.on("framenavigated", lambda frame: passed.append(frame.url))
    page.evaluate("history.back()")
    until(page, lambda: passed[-1:] == [forum.leave_to] and forum.origin + path in passed)


def write(page: Page, forum: Forum) -> None:
    """Words in a box, kept in the tab and on the device."""
    page.goto(f"{forum.origin}/spaces/porch/new/")
    page.get_by_label("Keep a draft on this device").check()
    page.locator("#body").fill("I am not sure who reads this over my shoulder.")
    page.locator("#title").press("Tab")
    page.get_by_label("Keep a draft on this device").uncheck()
    page.get_by_label("Keep a draft on this device").check()
    assert kept(page)


def kept(page: Page) -> list[str]:
    """What the browser keeps of ours."""
    keys: list[str] = page.evaluate(
        "[...Object.keys(sessionStorage), ...Object.keys(localStorage)]"
        ".filter((key) => key !== 'lt-left')"
    )
    return keys


@pytest.mark.parametrize("leave", [by_button, by_key])
def test_leaving_ends_the_session_and_takes_the_words_along(
    alices: BrowserContext, forum: Forum, leave: Leave
) -> None:
    page = alices.new_page()
    (cookie,) = alices.cookies(forum.origin)
    write(page, forum)
    leave(page)
    page.wait_for_url(forum.leave_to + "**", wait_until="commit")
    expect(page.locator("h1")).to_have_text("Sunny spells")
    until(page, lambda: alices.cookies(forum.origin) == [])
    page.goto(forum.origin + "/help/")
    assert kept(page) == []
    alices.add_cookies([cookie])
    expect(alices.request.get(forum.origin + "/inbox/")).not_to_be_ok()


@pytest.mark.parametrize("path", ["/help/", "/spaces/"])
def test_back_leads_away_again(alices: BrowserContext, forum: Forum, path: str) -> None:
    page, shown = alices.new_page(), list[str]()
    page.on("console", lambda message: shown.append(message.text))
    page.goto(forum.origin + path)
    page.goto(forum.origin + "/about/")
    by_button(page)
    page.wait_for_url(forum.leave_to + "**", wait_until="commit")
    page.add_init_script(SIGHTINGS)
    go_back_and_be_led_away(page, forum, path)
    assert "Willow Bank" not in page.title()
    assert [each for each in shown if each.startswith("SHOWN false true " + path)] == []


def test_back_leads_away_from_a_page_that_was_kept_whole(
    remembering: Browser, forum: Forum, village: Village
) -> None:
    context = remembering.new_context()
    page, shown = context.new_page(), list[str]()
    page.add_init_script(SIGHTINGS)
    page.on("console", lambda message: shown.append(message.text))
    page.goto(forum.origin + "/guidelines/")
    page.goto(forum.origin + "/about/")
    page.evaluate("history.back()")
    page.wait_for_url("**/guidelines/", wait_until="commit")
    # A browser that keeps no pages would prove nothing.
    until(page, lambda: "SHOWN true true /guidelines/" in shown)
    page.goto(forum.origin + "/about/")
    page.route(
        forum.leave_to + "**",
        lambda route: route.fulfill(body=NEUTRAL, content_type="text/html"),
    )
    by_button(page)
    page.wait_for_url(forum.leave_to + "**", wait_until="commit")
    shown.clear()
    go_back_and_be_led_away(page, forum, "/guidelines/")
    assert [each for each in shown if each.endswith("true /guidelines/")] == []
    context.close()


def test_a_fresh_visit_is_an_ordinary_one(alices: BrowserContext, forum: Forum) -> None:
    page = alices.new_page()
    page.goto(forum.origin + "/about/")
    by_button(page)
    page.wait_for_url(forum.leave_to + "**", wait_until="commit")
    page.goto(forum.origin + "/help/")
    page.goto(forum.origin + "/about/")
    page.go_back()
    expect(page.get_by_role("heading", name="Get help now")).to_be_visible()


def test_another_key_or_a_long_breath_begins_the_count_again(
    alices: BrowserContext, forum: Forum
) -> None:
    page = alices.new_page()
    page.clock.install()
    page.goto(forum.origin + "/help/")
    say = page.locator("[data-exit-say]")
    for key in ("Escape", "Escape", "Tab", "Escape", "Escape"):
        page.keyboard.press(key)
    expect(say).to_have_text("Press Escape once more to leave this site")
    page.clock.fast_forward("00:04")
    page.keyboard.press("Escape")
    expect(say).to_be_empty()
    assert page.url == forum.origin + "/help/"


def test_leaving_works_from_a_box_one_writes_in(alices: BrowserContext, forum: Forum) -> None:
    page = alices.new_page()
    write(page, forum)
    page.locator("#body").focus()
    by_key(page)
    page.wait_for_url(forum.leave_to + "**", wait_until="commit")


def test_without_scripts_it_is_a_plain_link(
    browser: Browser, forum: Forum, village: Village
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.route(
        forum.leave_to + "**",
        lambda route: route.fulfill(body=NEUTRAL, content_type="text/html"),
    )
    page = context.new_page()
    for path in ("/help/", f"/threads/{village.thread.id}/"):
        page.goto(forum.origin + path)
        with page.expect_request(forum.leave_to + "**") as request:
            by_button(page)
        page.wait_for_url(forum.leave_to + "**", wait_until="commit")
        assert "referer" not in request.value.all_headers()
    context.close()


def test_leaving_tells_the_neutral_site_nothing(alices: BrowserContext, forum: Forum) -> None:
    page = alices.new_page()
    page.goto(forum.origin + "/help/")
    with page.expect_request(forum.leave_to + "**") as request:
        by_button(page)
    assert "referer" not in request.value.all_headers()

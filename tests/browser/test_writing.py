"""Writing in a real browser, with scripts and without: what happened is seen where one lands."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from support.running import Forum
from support.village import Village

Visit = Callable[..., Page]
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
WORDS = "I read this and I’m here."
LONG = "\n\n".join(f"{WORDS} {number}" for number in range(25))


def write(page: Page, forum: Forum, village: Village, words: str = LONG) -> None:
    """Opens the long conversation at its last page and fills in a reply."""
    page.goto(f"{forum.origin}/threads/{village.thread.id}/?page=2")
    page.locator("#body").fill(words)


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def lands_on(page: Page, there: Locator) -> None:
    """Somebody is shown this, and a keyboard or a screen reader goes on from here."""
    expect(there).to_be_visible()
    expect(there).to_be_in_viewport()
    expect(there).to_be_focused()


@SCRIPTS
def test_a_preview_is_in_view_and_has_the_focus(
    visit: Visit, forum: Forum, village: Village, scripts: bool
) -> None:
    page = visit("bob", java_script_enabled=scripts)
    write(page, forum, village)
    press(page, "Preview")
    lands_on(page, page.locator("#preview"))
    assert page.locator("#body").input_value() == LONG
    page.goto(f"{forum.origin}/spaces/porch/new/")
    page.locator("#title").fill("A title")
    page.locator("#body").fill(LONG)
    page.get_by_label("Just listen").check()
    press(page, "Preview")
    lands_on(page, page.locator("#preview"))


@SCRIPTS
def test_a_mistake_in_what_was_to_be_previewed_has_the_focus(
    visit: Visit, forum: Forum, village: Village, scripts: bool
) -> None:
    page = visit("bob", java_script_enabled=scripts)
    write(page, forum, village, " ")
    press(page, "Preview")
    lands_on(page, page.locator("#errors"))


@SCRIPTS
def test_after_posting_the_note_stands_above_the_post(
    visit: Visit, forum: Forum, village: Village, scripts: bool
) -> None:
    page = visit("alice" if scripts else "bob", java_script_enabled=scripts)
    write(page, forum, village)
    press(page, "Post reply")
    lands_on(page, page.locator("#posted"))
    after = page.locator("#posted + article.post")
    expect(after).to_be_in_viewport()
    expect(after).to_contain_text(WORDS)


def open_new(page: Page, forum: Forum) -> None:
    page.goto(f"{forum.origin}/spaces/porch/")
    page.goto(f"{forum.origin}/spaces/porch/new/")
    page.locator("#title").fill("The first frost")
    page.locator("#body").fill(WORDS)


def still_typed(page: Page) -> None:
    """The form itself, with title and words in it, and no page of the browser's own."""
    expect(page.locator("h1")).to_have_text("Start a conversation")
    expect(page.locator("#title")).to_have_value("The first frost")
    expect(page.locator("#body")).to_have_value(WORDS)


@SCRIPTS
def test_the_title_survives_going_on_and_back(visit: Visit, forum: Forum, scripts: bool) -> None:
    page = visit("alice", java_script_enabled=scripts)
    open_new(page, forum)
    page.get_by_role("link", name="Not now").click()
    expect(page.locator("h1")).to_have_text("The porch")
    page.go_back()
    still_typed(page)


@SCRIPTS
@pytest.mark.parametrize("answer", ["Post", "Preview"])
def test_back_from_an_answer_is_the_form_with_its_words(
    visit: Visit, forum: Forum, scripts: bool, answer: str
) -> None:
    page = visit("alice", java_script_enabled=scripts)
    open_new(page, forum)
    if answer == "Preview":
        page.get_by_label("Just listen").check()
    press(page, answer)
    lands_on(page, page.locator("#preview" if answer == "Preview" else "#errors"))
    page.go_back()
    still_typed(page)


@pytest.mark.parametrize("answer", ["Post", "Preview"])
def test_back_to_an_answer_never_asks_to_send_it_again(
    visit: Visit, forum: Forum, answer: str
) -> None:
    page = visit("alice")
    open_new(page, forum)
    if answer == "Preview":
        page.get_by_label("Just listen").check()
    press(page, answer)
    page.get_by_role("link", name="Not now").click()
    expect(page.locator("h1")).to_have_text("The porch")
    page.go_back()
    still_typed(page)
    page.reload()
    still_typed(page)


def test_back_after_posting_shows_an_empty_form(
    visit: Visit, forum: Forum, village: Village
) -> None:
    page = visit("alice")
    write(page, forum, village, "Something else.")
    press(page, "Preview")
    lands_on(page, page.locator("#preview"))
    press(page, "Post reply")
    lands_on(page, page.locator("#posted"))
    page.go_back()
    expect(page.locator("#body")).to_have_value("")
    expect(page.locator("#preview")).to_have_count(0)

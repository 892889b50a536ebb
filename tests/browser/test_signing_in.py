"""Signing in with a browser: words counted while they are typed, and work when many have tried."""

from playwright.sync_api import Browser, Page, expect

from support.running import Forum
from support.small_pages import Site

FIELD = """<form method="post" action="/sent/"><key-words data-say="{n} of 7 words">
  <input name="key" type="password"><span role="status" data-key-say></span></key-words>
  <button>Sign in</button></form>"""


def test_words_are_counted_while_they_are_typed_blind(page: Page, site: Site) -> None:
    page.goto(site.put("/sign-in/", "key-words", FIELD))
    field, line = page.locator("[name=key]"), page.locator("[data-key-say]")
    expect(line).to_be_empty()
    for typed, says in (
        ("amber", "1 of 7 words"),
        ("amber bridge-CLOUD, dune  ember", "5 of 7 words"),
        ("amber bridge cloud dune ember fern grove", "7 of 7 words"),
        ("1. amber 2. bridge", "2 of 7 words"),
        ("123", "0 of 7 words"),
        ("", ""),
    ):
        field.fill(typed)
        expect(line).to_have_text(says)
    assert "amber" not in page.content()


def test_an_invitation_code_is_folded_away_where_a_script_does_the_work(
    browser: Browser, forum: Forum
) -> None:
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(f"{forum.origin}/join/")
        field = page.get_by_label("Invitation code", exact=True)
        if script:
            expect(field).to_be_hidden()
            page.get_by_text("I have an invitation code").click()
        expect(field).to_be_visible()
        context.close()

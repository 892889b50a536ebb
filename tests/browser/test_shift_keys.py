"""Single keys for moderators: off until ticked, silent while typing, and they send nothing."""

from playwright.sync_api import Browser, expect

from support import cast, visits
from support import village as settled
from support.running import Forum
from support.village import Village


def test_keys_move_once_they_are_ticked_and_never_while_typing(
    browser: Browser, forum: Forum, village: Village
) -> None:
    context = browser.new_context(viewport=visits.PHONE)
    context.add_cookies([settled.sign_in(cast.mo, forum.origin)])
    page = context.new_page()
    page.goto(f"{forum.origin}/moderate/cases/{village.reported.id}/")
    page.locator("body").press("1")
    expect(page.locator("input[name=action]").first).not_to_be_checked()
    page.get_by_text("Keys for this page").click()
    page.get_by_label("Use single keys on this device").check()
    page.keyboard.press("1")
    expect(page.locator("input[name=action]").first).to_be_checked()
    page.keyboard.press("s")
    expect(page.locator("#line")).to_be_focused()
    page.keyboard.type("2 u")
    expect(page.locator("#line")).to_have_value("2 u")
    expect(page.locator("input[name=action]").first).to_be_checked()
    page.goto(f"{forum.origin}/moderate/")
    page.locator("body").press("j")
    expect(page.locator("main h3 a").first).to_be_focused()
    context.close()


def test_without_a_script_nothing_of_it_is_shown(
    browser: Browser, forum: Forum, village: Village
) -> None:
    context = browser.new_context(viewport=visits.PHONE, java_script_enabled=False)
    context.add_cookies([settled.sign_in(cast.mo, forum.origin)])
    page = context.new_page()
    page.goto(f"{forum.origin}/moderate/")
    expect(page.locator("shift-keys")).to_be_hidden()
    context.close()

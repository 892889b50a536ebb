"""The page that shows a key once, and what every module keeps to."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.small_pages import MODULES, Site, draft

OPEN = "() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
CLOSED = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('closed')); }"
COPYING = "() => { addEventListener('copy', () => { window.copied = `${getSelection()}`; }); }"
KEY = """<keep-key data-copied="Copied." data-copy-failed="Please copy it by hand.">
  <code id="key"> seven words of a key </code>
  <button type="button" data-copy="#key" hidden>Copy</button>
  <button type="button" data-print hidden>Print</button>
  <p role="status" data-keep-say></p></keep-key>"""


def test_the_key_is_copied(context: BrowserContext, page: Page, site: Site) -> None:
    context.grant_permissions(["clipboard-write"])
    page.goto(site.put("/join/", "keep-key", KEY))
    page.evaluate(OPEN)
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-keep-say]")).to_have_text("Copied.")
    assert page.evaluate("window.copied") == "seven words of a key"


def test_the_key_is_copied_where_the_clipboard_is_closed(page: Page, site: Site) -> None:
    page.goto(site.put("/join/", "keep-key", KEY))
    page.evaluate(CLOSED)
    page.evaluate(
        "document.addEventListener('copy', () => { window.copied = `${getSelection()}`; })"
    )
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-keep-say]")).to_have_text("Copied.")
    assert page.evaluate("window.copied").strip() == "seven words of a key"


def test_a_key_that_cannot_be_copied_is_left_selected(page: Page, site: Site) -> None:
    page.goto(site.put("/join/", "keep-key", KEY))
    page.evaluate(CLOSED)
    page.evaluate("() => { document.execCommand = () => false; }")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-keep-say]")).to_have_text("Please copy it by hand.")
    assert page.evaluate("`${getSelection()}`").strip() == "seven words of a key"


def test_the_key_is_printed(page: Page, site: Site) -> None:
    page.goto(site.put("/join/", "keep-key", KEY))
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") is True


@pytest.mark.parametrize("javascript", [True, False])
def test_without_scripts_everything_is_there_but_the_buttons(
    browser: Browser, site: Site, javascript: bool
) -> None:
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    page.goto(site.put("/join/", "keep-key", KEY))
    expect(page.locator("code")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(2 if javascript else 0)
    page.goto(site.put("/new/", "draft-form", draft()))
    expect(page.get_by_label("Keep")).to_be_visible(visible=javascript)
    context.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_error_summary_takes_focus_by_itself(
    browser: Browser, site: Site, javascript: bool
) -> None:
    """`autofocus` on the summary is enough, with scripts and without."""
    summary = '<div class="note-clay" role="alert" tabindex="-1" autofocus>Mend this</div>'
    site.put("/posted/", "draft-form", draft(summary=summary))
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    page.goto(site.put("/new/", "draft-form", draft()))
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/posted/")
    expect(page.get_by_role("alert")).to_be_focused()
    context.close()


def test_the_modules_stay_small() -> None:
    for module in ("draft-form", "speed-bump", "keep-key"):
        source = (MODULES / f"{module}.js").read_text("utf-8")
        assert len(source.splitlines()) <= 120
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", source)
        assert not re.search(r"^import ", source, re.MULTILINE)

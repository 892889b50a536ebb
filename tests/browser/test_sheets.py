"""The safety plan and the notes for a professional: on the device, on paper, and nowhere else."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Page, expect

from support import inspector, static_site
from support.static_site import Site

PLAN, NOTES = "/safety-plan/", "/professional-sheet/"
SECRET = "canary and the big tree"
PHRASE = "four quiet grey horses"
PHONE = {"width": 360, "height": 740}
REQUESTS_MOST = 6
SCRIPT_MOST_BYTES = 10 * 1024
A4_SHEET_SIDES = 2
EVERYTHING = """() => JSON.stringify([
  Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = static_site.make(tmp_path_factory.mktemp("sheets"))
    with made.up():
        yield made


def plan(page: Page, site: Site) -> Page:
    """The safety plan with one answer."""
    page.goto(site.origin + PLAN)
    page.get_by_label("2. Things I can do on my own").fill(SECRET)
    return page


def answer(page: Page) -> str:
    return page.get_by_label("2. Things I can do on my own").input_value()


def keep(page: Page) -> None:
    page.get_by_label("Keep it on this device.").check()
    expect(page.get_by_text("Kept on this device until")).to_be_visible()


def elsewhere(page: Page, url: str) -> Page:
    """The same browser, another tab."""
    opened = page.context.new_page()
    opened.goto(url)
    return opened


def downloaded(page: Page, name: str) -> tuple[Download, str]:
    with page.expect_download() as found:
        page.get_by_role("button", name=name).click()
    return found.value, Path(found.value.path()).read_text("utf-8")


def opened(page: Page, text: str, phrase: str = "") -> None:
    """Opens a saved file on the sheet."""
    page.get_by_label("A file that you saved").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.get_by_label("Passphrase").fill(phrase)
    page.get_by_role("button", name="Open it here").click()


def press(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=name).click()


def clear(page: Page) -> None:
    page.get_by_text("Clear everything").click()
    page.get_by_role("button", name="Clear this sheet").click()
    expect(page.get_by_text("Cleared. Nothing of it is left")).to_be_visible()


def test_words_stay_in_the_tab_until_somebody_keeps_them(page: Page, site: Site) -> None:
    plan(page, site)
    page.reload()
    assert answer(page) == SECRET
    assert answer(elsewhere(page, page.url)) == ""
    assert page.evaluate("localStorage.length") == 0


def test_kept_words_come_back_in_another_tab_until_cleared(page: Page, site: Site) -> None:
    keep(plan(page, site))
    another = elsewhere(page, page.url)
    assert answer(another) == SECRET
    expect(another.get_by_label("Keep it on this device.")).to_be_checked()
    clear(another)
    assert SECRET not in another.evaluate(EVERYTHING)
    assert answer(elsewhere(page, page.url)) == ""


def test_taking_the_tick_away_takes_the_words_off_the_device(page: Page, site: Site) -> None:
    keep(plan(page, site))
    page.get_by_label("Keep it on this device.").uncheck()
    expect(page.get_by_text("Not kept: it goes when you close this tab.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    assert answer(page) == SECRET


def test_another_tab_without_the_tick_leaves_what_is_kept_alone(page: Page, site: Site) -> None:
    page.goto(site.origin + PLAN)
    older = elsewhere(page, page.url)
    keep(plan(page, site))
    older.get_by_label("7. What matters to me").fill("the dog")
    assert SECRET in older.evaluate("localStorage.getItem('leanto-sheet:safety-plan')")


def test_a_browser_that_keeps_nothing_says_so(page: Page, site: Site) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    plan(page, site).get_by_label("Keep it on this device.").check()
    expect(page.get_by_text("This browser does not let us keep anything.")).to_be_visible()
    assert answer(page) == SECRET


def test_nothing_of_it_ever_leaves(context: BrowserContext, page: Page, site: Site) -> None:
    """Every request of the browser, the worker's too, through everything the page can do."""
    sent = list[str]()
    context.on("request", lambda each: sent.append(f"{each.url} {each.post_data} {each.headers}"))
    keep(plan(page, site))
    page.get_by_label("Passphrase").fill(PHRASE)
    downloaded(page, "Save a plain file")
    _, locked = downloaded(page, "Save a locked file")
    page.keyboard.press("Enter")
    page.get_by_label("Passphrase").press("Enter")
    opened(page, locked, PHRASE)
    page.goto(site.origin + NOTES)
    page.get_by_label("Hard to fall asleep").check()
    page.get_by_label("What has been hard").fill(SECRET)
    page.evaluate("() => { window.print = () => {}; }")
    page.get_by_role("button", name="Print it").click()
    page.goto(site.origin + PLAN)
    told = "\n".join([*sent, *map(repr, site.asked)])
    for word in ("canary", "horses", "asleep", "tree"):
        assert word not in told
    assert {each.method for each in site.asked} == {"GET"}
    assert {each.query for each in site.asked} == {""}
    assert context.cookies() == []


@pytest.mark.parametrize("path", [PLAN, NOTES])
def test_there_is_nothing_on_the_page_that_could_send(page: Page, site: Site, path: str) -> None:
    page.goto(site.origin + path)
    able = page.locator("main form, main [name], main button:not([type=button])")
    assert able.count() == 0
    assert page.locator("textarea:not([autocomplete=off])").count() == 0
    assert page.locator("textarea:not([spellcheck=false])").count() == 0


def test_a_plain_file_comes_back_as_it_was(page: Page, site: Site) -> None:
    words = "# my own line\nThe library, upstairs\n\n- J., “any time”"
    plan(page, site).get_by_label("4. People I can ask for help").fill(words)
    found, text = downloaded(page, "Save a plain file")
    assert found.suggested_filename == "notes.txt"
    assert text.startswith(f"# Things I can do on my own\n{SECRET}\n")
    clear(page)
    opened(page, text.replace("\n", "\r\n"))
    expect(page.get_by_text("Opened. What was on the sheet is still there too.")).to_be_visible()
    assert answer(page) == SECRET
    assert page.get_by_label("4. People I can ask for help").input_value() == words


def test_opening_a_file_takes_nothing_away(page: Page, site: Site) -> None:
    plan(page, site)
    opened(page, "# Things I can do on my own\nA warm shower\n")
    expect(page.get_by_text("Opened.")).to_be_visible()
    assert answer(page) == f"{SECRET}\nA warm shower"


def test_ticks_come_back_from_a_file(page: Page, site: Site) -> None:
    page.goto(site.origin + NOTES)
    page.get_by_label("Bad dreams").check()
    _, text = downloaded(page, "Save a plain file")
    assert text == "# Sleep\n[x] Bad dreams\n"
    clear(page)
    expect(page.get_by_label("Bad dreams")).not_to_be_checked()
    opened(page, text)
    expect(page.get_by_label("Bad dreams")).to_be_checked()
    expect(page.get_by_label("Sleep is all right")).not_to_be_checked()


def test_a_locked_file_opens_with_its_passphrase_alone(page: Page, site: Site) -> None:
    plan(page, site).get_by_label("Passphrase").fill(PHRASE)
    found, text = downloaded(page, "Save a locked file")
    assert found.suggested_filename == "notes-locked.txt"
    assert text.startswith("locked-sheet-1\n") and "canary" not in text and "Things" not in text
    assert text != downloaded(page, "Save a locked file")[1], "each file has its own salt and nonce"
    clear(page)
    for wrong in ("", "four quiet grey cows"):
        opened(page, text, wrong)
        expect(page.get_by_text("That did not open it.")).to_be_visible()
        assert answer(page) == ""
    opened(page, text[:-6] + "AAAA\n", PHRASE)
    expect(page.get_by_text("That did not open it.")).to_be_visible()
    opened(page, text, f"  {PHRASE.replace(' ', '  ')} ")
    expect(page.get_by_text("Opened.")).to_be_visible()
    assert answer(page) == SECRET


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (press("Save a plain file"), "nothing on the sheet"),
        (press("Open it here"), "Choose a file first."),
        (lambda page: opened(page, "A letter to the council"), "none of the questions"),
    ],
)
def test_what_cannot_be_done_is_said(
    page: Page, site: Site, act: Callable[[Page], None], words: str
) -> None:
    page.goto(site.origin + PLAN)
    act(page)
    expect(page.get_by_text(words)).to_be_visible()


def test_a_short_passphrase_is_refused_in_words(page: Page, site: Site) -> None:
    plan(page, site).get_by_label("Passphrase").fill("horse")
    page.get_by_role("button", name="Save a locked file").click()
    expect(page.get_by_text("Use at least twelve letters")).to_be_visible()


def test_leaving_takes_the_plan_off_the_device(
    context: BrowserContext, page: Page, site: Site
) -> None:
    context.route(re.compile("https://www.bbc.co.uk/.*"), lambda route: route.fulfill(body="Dull"))
    keep(plan(page, site))
    page.get_by_role("link", name="Leave this site").click()
    page.wait_for_url("https://www.bbc.co.uk/**", wait_until="commit")
    page.goto(site.origin + "/about/")
    assert "canary" not in page.evaluate(EVERYTHING)


def test_the_plan_works_and_opens_files_without_a_server(page: Page, tmp_path: Path) -> None:
    alone = static_site.make(tmp_path)
    with alone.up():
        plan(page, alone)
        page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    page.goto(alone.origin + "/offline/")
    page.get_by_role("link", name="My safety plan").click()
    assert answer(page) == SECRET
    page.get_by_label("Passphrase").fill(PHRASE)
    assert downloaded(page, "Save a locked file")[1].startswith("locked-sheet-1")


def sides(page: Page) -> int:
    """How many sides of A4 the page prints on."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("path", [PLAN, NOTES])
def test_an_empty_sheet_prints_on_one_sheet_of_paper(
    browser: Browser, site: Site, path: str, javascript: bool
) -> None:
    context = browser.new_context(java_script_enabled=javascript)
    page = context.new_page()
    page.goto(site.origin + path)
    page.emulate_media(media="print")
    assert sides(page) <= A4_SHEET_SIDES
    assert page.locator(".blank i:visible").count() > 15
    assert "Willow Bank" not in page.locator("body").inner_text() + page.title()
    expect(page.get_by_role("button")).to_have_count(0)
    context.close()


def test_a_filled_sheet_prints_its_words_and_leaves_out_what_is_empty(
    page: Page, site: Site
) -> None:
    page.goto(site.origin + NOTES)
    long = "It has been heavy since the spring. " * 20
    page.get_by_label("What has been hard").fill(long)
    page.get_by_label("Bad dreams").check()
    page.emulate_media(media="print")
    assert page.locator("main h2:visible").all_inner_texts() == ["What has been hard", "Sleep"]
    assert page.locator(".tick:visible").all_inner_texts() == ["Bad dreams"]
    assert long.strip() in page.locator("main").inner_text()
    assert sides(page) == 1


@pytest.mark.parametrize(
    "path", [PLAN, NOTES, "/offline/", "/terms/", "/confidentiality/", "/accessibility/"]
)
def test_each_page_is_small_and_axe_finds_nothing(browser: Browser, site: Site, path: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    with inspector.inspected(page) as seen:
        page.goto(site.origin + path)
    assert seen.found == []
    assert seen.overflow == {320: 0, 360: 0, 1280: 0}
    assert seen.small == []
    assert seen.shifted == 0
    assert seen.messages == []
    assert len(seen.load.urls) <= REQUESTS_MOST
    assert seen.load.bytes_of("Script") <= SCRIPT_MOST_BYTES
    context.close()

"""The browser modules, each on a tiny page of its own, under the policy that every page has."""

import json
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import headers
from forum.errors import SpeedBump
from web import speed_bump

MODULES = Path(__file__).parents[2] / "site" / "assets" / "js"
SECRET = b"a secret of the tests, 32 bytes!"
JOIN_DESKTOP_MAX_MS = 1500
JOIN_SLOW_MAX_MS = 4000


class Pages(BaseHTTPRequestHandler):
    """Serves `pages` by path, the modules, and challenges; keeps what forms sent in `sent`."""

    pages: dict[str, str]
    sent: list[dict[str, list[str]]]
    challenge_status = 200

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        if name.endswith(".js"):
            self.answer("text/javascript", (MODULES / name).read_text("utf-8"))
        elif self.path == "/join/challenge/":
            made = speed_bump.make(datetime.now(UTC), SECRET, "join")
            self.answer("application/json", json.dumps(made), self.challenge_status)
        else:
            self.answer("text/html", self.pages.get(self.path, "<p>Nothing here.</p>"))

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.sent.append(parse_qs(self.rfile.read(length).decode()))
        self.do_GET()

    def answer(self, kind: str, body: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        for name, value in headers.headers_for("/join/", secure=False).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """A test run prints no access log."""


class Site:
    """The little server, and what the test put on it and got from it."""

    def __init__(self) -> None:
        self.handler = type("Handler", (Pages,), {"pages": {}, "sent": []})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"

    @property
    def sent(self) -> list[dict[str, list[str]]]:
        return self.handler.sent

    def put(self, path: str, module: str, body: str, head: str = "") -> str:
        script = f'<script type="module" src="/assets/{module}.js"></script>' if module else ""
        icon = '<link rel="icon" href="/icon.svg">'
        self.handler.pages[path] = (
            f'<!doctype html><html lang="en"><head>{icon}{head}{script}</head><body>{body}</body>'
        )
        return self.origin + path


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def draft(key: str = "reply:t1", body: str = "", title: str = "", summary: str = "") -> str:
    return f"""{summary}<draft-form data-key="{key}" data-restored="Your words are back."
      data-stays="Kept on this device."><form method="post" action="/posted/">
      <input type="hidden" name="post_id" value="p1"><input name="title" value="{title}">
      <textarea name="body">{body}</textarea>
      <label><input type="radio" name="want" value="listen" checked>Listen</label>
      <label><input type="radio" name="want" value="ideas">Ideas</label>
      <label data-draft-keep hidden><input type="checkbox" name="keep_draft">Keep</label>
      <p role="status" data-draft-say></p>
      <button name="preview" value="1">Preview</button><button>Post</button></form></draft-form>"""


def posted(key: str = "reply:t1") -> str:
    return f'<meta name="leanto-posted" content="{key}">'


def stored(page: Page, store: str = "sessionStorage") -> list[str]:
    keys: list[str] = page.evaluate(f"Object.keys({store})")
    return [key for key in keys if key.startswith("leanto-draft:")]


def wait_until(page: Page, condition: str, at_most_ms: int = 2000) -> None:
    """Playwright's own wait would evaluate text inside the page, and the policy refuses that."""
    for _ in range(at_most_ms // 50):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")


def type_words(page: Page, words: str = "A long day.") -> None:
    page.locator("[name=body]").fill(words)
    wait_until(page, "Object.keys(sessionStorage).length > 0")


def body(page: Page) -> str:
    return page.locator("[name=body]").input_value()


def test_a_lost_draft_comes_back_and_says_so(page: Page, site: Site) -> None:
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    expect(page.locator("[data-draft-say]")).to_be_empty()
    page.get_by_label("Ideas").check()
    page.locator("[name=title]").fill("Hello")
    type_words(page)
    page.goto(site.put("/sign-in/", "", "<p>You've been signed out.</p>"))
    page.goto(url)
    assert body(page) == "A long day."
    assert page.locator("[name=title]").input_value() == "Hello"
    assert page.get_by_label("Ideas").is_checked()
    expect(page.locator("[data-draft-say]")).to_have_text("Your words are back.")


def test_the_last_words_are_kept_however_fast_the_page_goes(page: Page, site: Site) -> None:
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    page.locator("[name=body]").fill("Quick")
    page.goto(site.put("/other/", "", "<p>x</p>"))
    page.goto(url)
    assert body(page) == "Quick"


def test_a_draft_is_of_one_conversation(page: Page, site: Site) -> None:
    page.goto(site.put("/new/", "draft-form", draft()))
    type_words(page)
    page.goto(site.put("/another/", "draft-form", draft("reply:t2")))
    assert body(page) == ""


def test_hidden_ids_are_in_no_draft(page: Page, site: Site) -> None:
    page.goto(site.put("/new/", "draft-form", draft()))
    type_words(page)
    kept = page.evaluate("sessionStorage['leanto-draft:reply:t1']")
    assert "p1" not in kept
    assert "post_id" not in kept


def test_a_draft_stays_in_the_tab_unless_the_device_is_ones_own(
    context: BrowserContext, page: Page, site: Site
) -> None:
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    type_words(page)
    assert stored(page, "localStorage") == []
    page.get_by_label("Keep").check()
    expect(page.locator("[data-draft-say]")).to_have_text("Kept on this device.")
    assert stored(page, "localStorage") == ["leanto-draft:reply:t1"]
    second = context.new_page()
    second.goto(url)
    assert body(second) == "A long day."
    assert second.get_by_label("Keep").is_checked()
    second.get_by_label("Keep").uncheck()
    assert stored(second, "localStorage") == []
    assert stored(second) == ["leanto-draft:reply:t1"]


def test_a_draft_goes_once_the_post_was_taken(page: Page, site: Site) -> None:
    site.put("/posted/", "draft-form", draft(), head=posted())
    page.goto(site.put("/new/", "draft-form", draft()))
    type_words(page)
    page.get_by_label("Keep").check()
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/posted/")
    assert stored(page) == stored(page, "localStorage") == []
    assert body(page) == ""
    assert site.sent[0]["body"] == ["A long day."]


def test_reloading_the_page_after_a_post_takes_no_newer_draft(page: Page, site: Site) -> None:
    page.goto(site.put("/posted/", "draft-form", draft(), head=posted()))
    type_words(page, "A second reply")
    page.reload()
    assert body(page) == "A second reply"


def test_a_draft_stays_when_the_answer_is_a_problem(page: Page, site: Site) -> None:
    site.put("/posted/", "", "<h1>You've been signed out</h1>")
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    type_words(page)
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/posted/")
    page.goto(url)
    assert body(page) == "A long day."


def test_the_servers_words_win_and_a_later_draft_still_comes_back(page: Page, site: Site) -> None:
    site.put("/posted/", "draft-form", draft(body="A long day.", title=""))
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    type_words(page)
    page.get_by_role("button", name="Preview").click()
    page.wait_for_url("**/posted/")
    assert body(page) == "A long day."
    expect(page.locator("[data-draft-say]")).to_be_empty()
    page.locator("[name=body]").fill("A long day, and a better one.")
    page.goto(url)
    assert body(page) == "A long day, and a better one."


def test_sending_the_servers_words_again_keeps_the_draft(page: Page, site: Site) -> None:
    site.put("/posted/", "draft-form", draft(body="A long day."))
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    type_words(page)
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/posted/")
    site.put("/posted/", "", "<h1>You've been signed out</h1>")
    page.get_by_role("button", name="Post").click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(url)
    assert body(page) == "A long day."


def test_an_edit_comes_back_only_over_the_words_it_was_made_from(page: Page, site: Site) -> None:
    url = site.put("/edit/", "draft-form", draft("edit:p1", body="First words"))
    page.goto(url)
    type_words(page, "First words, mended")
    page.goto(url)
    assert body(page) == "First words, mended"
    site.put("/edit/", "draft-form", draft("edit:p1", body="Words changed elsewhere"))
    page.goto(url)
    assert body(page) == "Words changed elsewhere"


def test_no_draft_outlives_signing_out(page: Page, site: Site) -> None:
    page.goto(site.put("/new/", "draft-form", draft()))
    type_words(page)
    page.get_by_label("Keep").check()
    page.evaluate("localStorage.setItem('theme', 'dark')")
    head = '<meta name="leanto-signed-out">'
    page.goto(site.put("/", "draft-form", "<h1>You're signed out</h1>", head))
    wait_until(page, "Boolean(customElements.get('draft-form'))")
    assert stored(page) == stored(page, "localStorage") == []
    assert page.evaluate("localStorage.getItem('theme')") == "dark"


def test_nothing_is_saved_once_the_page_was_left_in_a_hurry(page: Page, site: Site) -> None:
    page.goto(site.put("/new/", "draft-form", draft()))
    page.locator("[name=body]").fill("Quick")
    page.evaluate("document.documentElement.classList.add('gone')")
    page.goto(site.put("/weather/", "", "<p>Sunny.</p>"))
    assert stored(page) == []


def test_a_second_press_sends_nothing(page: Page, site: Site) -> None:
    page.goto(site.put("/new/", "draft-form", draft()))
    prevented = page.evaluate(
        """() => {
          const form = document.querySelector('form');
          const presses = [];
          form.addEventListener('submit', (event) => {
            presses.push(event.defaultPrevented);
            event.preventDefault();
          });
          const [preview, post] = form.querySelectorAll('button');
          for (const button of [preview, post, post]) form.requestSubmit(button);
          return presses;
        }"""
    )
    assert prevented == [False, False, True]


def test_a_form_works_with_storage_switched_off(page: Page, site: Site) -> None:
    page.add_init_script(
        "for (const name of ['sessionStorage', 'localStorage'])"
        "  Object.defineProperty(window, name, { get() { throw new Error('off'); } });"
    )
    page.goto(site.put("/new/", "draft-form", draft()))
    page.locator("[name=body]").fill("Words")
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/posted/")
    assert site.sent[0]["body"] == ["Words"]


JOIN = """<form method="post" action="/joined/"><label>Invitation <input name="invitation"></label>
  <speed-bump data-challenge-url="/join/challenge/" data-working="One moment."
    data-ready="Ready." data-failed="That did not work here.">
  <input type="hidden" name="speed_bump">
  <p role="status" data-bump-say></p></speed-bump><button>Join</button>
  <button name="more" value="1">Five more</button></form>"""


def check(site: Site) -> str:
    return speed_bump.check(site.sent[-1]["speed_bump"][0], datetime.now(UTC), SECRET, "join")


def test_the_speed_bump_is_passed_while_the_form_is_filled_in(page: Page, site: Site) -> None:
    page.goto(site.put("/join/", "join-form", JOIN))
    expect(page.locator("[data-bump-say]")).to_have_text("Ready.")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/joined/")
    assert re.fullmatch("[0-9a-f]{32}", check(site))


def test_a_form_sent_too_early_waits_and_then_goes_by_itself(page: Page, site: Site) -> None:
    page.goto(site.put("/join/", "join-form", JOIN))
    page.evaluate("document.querySelector('form').requestSubmit()")
    expect(page.locator("[data-bump-say]")).to_have_text("One moment.", timeout=1000)
    page.wait_for_url("**/joined/")
    assert len(site.sent) == 1
    assert check(site)


def test_an_old_answer_is_made_anew(page: Page, site: Site) -> None:
    page.clock.install()
    page.goto(site.put("/join/", "join-form", JOIN))
    page.locator("[name=invitation]").focus()
    expect(page.locator("[data-bump-say]")).to_have_text("Ready.")
    first = page.locator("[name=speed_bump]").input_value()
    page.clock.fast_forward("10:00")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/joined/")
    assert site.sent[-1]["speed_bump"] != [first]
    assert check(site)


def test_an_invitation_needs_no_work(page: Page, site: Site) -> None:
    site.handler.challenge_status = 429
    page.goto(site.put("/join/", "join-form", JOIN))
    page.locator("[name=invitation]").fill("A-CODE")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/joined/")
    assert site.sent[0]["invitation"] == ["A-CODE"]


def test_a_button_for_other_names_needs_no_work(page: Page, site: Site) -> None:
    site.handler.challenge_status = 429
    page.goto(site.put("/join/", "join-form", JOIN))
    page.get_by_role("button", name="Five more").click()
    page.wait_for_url("**/joined/")
    assert site.sent[0]["more"] == ["1"]


def test_when_the_work_fails_the_form_still_goes(page: Page, site: Site) -> None:
    site.handler.challenge_status = 429
    page.goto(site.put("/join/", "join-form", JOIN))
    page.locator("[name=invitation]").focus()
    expect(page.locator("[data-bump-say]")).to_have_text("That did not work here.")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/joined/")
    with pytest.raises(SpeedBump):
        speed_bump.check(site.sent[0].get("speed_bump", [""])[0], datetime.now(UTC), SECRET, "join")


@pytest.mark.parametrize(("rate", "limit"), [(1, JOIN_DESKTOP_MAX_MS), (6, JOIN_SLOW_MAX_MS)])
def test_the_speed_bump_is_low(page: Page, site: Site, rate: int, limit: int) -> None:
    page.goto(site.put("/join/", "join-form", JOIN))
    cdp = page.context.new_cdp_session(page)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    taken = page.evaluate(
        """async () => {
          const start = performance.now();
          await document.querySelector('speed-bump').restart();
          return performance.now() - start;
        }"""
    )
    assert page.locator("[name=speed_bump]").input_value()
    assert taken <= limit


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
    for module in ("draft-form", "join-form", "keep-key"):
        source = (MODULES / f"{module}.js").read_text("utf-8")
        assert len(source.splitlines()) <= 120
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", source)
        assert not re.search(r"^import ", source, re.MULTILINE)

"""Tiny pages for one browser module at a time, served from this machine under our own policy."""

import json
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from playwright.sync_api import Page

import headers
from web.auth import speed_bump

MODULES = Path(__file__).parents[2] / "site" / "assets" / "js"
SECRET = b"a secret of the tests, 32 bytes!"


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

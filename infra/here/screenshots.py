"""Pictures of the pages that matter most, for people to look at: `make screenshots`.

It starts a forum of its own with the demo community, visits it as a visitor, a member and a
moderator would, and leaves the pictures in one folder: a phone in light, a desk in dark. Nothing
is judged here; the browser tests do what a machine can.
"""

import argparse
import contextlib
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Playwright, sync_playwright

import local
from here import emulator

OUT = local.ROOT / ".leanto" / "screenshots"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
LOOKS: tuple[tuple[int, Any], ...] = ((360, "light"), (1280, "dark"))
HEIGHT = 800
SPACE = "low-days"
# Name, address, and who looks.
PAGES = (
    ("home", "/", "visitor"),
    ("help", "/help/", "visitor"),
    ("space", f"/spaces/{SPACE}/", "visitor"),
    ("thread", "/threads/{thread}/", "visitor"),
    ("compose", f"/spaces/{SPACE}/new/", "member"),
    ("join", "/join/", "visitor"),
    ("inbox", "/inbox/", "member"),
    ("queue", "/moderate/", "moderator"),
    ("passkey", "/staff/", "moderator"),
)
Cookies = dict[str, list[Any]]


def main() -> None:
    """Take every picture."""
    parser = argparse.ArgumentParser(prog="screenshots.py", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="default: .leanto/screenshots")
    out = parser.parse_args().out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, forum(Path(data)) as (origin, link):
        thread, member = somebody(Path(data), origin)
        with sync_playwright() as playwright:
            browser = launch(playwright)
            cookies: Cookies = {"visitor": [], "member": [member]}
            cookies["moderator"] = moderator(browser, link)
            for name, path, who in PAGES:
                take(browser, name, origin + path.format(thread=thread), cookies[who], out)
            browser.close()
    print(f"{len(PAGES) * len(LOOKS)} pictures in {local.shown(out)}/")


@contextlib.contextmanager
def forum(data: Path) -> Iterator[tuple[str, str]]:
    """A local server with a community of its own: its origin, and a moderator's link."""
    command = [sys.executable, local.__file__, "--data", str(data), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield said(process, "Leanto").rstrip("/"), said(process, "Moderator")
        finally:
            process.terminate()
            process.communicate()


def said(process: subprocess.Popen[str], name: str) -> str:
    """The address that the server prints after this name."""
    assert process.stdout
    for line in process.stdout:
        if found := re.fullmatch(rf"\s*{name}\s+(http\S+)\s*", line):
            return found[1]
    sys.exit("The local server did not start.")


def somebody(data: Path, origin: str) -> tuple[str, Any]:
    """The conversation that moved last, and a new session of whoever began it, as a cookie."""
    running = emulator.Emulator(port=int((data / "emulator.port").read_text()))
    local.configure(running, origin, data)
    from forum import sessions
    from store import accounts, tables, threads
    from store import sessions as session_store
    from web import session

    tables.connect(tables.client(), local.TABLES)
    thread = next(each for each in threads.list_threads(SPACE).threads if not each.waits)
    account, token = accounts.get_account(thread.author_id), secrets.token_hex(32)
    assert account
    started = sessions.start(
        account, digest=session.digest(token), own_device=False, now=datetime.now(UTC)
    )
    session_store.add_session(started)
    return thread.id, {"name": "leanto", "value": f"{account.id}.{token}", "url": origin}


def launch(playwright: Playwright, also: Sequence[str] = (), **options: Any) -> Browser:
    """A headless Chromium of this machine, to which no name but localhost leads anywhere, unless
    the words of `also`, which come last, say otherwise.
    """
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=found, args=[*QUIETLY, *also], **options)


def moderator(browser: Browser, link: str) -> list[Any]:
    """Accepts the invitation as a moderator would; the cookies that it leaves."""
    context = browser.new_context()
    page: Page = context.new_page()
    with_passkeys(page)
    page.goto(link)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("I’ve put both somewhere safe").check()
    page.get_by_role("button", name="Set up your passkey").click()
    page.get_by_role("button", name="Set up my passkey").click()
    page.get_by_text("Your passkey was used in this visit.").wait_for()
    cookies = list(context.cookies())
    context.close()
    return cookies


@dataclass(frozen=True, kw_only=True)
class Device:
    """What keeps the passkeys of a page, and how the browser is told about it."""

    session: CDPSession
    id: str

    def tell(self, what: str, **more: Any) -> dict[str, Any]:
        """One word of the protocol about this device (WebAuthn domain)."""
        return self.session.send(f"WebAuthn.{what}", {"authenticatorId": self.id, **more})


def with_passkeys(page: Page) -> Device:
    """Gives a page a device that keeps passkeys and agrees to everything at once."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return Device(session=device, id=added["authenticatorId"])


def take(browser: Browser, name: str, url: str, cookies: list[Any], out: Path) -> None:
    """One page in each look."""
    for width, scheme in LOOKS:
        viewport: Any = {"width": width, "height": HEIGHT}
        context = browser.new_context(viewport=viewport, color_scheme=scheme)
        context.add_cookies(cookies)
        page = context.new_page()
        page.goto(url)
        page.screenshot(path=out / f"{name}-{width}-{scheme}.png", full_page=True)
        context.close()


if __name__ == "__main__":
    main()

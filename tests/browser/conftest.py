"""One Chromium for the session, and a clean page in it for each test.

A page that throws, or that breaks its own content security policy, fails the test it was used in.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PATIENCE_MS = 10_000


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole session; tests open contexts of their own in it."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without memory: no cookies, no storage, nothing shared with another test."""
    made = browser.new_context(viewport={"width": 360, "height": 740})
    made.set_default_timeout(PATIENCE_MS)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that must not complain: nothing thrown, nothing refused by its own policy."""
    opened, troubles = context.new_page(), list[str]()

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            troubles.append(message.text)

    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", note)
    yield opened
    assert not troubles

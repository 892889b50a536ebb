"""Somebody's own browser: a context of its own, signed in if they have a place here.

A page that throws, that breaks its own content security policy, or that is answered with "our side
stumbled", fails the test it was used in.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from support import page_types
from support import village as settled
from support.running import Forum

PATIENCE_MS = 10_000
PHONE = {"width": 360, "height": 740}
STUMBLED = 500

Visit = Callable[..., Page]


def own(browser: Browser, forum: Forum, who: str = "", **options: Any) -> BrowserContext:
    """A context for somebody of the village, by name, or for a visitor. Whoever asks closes it."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    if who:
        context.add_cookies([settled.sign_in(page_types.PEOPLE[who], forum.origin)])
    return context


@contextmanager
def watched(browse: Callable[..., BrowserContext]) -> Iterator[Visit]:
    """What opens a page of somebody's own browser: `visit("alice", java_script_enabled=False)`.
    No page of theirs may complain.
    """
    contexts, troubles = list[BrowserContext](), list[str]()

    def open_page(*who: str, **options: Any) -> Page:
        context = browse(*who, **{"viewport": PHONE, **options})
        context.on("page", lambda opened: watch(opened, troubles))
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles


def watch(page: Page, troubles: list[str]) -> None:
    """Notes what no page may do: throw, break its own policy, or stumble."""

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            troubles.append(message.text)

    def answered(response: Response) -> None:
        if response.status == STUMBLED:
            troubles.append(f"{response.request.method} {response.url} stumbled")

    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", note)
    page.on("response", answered)

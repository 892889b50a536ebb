"""Somebody's own browser: a context of its own, signed in if they have a place here."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext

from support import page_types
from support import village as settled
from support.running import Forum

PATIENCE_MS = 10_000


def own(browser: Browser, forum: Forum, who: str = "", **options: Any) -> BrowserContext:
    """A context for somebody of the village, by name, or for a visitor. Whoever asks closes it."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    if who:
        context.add_cookies([settled.sign_in(page_types.PEOPLE[who], forum.origin)])
    return context

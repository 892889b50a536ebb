"""Somebody in the story: a browser of their own, and what they were told to keep."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


class Person:
    """Somebody with a browser of their own, and what they were told to keep."""

    def __init__(self, visit: Visit, origin: str, *, scripts: bool) -> None:
        self.visit, self.origin, self.scripts = visit, origin, scripts
        self.page = self.browse()
        self.name = self.key = self.code = ""

    def browse(self) -> Page:
        """A page of another browser of theirs."""
        return self.visit(java_script_enabled=self.scripts)

    def go(self, path: str) -> Page:
        self.page.goto(self.origin + path)
        return self.page

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).click()

    def sign_in(self, page: Page) -> None:
        page.goto(self.origin + "/sign-in/")
        page.get_by_label("Your key: seven words").fill(self.key)
        page.get_by_role("button", name="Sign in").click()

    def save_the_key(self, on: str = "Go to the spaces", to: str = "**/spaces/") -> None:
        """Reads the key and the code off the page, and goes on only after saying so."""
        self.key = self.page.locator("#key").inner_text()
        self.code = self.page.locator("#code").inner_text()
        assert len(self.key.split()) == 7
        if self.scripts:
            self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
            self.press("Copy the key")
            expect(self.page.get_by_text("Copied.")).to_be_visible()
        else:
            expect(self.page.get_by_role("button", name="Copy the key")).to_have_count(0)
        self.press(on)
        assert self.page.locator("#key").is_visible(), "it must not be passed by unread"
        self.page.get_by_label("I’ve put both somewhere safe").check()
        self.press(on)
        self.page.wait_for_url(to)

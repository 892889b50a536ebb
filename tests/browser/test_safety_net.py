"""When something is off (the doors, the database, scripts), help stays on and no words are lost."""

import json
import random
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.httpsession import URLLib3Session
from playwright.sync_api import Page, expect

from forum.accounts import Viewer
from store import accounts, tables
from support import cast, running
from support import village as settled
from support.page_types import STATIC
from support.running import Forum
from support.village import Village

FORUM = ("/spaces/porch/", "/join/", "/sign-in/", "/moderate/", "/threads/{thread}/")
READ_FROM_TABLES = ("/spaces/porch/", "/threads/{thread}/", "/posts/{opening}/")
SEND = re.compile("^(Post|Post reply|Try again)$")
PRESSES_MOST = 40
BUSY_SHARE = 0.3

Visit = Callable[..., Page]


def raises(event: Any, context: Any) -> Any:
    raise RuntimeError("a door that is off")


def refuses(event: Any, context: Any) -> Any:
    headers = {"content-type": "text/html"}
    return {"statusCode": 503, "headers": headers, "body": "<h1>Service Unavailable</h1>"}


class Raw:
    """A body as urllib3 would stream it."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def stream(self) -> Iterator[bytes]:
        yield self.body


class Busy:
    """A DynamoDB that throttles some calls; `lost` ones are done, and only their answer is not."""

    def __init__(self, fails: Callable[[int], bool], *, lost: bool = False) -> None:
        self.fails, self.lost = fails, lost
        self.calls = self.failed = 0
        self.lock = threading.Lock()

    def client(self, url: str, attempts: int) -> Any:
        """A client that meets it."""
        made = running.client_of(url, attempts)
        made.meta.events.register("before-send.dynamodb", self.meet)
        return made

    def meet(self, request: Any, **_: Any) -> AWSResponse | None:
        with self.lock:
            self.calls += 1
            if not self.fails(self.calls):
                return None
            self.failed += 1
        if self.lost:
            URLLib3Session().send(request)
        kind = "InternalServerError" if self.lost else "ThrottlingException"
        body = json.dumps({"__type": f"com.amazonaws.dynamodb.v20120810#{kind}"}).encode()
        return AWSResponse(request.url, 500 if self.lost else 400, {}, Raw(body))


def every_second(call: int) -> bool:
    return call % 2 == 0


def some() -> Callable[[int], bool]:
    chance = random.Random(7)
    return lambda call: chance.random() < BUSY_SHARE


def addresses(paths: tuple[str, ...], village: Village) -> list[str]:
    return [
        path.format(**{key: value.id for key, value in vars(village).items()}) for path in paths
    ]


def check_static_pages(page: Page, forum: Forum, village: Village) -> None:
    """Each static page is itself, with its way to help."""
    for kind in STATIC:
        kind.walk(page, forum, village)
        expect(page.locator("h1")).to_be_visible()
        expect(page.get_by_role("link", name="Get help now").first).to_be_visible()
        assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") in (
            200,
            404,
        )


def check_resting(page: Page, forum: Forum, paths: list[str]) -> None:
    """Each of these pages is the resting one: kind, with help on it, and it says when."""
    for path in paths:
        answer = page.goto(forum.origin + path)
        assert answer and answer.status == 503, path
        assert int(answer.headers["retry-after"]) > 0
        expect(page.get_by_role("heading", level=1)).to_have_text("We’re mending something")
        assert page.locator("main a[href^='tel:']").count() >= 2
        expect(page.get_by_role("link", name="Leave this site")).to_be_visible()


@pytest.mark.parametrize("off", [raises, refuses])
def test_with_the_doors_off_help_stays_on(
    visit: Visit, forum: Forum, village: Village, off: running.Handler
) -> None:
    page = visit("alice")
    with forum.doors_replaced(off):
        check_static_pages(page, forum, village)
        check_resting(page, forum, addresses(FORUM, village))


def test_with_the_database_stopped_help_stays_on(
    visit: Visit, forum: Forum, village: Village
) -> None:
    page = visit()
    with forum.database_replaced(running.client_of(running.CLOSED_PORT, 1)):
        check_static_pages(page, forum, village)
        check_resting(page, forum, addresses(READ_FROM_TABLES, village))


def test_words_sent_while_the_database_is_stopped_wait_on_the_page(
    visit: Visit, forum: Forum, village: Village
) -> None:
    page, words = visit("bob"), "Written while the lights were out."
    page.goto(f"{forum.origin}/threads/{village.thread.id}/?page=2")
    page.locator("#body").fill(words)
    with forum.database_replaced(running.client_of(running.CLOSED_PORT, 1)):
        page.get_by_role("button", name="Post reply").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("We’re mending something")
        assert page.locator("#body").input_value() == words
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".post").get_by_text(words)).to_have_count(1)


def test_with_scripts_off_every_page_can_be_read(
    visit: Visit, forum: Forum, village: Village
) -> None:
    page = visit(java_script_enabled=False)
    for path in [*addresses(READ_FROM_TABLES, village), "/spaces/", "/join/", "/help/", "/"]:
        page.goto(forum.origin + path)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("main [hidden]:visible")).to_have_count(0)


def test_a_pace_is_said_kindly_and_the_words_stay(
    visit: Visit, forum: Forum, village: Village
) -> None:
    """Somebody new may open one conversation a day."""
    dora = Viewer(account=cast.account("dora", "Brave Robin 204", approved=0))
    tables.call("put_item", **accounts.account_item(dora.account))
    page, words = visit(), "And one more thing."
    page.context.add_cookies([settled.sign_in(dora, forum.origin)])
    for title in ("Hello", "Hello again"):
        page.goto(f"{forum.origin}/spaces/porch/new/")
        page.get_by_label("Just listen").check()
        page.locator("#title").fill(title)
        page.locator("#body").fill(words)
        page.get_by_role("button", name="Post", exact=True).click()
    note = page.get_by_role("alert")
    expect(note).to_contain_text("You have started a conversation today")
    expect(note).to_contain_text(re.compile("You can go on in about [0-9]+ (hour|minute)"))
    assert page.locator("#body").input_value() == words
    assert page.locator("#title").input_value() == "Hello again"


def send_until_taken(page: Page, words: str) -> int:
    """Presses the button as somebody would who sees their words still there; how often."""
    for presses in range(1, PRESSES_MOST):
        assert page.locator("#body").input_value() == words
        page.get_by_role("button", name=SEND).click()
        if "posted=" in page.url:
            return presses
    raise AssertionError("it was never taken")


# Three attempts are what the doors make; with one, the person has to press again.
TROUBLES = {
    "every second call": (lambda: Busy(every_second), 3),
    "every second answer": (lambda: Busy(every_second, lost=True), 3),
    "some calls": (lambda: Busy(some()), 1),
    "some answers": (lambda: Busy(some(), lost=True), 1),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_with_the_database_throttling_a_reply_is_posted_once(
    visit: Visit, forum: Forum, village: Village, trouble: str
) -> None:
    page, words = visit("bob"), f"Still here, with {trouble} failing."
    page.goto(f"{forum.origin}/threads/{village.thread.id}/?page=2")
    page.locator("#body").fill(words)
    make, attempts = TROUBLES[trouble]
    busy = make()
    with forum.database_replaced(busy.client(forum.database, attempts)):
        send_until_taken(page, words)
    assert busy.failed
    page.goto(f"{forum.origin}/threads/{village.thread.id}/?page=2")
    expect(page.locator(".post").get_by_text(words)).to_have_count(1)


@pytest.mark.parametrize("trouble", TROUBLES)
def test_with_the_database_throttling_a_conversation_is_opened_once(
    visit: Visit, forum: Forum, village: Village, trouble: str
) -> None:
    page, title = visit("alice"), f"A slow day, with {trouble} failing"
    page.goto(f"{forum.origin}/spaces/low-days/new/")
    page.get_by_label("Just listen").check()
    page.locator("#title").fill(title)
    page.locator("#body").fill("Nothing much.")
    make, attempts = TROUBLES[trouble]
    busy = make()
    with forum.database_replaced(busy.client(forum.database, attempts)):
        send_until_taken(page, "Nothing much.")
    assert busy.failed
    page.goto(f"{forum.origin}/spaces/low-days/")
    expect(page.get_by_role("link", name=title)).to_have_count(1)

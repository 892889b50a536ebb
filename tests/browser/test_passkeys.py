"""A passkey in a real browser, with a device that Chromium makes up (P7)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from forum import keys, passkeys, times
from here import screenshots
from here.screenshots import Device
from store import passkeys as shelf
from support import cast, village
from support.running import Forum

Visit = Callable[..., Page]
CODE = keys.make_code(b"an invitation 128")
USED = "Your passkey was used in this visit."
SAYS = "[data-say]"


@pytest.fixture
def mo(visit: Visit, forum: Forum) -> Iterator[Page]:
    """mo, signed in with the key, at the page of a one-time link."""
    ends = times.epoch(datetime.now(UTC) + timedelta(hours=1))
    digest = keys.code_digest(keys.parse_code(CODE) or "")
    empty = replace(shelf.get_ring(cast.mo.id), passkeys=())
    shelf.set_ring(passkeys.invite(empty, code=digest, ends=ends))
    page = visit()
    page.context.add_cookies([village.sign_in_with_key(cast.mo, forum.origin)])
    page.goto(f"{forum.origin}/staff/#{CODE}")
    yield page


@pytest.fixture
def device(mo: Page) -> Device:
    """A device that agrees to everything at once."""
    return screenshots.with_passkeys(mo)


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def set_up(mo: Page) -> None:
    press(mo, "Set up my passkey")
    expect(mo.get_by_text(USED)).to_be_visible()


def next_visit(mo: Page, forum: Forum) -> None:
    """The same browser and device, with the key alone."""
    mo.context.clear_cookies()
    mo.context.add_cookies([village.sign_in_with_key(cast.mo, forum.origin)])
    mo.goto(f"{forum.origin}/staff/")


def test_set_up_and_used_on_the_way_to_a_page(mo: Page, device: Device, forum: Forum) -> None:
    assert mo.url == f"{forum.origin}/staff/", "the code stays in no history"
    set_up(mo)
    mo.goto(f"{forum.origin}/moderate/")
    expect(mo.get_by_role("heading", level=1)).to_have_text("What needs a person")
    next_visit(mo, forum)
    mo.goto(f"{forum.origin}/moderate/log/")
    expect(mo.get_by_role("heading", level=1)).to_have_text("Your passkey, please")
    mo.get_by_role("link", name="Go to your passkey").click()
    press(mo, "Use my passkey")
    mo.wait_for_url("**/moderate/log/")
    expect(mo.get_by_role("heading", level=1)).to_have_text("Log of decisions")


def test_somebody_who_stops_sends_nothing_and_can_begin_again(
    mo: Page, device: Device, forum: Forum
) -> None:
    set_up(mo)
    next_visit(mo, forum)
    device.tell("setUserVerified", isUserVerified=False)
    press(mo, "Use my passkey")
    expect(mo.locator("pass-key[data-kind=get]").locator(SAYS)).to_contain_text("Nothing was sent")
    device.tell("setUserVerified", isUserVerified=True)
    press(mo, "Use my passkey")
    mo.wait_for_url("**/moderate/")


def test_a_device_without_the_passkey_opens_nothing(mo: Page, device: Device, forum: Forum) -> None:
    set_up(mo)
    next_visit(mo, forum)
    device.tell("clearCredentials")
    press(mo, "Use my passkey")
    expect(mo.locator("pass-key[data-kind=get]").locator(SAYS)).to_contain_text("Nothing was sent")


def test_an_answer_that_is_sent_again_opens_nothing(mo: Page, device: Device, forum: Forum) -> None:
    set_up(mo)
    next_visit(mo, forum)
    with mo.expect_request("**/staff/use/") as sent:
        press(mo, "Use my passkey")
    mo.wait_for_url("**/moderate/")
    next_visit(mo, forum)
    answer = mo.context.request.post(
        f"{forum.origin}/staff/use/",
        data=sent.value.post_data,
        headers={
            "content-type": "application/x-www-form-urlencoded",
            "origin": forum.origin,
            "sec-fetch-site": "same-origin",
            "accept": "text/html",
        },
    )
    assert answer.status == 401
    assert "open anything" in answer.text()


def test_a_copy_that_counts_behind_is_put_aside(mo: Page, device: Device, forum: Forum) -> None:
    set_up(mo)
    (copy,) = device.tell("getCredentials")["credentials"]
    for _ in range(2):
        next_visit(mo, forum)
        press(mo, "Use my passkey")
        mo.wait_for_url("**/moderate/")
    device.tell("clearCredentials")
    device.tell("addCredential", credential=copy)
    next_visit(mo, forum)
    press(mo, "Use my passkey")
    expect(mo.get_by_text("It counted backwards").first).to_be_visible()
    expect(mo.get_by_role("button", name="Use my passkey")).to_have_count(0)


def test_a_second_one_is_on_another_device(mo: Page, device: Device) -> None:
    set_up(mo)
    press(mo, "Set up a second passkey")
    expect(mo.locator("pass-key[data-kind=create]").locator(SAYS)).to_contain_text(
        "Nothing was sent"
    )
    device.session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device.id})
    screenshots.with_passkeys(mo)
    press(mo, "Set up a second passkey")
    expect(mo.get_by_text("Passkey 2", exact=True)).to_be_visible()
    press(mo, "Take passkey 1 off")
    expect(mo.get_by_text("Passkey 2", exact=True)).to_have_count(0)


@pytest.mark.usefixtures("mo")
def test_without_scripts_it_says_what_to_do_and_afterwards_all_works(
    visit: Visit, forum: Forum
) -> None:
    page = visit(java_script_enabled=False)
    page.context.add_cookies([village.sign_in_with_key(cast.mo, forum.origin)])
    page.goto(f"{forum.origin}/staff/")
    expect(page.get_by_text("Please allow it here and load the page again.")).to_be_visible()
    expect(page.get_by_role("button", name="Set up my passkey")).to_have_count(0)
    page.context.add_cookies([village.sign_in(cast.mo, forum.origin)])
    page.goto(f"{forum.origin}/moderate/")
    expect(page.get_by_role("heading", level=1)).to_have_text("What needs a person")


def test_a_browser_without_passkeys_is_told_so(mo: Page, forum: Forum) -> None:
    mo.add_init_script("delete window.PublicKeyCredential")
    mo.goto(f"{forum.origin}/staff/")
    expect(mo.locator(SAYS).first).to_contain_text("This browser has no passkeys")
    expect(mo.get_by_role("button", name="Set up my passkey")).to_have_count(0)


def test_no_other_page_may_ask_for_one(mo: Page, forum: Forum) -> None:
    """The policy of every page but these says no, whatever a script on it tries."""
    mo.goto(f"{forum.origin}/spaces/")
    allowed = "document.featurePolicy.allowsFeature('publickey-credentials-get')"
    assert mo.evaluate(allowed) is False
    mo.goto(f"{forum.origin}/staff/")
    assert mo.evaluate(allowed) is True

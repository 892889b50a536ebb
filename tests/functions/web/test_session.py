"""Sessions: how long they last, how many there are, and what their cookie allows."""

import os
from collections.abc import Iterator

import pytest

import settings
from store import sessions as session_store
from support import cast
from support.people import Forum, Visitor, key_and_code

SECURE = "https://willow.example"


def is_in(who: Visitor) -> bool:
    return who.get("/inbox/").status == 200


def test_on_a_shared_device_half_an_hour_of_nothing_ends_it(alice: Visitor, forum: Forum):
    forum.later(minutes=29, seconds=59)
    assert is_in(alice)
    forum.later(minutes=29, seconds=59)
    assert is_in(alice)
    forum.later(minutes=30)
    assert not is_in(alice)


def test_on_a_shared_device_it_ends_after_twelve_hours_of_use(alice: Visitor, forum: Forum):
    for _ in range(12 * 4 - 1):
        forum.later(minutes=15)
        assert is_in(alice)
    forum.later(minutes=15)
    assert not is_in(alice)


def test_on_ones_own_device_a_fortnight_of_nothing_ends_it(forum: Forum):
    phone = forum.member(cast.alice, own=True)
    forum.later(days=13, hours=23)
    assert is_in(phone)
    forum.later(days=14)
    assert not is_in(phone)


def test_on_ones_own_device_it_ends_after_thirty_days_of_use(forum: Forum):
    phone = forum.member(cast.alice, own=True)
    for _ in range(3):
        forum.later(days=9)
        assert is_in(phone)
    forum.later(days=3)
    assert not is_in(phone)


def test_nobody_has_more_than_five_and_the_longest_unseen_goes(mo: Visitor, forum: Forum):
    first = forum.visitor()
    key, _ = key_and_code(first.joins(invitation=mo.invites()))
    devices = [first]
    for number in range(5):
        forum.later(minutes=2)
        devices.append(forum.visitor(f"198.51.{number}.7"))
        devices[-1].fill("/sign-in/", key=key)
    assert [is_in(device) for device in devices] == [False] + [True] * 5


def test_of_those_who_sign_in_within_a_second_the_first_goes(mo: Visitor, forum: Forum):
    first = forum.visitor()
    key, _ = key_and_code(first.joins(invitation=mo.invites()))
    devices = [first]
    for number in range(5):
        forum.later(milliseconds=30)
        devices.append(forum.visitor(f"198.51.{number}.7"))
        devices[-1].fill("/sign-in/", key=key)
    assert [is_in(device) for device in devices] == [False] + [True] * 5


def test_signing_in_again_ends_the_session_that_it_replaces(mo: Visitor, forum: Forum):
    browser = forum.visitor()
    key, _ = key_and_code(browser.joins(invitation=mo.invites()))
    before = Visitor(forum, cookies=browser.cookies)
    form = forum.visitor().get("/sign-in/").page.form("/sign-in/")
    assert browser.post("/sign-in/", **form | {"key": key}).status == 303
    assert (is_in(browser), is_in(before)) == (True, False)


def test_somebody_else_who_signs_in_here_ends_the_session_of_the_first(mo, alice, forum: Forum):
    key, _ = key_and_code(forum.visitor().joins(invitation=mo.invites()))
    before = Visitor(forum, cookies=alice.cookies)
    form = forum.visitor().get("/sign-in/").page.form("/sign-in/")
    assert alice.post("/sign-in/", **form | {"key": key}).status == 303
    assert session_store.list_sessions(cast.alice.id) == []
    assert (is_in(alice), is_in(before)) == (True, False)


def test_a_moderators_session_is_a_short_one_whatever_the_box_said(forum: Forum):
    mo = forum.member(cast.mo, own=True)
    (kept,) = session_store.list_sessions(cast.mo.id)
    assert not kept.own_device
    forum.later(minutes=30)
    assert not is_in(mo)


@pytest.mark.parametrize(
    "cookie",
    [
        "leanto=",
        "leanto=x",
        "leanto=.",
        "leanto=;;;",
        "leanto",
        "=",
        "leanto=\x7f\x80",
        "leanto=" + "0" * 26 + "." + "0" * 64,
        "leanto=" + "a" * 8000,
        "__Host-leanto=" + "0" * 26 + "." + "0" * 64,
    ],
)
def test_a_cookie_that_is_none_of_ours_is_no_session(forum: Forum, cookie: str):
    reply = forum.send("GET", "/inbox/", cookies=(cookie,))
    assert reply.status == 401


def test_a_token_of_somebody_else_is_no_session(alice: Visitor, bob: Visitor, forum: Forum):
    whose, _, token = alice.cookies[0].partition("=")[2].partition(".")
    forged = (f"leanto={cast.bob.id}.{token}",)
    assert forum.send("GET", "/inbox/", cookies=forged).status == 401
    assert whose == cast.alice.id


def test_the_session_is_found_among_other_cookies(alice: Visitor, forum: Forum):
    (own,) = alice.cookies
    for cookies in (("theme=dark", own), (own, "theme=dark"), ("leanto2=x", own, "_=1")):
        assert forum.send("GET", "/inbox/", cookies=cookies).status == 200


def test_only_a_digest_of_the_token_is_kept(alice: Visitor, dump):
    token = alice.cookies[0].partition(".")[2]
    assert token not in str(dump())


def test_the_cookie_on_this_machine_is_plain(mo: Visitor, visitor: Visitor):
    reply = visitor.joins(invitation=mo.invites())
    (cookie,) = reply.answer.cookies
    assert cookie.startswith("leanto=")
    assert {"HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    assert "Secure" not in cookie and "Max-Age" not in cookie and "Domain" not in cookie


@pytest.fixture
def secure(site) -> Iterator[str]:
    """The forum at an https address."""
    os.environ["LEANTO_ORIGIN"] = SECURE
    settings.load.cache_clear()
    yield SECURE
    del os.environ["LEANTO_ORIGIN"]
    settings.load.cache_clear()


def test_the_cookie_over_https_is_bound_to_its_host(mo: Visitor, forum: Forum, secure: str):
    mo.cookies = (f"__Host-{mo.cookies[0]}",)
    for who in (mo, visitor := forum.visitor()):
        who.headers["origin"] = secure
    code = mo.invites()
    for own, age in (("", None), ("1", "Max-Age=2592000")):
        reply = forum.visitor().get("/join/")
        visitor = Visitor(forum, headers={"origin": secure})
        reply = visitor.joins(invitation=code, own_device=own)
        (cookie,) = reply.answer.cookies
        flags = set(cookie.split("; ")[1:])
        assert cookie.startswith("__Host-leanto=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= flags
        assert (age in flags) if age else not any(flag.startswith("Max-Age") for flag in flags)
        assert visitor.get("/account/").status == 200
        code = mo.invites()
    gone = visitor.fill("/account/", "/sign-out/").answer.cookies[0]
    assert gone.startswith("__Host-leanto=;") and "Secure" in gone


def test_over_https_the_plain_cookie_counts_for_nothing(alice: Visitor, secure: str):
    assert alice.get("/inbox/").status == 401


def test_a_closed_account_has_no_session(alice: Visitor, forum: Forum):
    forum.becomes(cast.alice, status="closed")
    assert not is_in(alice)

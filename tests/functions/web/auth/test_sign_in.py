"""Signing in with the key alone, and out: nothing tells whose key it is, or that it is nobody's."""

from unittest.mock import patch

import pytest

from support.people import Forum, Visitor, key_and_code
from web.auth import verifier


@pytest.fixture
def key(mo: Visitor, forum: Forum) -> str:
    """The key of somebody who has joined."""
    return key_and_code(forum.visitor().joins(invitation=mo.invites()))[0]


def test_the_key_signs_in(key: str, visitor: Visitor):
    reply = visitor.fill("/sign-in/", key=key)
    assert (reply.status, reply.location) == (303, "/spaces/")
    assert visitor.get("/account/").status == 200


def test_the_key_may_be_typed_as_people_type(key: str, forum: Forum):
    ways = (key.upper(), key.replace(" ", "-"), f"  {key.replace(' ', ' , ')}\n", key.title())
    for way in ways:
        assert forum.visitor().fill("/sign-in/", key=way).status == 303, way


def test_whatever_is_wrong_the_answer_is_the_same(key: str, forum: Forum):
    *first, last = key.split()
    wrong = [" ".join([*first, "wrong"]), "one two three four five six seven", "", "x" * 3000, last]
    replies = [forum.visitor(f"198.51.{n}.7").fill("/sign-in/", key=k) for n, k in enumerate(wrong)]
    assert {reply.status for reply in replies} == {401}
    assert len({reply.text for reply in replies}) == 1
    assert replies[0].page.errors == ["Check the seven words and try again."]
    assert all(not reply.answer.cookies for reply in replies)


def test_a_locator_that_is_nobodys_costs_as_much(key: str, forum: Forum):
    words = key.split()
    with patch.object(verifier, "_stretch", wraps=verifier._stretch) as slow:
        forum.visitor().fill("/sign-in/", key=" ".join([*words[:2], *words[:1] * 5]))
        assert slow.call_count == 1
        forum.visitor().fill("/sign-in/", key=" ".join(["nobody", "here", *words[2:]]))
        assert slow.call_count == 2


def test_the_limits_come_before_the_slow_hash(key: str, visitor: Visitor):
    wrong = " ".join([*key.split()[:6], "wrong"])
    with patch.object(verifier, "_stretch", wraps=verifier._stretch) as slow:
        statuses = [visitor.fill("/sign-in/", key=wrong).status for _ in range(8)]
        assert statuses == [401] * 5 + [429] * 3
        assert slow.call_count == 5


def test_a_network_that_guesses_is_slowed_down_and_another_is_not(visitor, forum: Forum):
    guesses = [
        f"a{n} b{n} c d e f g".translate(str.maketrans("0123456789", "klmnopqrst"))
        for n in range(12)
    ]
    statuses = [visitor.fill("/sign-in/", key=guess).status for guess in guesses]
    assert statuses == [401] * 10 + [429] * 2
    neighbour, stranger = forum.visitor("203.0.113.250"), forum.visitor("203.0.114.7")
    assert neighbour.fill("/sign-in/", key=guesses[0]).status == 429
    assert stranger.fill("/sign-in/", key=guesses[0]).status == 401


def test_every_sign_in_is_a_new_token(key: str, forum: Forum):
    cookies = {forum.visitor().fill("/sign-in/", key=key).cookie for _ in range(2)}
    assert len(cookies) == 2


def test_signing_out_ends_the_session(key: str, visitor: Visitor, forum: Forum):
    visitor.fill("/sign-in/", key=key)
    stolen = Visitor(forum, cookies=visitor.cookies)
    reply = visitor.fill("/account/", "/sign-out/")
    assert (reply.status, reply.page.heading) == (200, "You’re signed out")
    assert reply.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert visitor.cookies == ()
    assert stolen.get("/account/").status == 401


def test_a_beacon_signs_out_without_a_page(key: str, visitor: Visitor, forum: Forum):
    visitor.fill("/sign-in/", key=key)
    stolen = Visitor(forum, cookies=visitor.cookies)
    kind = "application/x-www-form-urlencoded;charset=UTF-8"
    reply = visitor.send("/sign-out/", b"leaving=1", kind, accept="*/*")
    assert (reply.status, reply.text) == (204, "")
    assert reply.headers["clear-site-data"] == '"cache", "cookies"'
    assert "Max-Age=0" in reply.answer.cookies[0]
    assert stolen.get("/account/").status == 401


def test_signing_out_signed_out_is_signing_out(visitor: Visitor):
    reply = visitor.post("/sign-out/")
    assert (reply.status, reply.page.heading) == (200, "You’re signed out")


def test_another_site_cannot_sign_anybody_out(key: str, visitor: Visitor):
    visitor.fill("/sign-in/", key=key)
    reply = visitor.send("/sign-out/", b"", origin="https://elsewhere.invalid")
    assert reply.status == 400
    assert "clear-site-data" not in reply.headers and not reply.answer.cookies
    assert visitor.get("/account/").status == 200

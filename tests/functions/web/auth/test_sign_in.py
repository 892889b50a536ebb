"""Signing in with the key alone, and out: nothing tells whose key it is, or that it is nobody's."""

import re
from unittest.mock import patch

import pytest

from support.guesses import some_key
from support.people import Forum, Reply, Visitor, key_and_code
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


def test_whatever_is_wrong_with_seven_words_the_answer_is_the_same(key: str, forum: Forum):
    words = key.split()
    wrong = [" ".join([*words[:6], words[0]]), " ".join([*words[:2], *words[:5]]), some_key()]
    replies = [forum.visitor(f"198.51.{n}.7").fill("/sign-in/", key=k) for n, k in enumerate(wrong)]
    assert {reply.status for reply in replies} == {401}
    texts = {re.sub(r'name="token" value="\w+"', "", reply.text) for reply in replies}
    assert len(texts) == 1
    assert replies[0].page.errors == ["Check the seven words and try again."]
    assert all(not reply.answer.cookies for reply in replies)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", ["Type or paste the seven words of your key."]),
        ("1234 - 5678", ["Type or paste the seven words of your key."]),
        ("amber bridge", ["A key has seven words; this has 2."]),
        ("amber " * 6, ["A key has seven words; this has 6."]),
        ("amber " * 8, ["A key has seven words; this has 8."]),
        (
            "amber ambr amber amber amber amber brige",
            [
                "No key has word number 2 as you wrote it. Is there a slip in it?",
                "No key has word number 7 as you wrote it. Is there a slip in it?",
            ],
        ),
        ("x" * 10_000, ["A key has seven words; this has 1."]),
    ],
)
def test_what_the_words_alone_tell_is_told_and_costs_nobody_a_try(visitor, calls, typed, says):
    reply = visitor.fill("/sign-in/", key=typed)
    assert (reply.status, reply.page.errors) == (401, says)
    assert "ambr" not in reply.text
    assert calls == []


def test_a_locator_that_is_nobodys_costs_as_much(key: str, forum: Forum):
    words = key.split()
    with patch.object(verifier, "_stretch", wraps=verifier._stretch) as slow:
        forum.visitor().fill("/sign-in/", key=" ".join([*words[:2], *words[:1] * 5]))
        assert slow.call_count == 1
        forum.visitor().fill("/sign-in/", key=some_key())
        assert slow.call_count == 2


def test_the_limits_come_before_the_slow_hash(key: str, visitor: Visitor):
    """Five for the first two words, and two slower ones for the network."""
    wrong = " ".join([*key.split()[:6], "amber"])
    with patch.object(verifier, "_stretch", wraps=verifier._stretch) as slow:
        statuses = [visitor.fill("/sign-in/", key=wrong).status for _ in range(10)]
        assert statuses == [401] * 7 + [429] * 3
        assert slow.call_count == 7


def test_a_network_that_guesses_is_slowed_down_and_another_is_not(visitor, forum: Forum):
    guesses = [some_key(f"guess {n}") for n in range(14)]
    statuses = [visitor.fill("/sign-in/", key=guess).status for guess in guesses]
    assert statuses == [401] * 12 + [429] * 2
    neighbour, stranger = forum.visitor("203.0.113.250"), forum.visitor("203.0.114.7")
    assert neighbour.fill("/sign-in/", key=guesses[0]).status == 429
    assert stranger.fill("/sign-in/", key=guesses[0]).status == 401


def test_wrong_keys_never_lock_the_right_one_out(key: str, forum: Forum):
    wrong = " ".join([*key.split()[:6], "amber"])
    for number in range(9):
        forum.visitor(f"198.51.{number}.7").fill("/sign-in/", key=wrong)
    assert forum.visitor("192.0.2.7").fill("/sign-in/", key=key).status == 303


def crowd(visitor: Visitor) -> Reply:
    """A network uses up all its tries; the page it meets."""
    for number in range(12):
        visitor.fill("/sign-in/", key=some_key(f"guess {number}"))
    return visitor.fill("/sign-in/", key=some_key("the last guess"))


def test_beyond_its_tries_a_network_signs_in_by_working(key: str, visitor: Visitor, forum: Forum):
    refused = crowd(visitor)
    assert (refused.status, "Signing in goes slowly just now" in refused.page.text) == (429, True)
    assert 0 < int(refused.headers["retry-after"]) <= 600
    assert "/sign-in/challenge/" in refused.text
    paper = forum.visitor("192.0.2.7").solves("/sign-in/challenge/")
    fields = refused.page.form("/sign-in/") | {"key": key, "speed_bump": paper}
    assert visitor.post("/sign-in/", **fields).status == 303
    assert visitor.post("/sign-in/", **fields).status == 303  # a button pressed twice


def test_work_counts_for_one_form_and_for_signing_in(key: str, visitor: Visitor):
    crowd(visitor)
    paper, other = visitor.solves("/sign-in/challenge/"), visitor.solves()
    assert visitor.fill("/sign-in/", key=some_key(), speed_bump=paper).status == 401
    for used in (paper, other, "x"):
        reply = visitor.fill("/sign-in/", key=key, speed_bump=used)
        assert (reply.status, "small check" in reply.page.text) == (422, True)


def test_one_piece_of_work_is_not_good_for_ever(key: str, visitor: Visitor):
    fields = crowd(visitor).page.form("/sign-in/") | {"key": some_key()}
    fields["speed_bump"] = visitor.solves("/sign-in/challenge/")
    statuses = [visitor.post("/sign-in/", **fields).status for _ in range(8)]
    assert statuses == [401] * 6 + [422] * 2


def test_a_busy_site_asks_more_and_closes_to_nobody(key: str, place, mo: Visitor):
    forum = place(limits="sign_in_site_per_hour = 1")
    forum.visitor("198.51.1.7").fill("/sign-in/", key=some_key())
    slow = [forum.visitor().fill("/sign-in/", key=some_key(f"guess {n}")) for n in range(3)]
    assert [reply.status for reply in slow] == [401, 401, 429]
    paper = forum.visitor().solves("/sign-in/challenge/")
    assert forum.visitor().fill("/sign-in/", key=key, speed_bump=paper).status == 303
    assert forum.visitor("192.0.2.7").fill("/sign-in/", key=key).status == 303


def test_junk_uses_nothing_of_the_site(key: str, place, mo: Visitor):
    forum = place(limits="sign_in_site_per_hour = 1")
    for number in range(50):
        forum.visitor(f"198.{number}.100.7").fill("/sign-in/", key=f"junk {number}")
    visitor = forum.visitor()
    crowded = [visitor.fill("/sign-in/", key=some_key()).status for _ in range(4)]
    assert crowded == [401, 401, 401, 429]  # one of the site's, and two slow ones


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


@pytest.mark.parametrize("path", ["/sign-in/", "/join/"])
def test_somebody_who_is_signed_in_is_told_who_they_are_here(alice: Visitor, path: str):
    page = alice.get(path).page
    assert page.heading == "You are Quiet Heron 482 here"
    assert "/spaces/" in [link["href"] for link in page.main.all("a")]
    assert page.form("/sign-out/") == {}


def test_a_way_back_is_offered_to_somebody_who_is_signed_in(alice: Visitor):
    page = alice.get("/sign-in/?back=/inbox/").page
    assert "/inbox/" in [link["href"] for link in page.main.all("a")]
    page = alice.get("/sign-in/?back=//evil.example/").page
    assert "evil" not in page.source

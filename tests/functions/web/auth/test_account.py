"""Your place: sessions listed and ended one by one or all at once, and a new key."""

import pytest

from support import cast
from support.guesses import some_key
from support.people import Forum, Visitor, key_and_code

KEY = "/account/key/"


def test_open_sessions_are_listed_coarsely(alice: Visitor, forum: Forum):
    forum.member(cast.alice, "the phone", own=True)
    page = alice.get("/account/").page
    assert page.heading == "You are Quiet Heron 482 here"
    assert sorted(one.text for one in page.main.all("h3")) == [
        "A device of your own",
        "This device",
    ]
    assert "Signed in this week" in page.text
    assert "203.0.113" not in page.source


def test_a_visitor_is_asked_to_sign_in(visitor: Visitor):
    assert visitor.get("/account/").status == 401
    for path in ("/account/sessions/end/", "/account/sessions/end-every/", KEY):
        fields = {"digest": "0" * 64} if path.endswith("/end/") else {}
        fields = {"key": "k", "token": "0" * 26} if path == KEY else fields
        assert visitor.post(path, **fields).status == 401, path


def test_one_session_is_ended_and_the_others_go_on(alice: Visitor, forum: Forum):
    phone = forum.member(cast.alice, "the phone")
    (one,) = alice.get("/account/").page.all("input", name="digest")
    assert alice.post("/account/sessions/end/", digest=one["value"]).status == 303
    assert phone.get("/account/").status == 401
    assert alice.get("/account/").status == 200


def test_nobody_ends_somebody_elses_session(alice: Visitor, bob: Visitor, forum: Forum):
    phone = forum.member(cast.alice, "the phone")
    digest = alice.get("/account/").page.all("input", name="digest")[0]["value"]
    bob.post("/account/sessions/end/", digest=digest)
    assert phone.get("/account/").status == 200


def test_a_digest_that_is_none_is_refused(alice: Visitor):
    for digest in ("", "x", "0" * 63, "0" * 65):
        assert alice.post("/account/sessions/end/", digest=digest).status == 400


def test_signing_out_everywhere_ends_every_session_at_once(alice: Visitor, forum: Forum):
    phone = forum.member(cast.alice, "the phone")
    thread, _ = phone.opens()
    path = f"/threads/{thread}/replies/"
    fields = phone.get(f"/threads/{thread}/").page.form(path) | {"body": "My words"}
    here = Visitor(forum, cookies=alice.cookies)
    reply = alice.fill("/account/", "/account/sessions/end-every/")
    assert reply.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert here.get("/account/").status == phone.get("/inbox/").status == 401
    late = phone.post(path, **fields)
    assert (late.status, late.page.id("body").text) == (401, "My words")


@pytest.fixture
def joined(mo: Visitor, forum: Forum) -> tuple[Visitor, str]:
    """Somebody who has joined, and their key."""
    visitor = forum.visitor()
    return visitor, key_and_code(visitor.joins(invitation=mo.invites()))[0]


def test_the_present_key_gives_a_new_one(joined, forum: Forum):
    visitor, key = joined
    other = forum.visitor()
    other.fill("/sign-in/", key=key)
    fresh, _ = key_and_code(visitor.fill("/account/", KEY, key=key))
    assert visitor.get("/account/").status == 200
    assert other.get("/account/").status == 401
    assert forum.visitor().fill("/sign-in/", key=key).status == 401
    assert forum.visitor().fill("/sign-in/", key=fresh).status == 303


def test_a_form_sent_twice_shows_the_same_key(joined):
    visitor, key = joined
    old = visitor.cookies
    fields = visitor.get("/account/").page.form(KEY) | {"key": key}
    first = visitor.post(KEY, **fields)
    visitor.cookies = old
    assert key_and_code(visitor.post(KEY, **fields)) == key_and_code(first)


def test_a_wrong_key_or_somebody_elses_gives_none(joined, mo: Visitor, forum: Forum):
    visitor, key = joined
    other = key_and_code(forum.visitor().joins(invitation=mo.invites()))[0]
    for wrong in (some_key(), other):
        reply = visitor.fill("/account/", KEY, key=wrong)
        assert reply.status == 401
        assert reply.page.errors == ["Check the seven words and try again."]
    six = visitor.fill("/account/", KEY, key=key.rpartition(" ")[0])
    assert (six.status, six.page.errors) == (401, ["A key has seven words; this has 6."])
    assert forum.visitor().fill("/sign-in/", key=key).status == 303
    assert forum.visitor().fill("/sign-in/", key=other).status == 303


def test_a_visitor_meets_the_pace_before_anything_is_read(visitor: Visitor, calls):
    fields = {"key": some_key(), "token": "0" * 26}
    statuses = [visitor.post(KEY, **fields).status for _ in range(9)]
    assert statuses == [401] * 7 + [429] * 2
    calls.clear()
    visitor.post(KEY, **fields)
    assert set(calls) <= {"UpdateItem"}
    assert visitor.post(KEY, **fields | {"key": "x"}).status == 401

"""A staff invitation: a one-time code becomes the key of a moderator."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from here import seed
from store.moderation import audit
from support import people
from support.authenticator import Authenticator
from support.guesses import some_code
from support.keyring import options
from support.people import Forum, Visitor, key_and_code


@pytest.fixture
def code(forum: Forum) -> Iterator[str]:
    """What stands after the # of the deployer's link, which is made at the hour that it is."""
    forum.clock.now = datetime.now(UTC)
    os.environ["LEANTO_ORIGIN"] = people.ORIGIN
    yield seed.invite_moderator("Rowan").partition("#")[2]
    del os.environ["LEANTO_ORIGIN"]


def test_the_code_makes_a_moderator(code: str, visitor: Visitor, forum: Forum):
    reply = visitor.fill("/invitation/", code=code)
    assert reply.page.heading == "Welcome, Rowan"
    assert visitor.get("/moderate/").status == 401, "the key alone opens no queue"
    kept = reply.page.form("/join/kept/")
    assert visitor.post("/join/kept/", **kept, kept="1").location == f"/staff/#{code}"
    made = Authenticator().create(options(visitor, "create"))
    assert visitor.post("/staff/passkeys/", code=code, **made).location == "/staff/"
    assert visitor.get("/moderate/").status == 200
    key, _ = key_and_code(reply)
    assert forum.visitor().fill("/sign-in/", key=key).location == "/staff/"
    again = forum.visitor().fill("/sign-in/?back=/inbox/", "/sign-in/", key=key)
    assert again.location == "/inbox/"


def test_a_code_that_is_none_is_not_taken_along(code: str, visitor: Visitor):
    visitor.fill("/invitation/", code=code)
    for wrong in ("", "x", "x\nSet-Cookie: a=b"):
        assert visitor.post("/join/kept/", kept="1", invitation=wrong).location == "/staff/"


def test_who_lost_their_passkeys_gets_a_link_for_another(code: str, visitor: Visitor, forum: Forum):
    key, _ = key_and_code(visitor.fill("/invitation/", code=code))
    os.environ["LEANTO_ORIGIN"] = people.ORIGIN
    address, _, fresh = seed.invite_moderator("Rowan").partition("#")
    assert address == f"{people.ORIGIN}/staff/"
    rowan = forum.visitor()
    rowan.fill("/sign-in/", key=key)
    made = Authenticator().create(options(rowan, "create"))
    assert rowan.post("/staff/passkeys/", code=code, **made).status == 401, "the older link is void"
    assert rowan.post("/staff/passkeys/", code=fresh, **made).location == "/staff/"
    said = [entry.event.event for entry in audit.list_entries()]
    assert said == ["invite", "invite-again", "set-up-passkey"]


def test_the_code_works_once(code: str, forum: Forum):
    key_and_code(forum.visitor().fill("/invitation/", code=code))
    again = forum.visitor().fill("/invitation/", code=code)
    assert (again.status, "has been used" in again.page.text) == (409, True)
    assert not again.answer.cookies


def test_a_form_sent_twice_shows_the_same_key(code: str, visitor: Visitor, forum: Forum):
    fields = visitor.get("/invitation/").page.form("/invitation/") | {"code": code}
    pairs = {key_and_code(visitor.post("/invitation/", **fields)) for _ in range(2)}
    assert len(pairs) == 1


def test_the_code_lasts_a_day(code: str, visitor: Visitor, forum: Forum):
    forum.later(hours=24)
    assert visitor.fill("/invitation/", code=code).status == 401


def test_a_code_that_is_none_matches_nothing(visitor: Visitor, mo: Visitor):
    for wrong in ("", "x", mo.invites()):
        reply = visitor.fill("/invitation/", code=wrong)
        assert reply.page.errors == ["Check the recovery code and try again."]
        assert reply.status == 401


def test_guessing_is_slowed_down(visitor: Visitor):
    statuses = [visitor.fill("/invitation/", code=some_code()).status for _ in range(12)]
    assert statuses == [401] * 10 + [429] * 2


def test_a_moderator_has_two_sessions_at_most(code: str, visitor: Visitor, forum: Forum):
    key, _ = key_and_code(visitor.fill("/invitation/", code=code))
    devices = [visitor]
    for _ in range(2):
        forum.later(minutes=2)
        devices.append(forum.visitor())
        devices[-1].fill("/sign-in/", key=key)
    assert [device.get("/staff/").status for device in devices] == [401, 200, 200]

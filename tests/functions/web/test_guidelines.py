"""A new version of the guidelines: members are asked once, in plain words (C4)."""

from store import accounts
from support import cast
from support.people import Forum, Visitor

NEWS = "What is new in the guidelines"


def test_somebody_who_saw_an_older_version_is_shown_what_changed(forum: Forum, alice: Visitor):
    forum.becomes(cast.alice, guidelines=0)
    page = alice.get("/spaces/")
    assert NEWS in page.text
    assert "The first version." in page.text


def test_they_are_asked_once(forum: Forum, alice: Visitor):
    forum.becomes(cast.alice, guidelines=0)
    reply = alice.fill("/spaces/", "/account/guidelines/")
    assert reply.status == 303
    assert NEWS not in alice.get("/spaces/").text


def test_nobody_agrees_to_a_version_that_is_not_there_yet(forum: Forum, alice: Visitor):
    alice.post("/account/guidelines/", version="999")
    kept = accounts.get_account(cast.alice.id)
    assert kept and kept.guidelines < 999


def test_a_visitor_and_a_new_member_are_not_asked(alice: Visitor, visitor: Visitor):
    assert NEWS not in visitor.get("/spaces/").text
    assert NEWS not in alice.get("/spaces/").text

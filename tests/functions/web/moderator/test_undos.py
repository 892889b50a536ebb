"""A moderator takes a decision back before anybody was told (M18)."""

import pytest

from store import posts as post_store
from store.moderation import audit as audit_store
from support import cast
from support.people import Forum, Reply, Visitor

DECISION = {"action": "remove", "guideline": "g3", "line": "It names a street."}


@pytest.fixture
def post(alice: Visitor, bob: Visitor) -> str:
    """A post of alice's that bob has reported."""
    _, post = alice.opens()
    bob.reports(post)
    return post


@pytest.fixture
def decided(post: str, mo: Visitor) -> Reply:
    """Mo has decided to take it down; the queue's page."""
    return mo.get(mo.fill(f"/moderate/cases/{post}/", **DECISION).location)


def undo(who: Visitor, page: Reply, post: str) -> Reply:
    path = f"/moderate/cases/{post}/undo/"
    return who.post(path, **page.page.form(path))


def test_until_it_is_told_the_post_is_covered_and_its_author_knows_nothing_yet(
    decided: Reply, post: str, alice: Visitor, visitor: Visitor
):
    assert "Undo it" in decided.page.text
    assert post_store.get_post(post).state == "paused"
    assert "Nothing new" in alice.get("/inbox/").page.text
    assert visitor.get(f"/posts/{post}/").status == 409


def test_an_undo_brings_all_back_and_tells_nobody(
    decided: Reply, post: str, forum: Forum, mo: Visitor, alice: Visitor, bob: Visitor
):
    reply = undo(mo, decided, post)
    assert (reply.status, reply.location) == (303, f"/moderate/cases/{post}/")
    assert forum.settles() == 0
    page = mo.get(reply.location).page
    assert "What will you do?" in page.text and "and undone:" in page.text
    assert post_store.get_post(post).state == "visible"
    for who in (alice, bob):
        assert "Nothing new" in who.get("/inbox/").page.text
    log = mo.get("/moderate/log/").page.text
    assert "took a decision back before anybody was told: Keep yourself unknown" in log


def test_twice_is_once(decided: Reply, post: str, mo: Visitor):
    assert [undo(mo, decided, post).status for _ in range(2)] == [303, 303]
    assert audit_store.get_head().seq == 2


def test_what_was_told_stands(decided: Reply, post: str, forum: Forum, mo: Visitor):
    forum.settles()
    reply = undo(mo, decided, post)
    assert reply.status == 409 and "can’t be undone any more" in reply.page.text
    assert post_store.get_post(post).state == "removed"


def test_it_can_be_decided_again(decided: Reply, post: str, mo: Visitor, alice: Visitor):
    undo(mo, decided, post)
    assert mo.decides(post, action="keep", line="It was kind.").status == 303
    inbox = alice.get("/inbox/").page.text
    assert "it stays" in inbox and "took down" not in inbox


def test_it_is_their_own_decision_alone(decided: Reply, post: str, forum: Forum, alice, visitor):
    others = ((forum.member(cast.lee), 404), (alice, 404), (visitor, 401))
    assert [undo(who, decided, post).status for who, _ in others] == [say for _, say in others]
    assert post_store.get_post(post).state == "paused"


def test_an_address_made_by_hand_offers_nothing(mo: Visitor):
    for words in ("1", "a.b", f"{cast.ident('x')}", f"{cast.ident('x')}.{cast.ident('y')}.z"):
        page = mo.get(f"/moderate/?decided={words}").page
        assert "Undo it" not in page.text and "It’s decided" not in page.text

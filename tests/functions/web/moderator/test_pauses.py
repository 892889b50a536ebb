"""A moderator pauses a post while they look: covered at once, told at once, nothing decided."""

import pytest

from store import posts as post_store
from support import cast
from support.people import Visitor


@pytest.fixture
def opened(alice: Visitor, bob: Visitor) -> tuple[str, str]:
    """A conversation of alice's that bob has reported."""
    thread, post = alice.opens()
    bob.reports(post)
    return thread, post


@pytest.fixture
def paused(opened: tuple[str, str], mo: Visitor) -> tuple[str, str]:
    path = f"/moderate/cases/{opened[1]}/"
    fields = mo.get(path).page.form(f"{path}pause/")
    assert mo.post(f"{path}pause/", **fields).location == f"{path}#words"
    return opened


def test_readers_see_that_somebody_looks_and_no_words(paused, bob: Visitor, visitor: Visitor):
    thread, post = paused
    for who in (bob, visitor):
        text = who.get(f"/threads/{thread}/").page.text
        assert "A conversation that a moderator is looking at" in text
        assert "Nothing has been decided" in text and "takes no replies until" in text
        assert "sleep" not in text
        reply = who.get(f"/posts/{post}/")
        assert reply.status == 409 and "A moderator is looking at this" in reply.page.text


def test_its_author_is_told_and_can_still_take_it_back(paused, alice: Visitor):
    _, post = paused
    inbox = alice.get("/inbox/").page.text
    assert "A moderator is looking at one of your posts" in inbox
    own = alice.get(f"/posts/{post}/")
    assert own.status == 200 and "Nothing has been decided" in own.page.text
    assert "sleep" in own.page.text
    assert "A moderator is looking" in alice.get("/posts/").page.text
    assert alice.get(f"/posts/{post}/edit/").status == 409
    assert alice.fill(f"/posts/{post}/withdraw/").status == 303
    assert post_store.get_post(post).state == "withdrawn"


def test_nobody_replies_meanwhile_and_their_words_are_given_back(opened, mo, bob: Visitor):
    thread, post = opened
    path = f"/threads/{thread}/"
    fields = bob.get(path).page.form(f"{path}replies/")
    cases = f"/moderate/cases/{post}/"
    mo.post(f"{cases}pause/", **mo.get(cases).page.form(f"{cases}pause/"))
    reply = bob.post(f"{path}replies/", **fields | {"body": "I am here."})
    assert reply.status == 409 and "I am here." in reply.page.text


def test_deciding_that_it_stays_uncovers_it(paused, mo: Visitor, visitor: Visitor):
    thread, post = paused
    page = mo.get(f"/moderate/cases/{post}/").page
    assert "Pause it while you look" not in page.text and "It is paused:" in page.text
    assert mo.decides(post, action="keep").status == 303
    assert "sleep" in visitor.get(f"/threads/{thread}/").page.text


def test_sent_twice_it_is_one_pause(opened, mo: Visitor, alice: Visitor, dump):
    path = f"/moderate/cases/{opened[1]}/"
    fields = mo.get(path).page.form(f"{path}pause/")
    assert [mo.post(f"{path}pause/", **fields).status for _ in range(2)] == [303, 303]
    assert alice.get("/inbox/").page.text.count("is looking at one of your posts") == 1


def test_what_was_edited_meanwhile_is_read_again_first(opened, mo: Visitor, alice: Visitor):
    path = f"/moderate/cases/{opened[1]}/"
    fields = mo.get(path).page.form(f"{path}pause/")
    alice.fill(f"/posts/{opened[1]}/edit/", body="Softer words.")
    assert mo.post(f"{path}pause/", **fields).status == 409
    assert post_store.get_post(opened[1]).state == "visible"


def test_nobody_else_pauses(opened, alice: Visitor, bob: Visitor, visitor: Visitor):
    path = f"/moderate/cases/{opened[1]}/pause/"
    fields = {"pause_id": cast.ident("x"), "post_version": "1"}
    assert [who.post(path, **fields).status for who in (alice, bob, visitor)] == [404, 404, 401]

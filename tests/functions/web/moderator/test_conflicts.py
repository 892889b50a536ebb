"""Nobody decides about a conversation that they are part of, and nobody stays unanswered (M27)."""

import pytest

from store import posts as post_store
from store.own_posts import LOOKED_AT
from support import cast, worries
from support.people import Forum, Visitor


@pytest.fixture
def heated(alice: Visitor, bob: Visitor, mo: Visitor) -> str:
    """A post of bob's that alice has reported, in a conversation where mo wrote early on."""
    thread, _ = alice.opens()
    mo.answers(thread, "I see it another way.")
    for number in range(3):
        alice.answers(thread, f"Number {number}.")
    post = bob.answers(thread, "You are all wrong.")
    alice.reports(post)
    return post


def test_who_wrote_in_the_conversation_is_told_so_and_cannot_decide(heated: str, mo: Visitor):
    path = f"/moderate/cases/{heated}/"
    page = mo.get(path).page
    assert "Somebody else decides this one" in page.text
    assert "What will you do?" not in page.text
    seen = {"decision_id": cast.ident("d"), "post_version": "1", "case_version": "1"}
    reply = mo.post(path, action="keep", guideline="g3", line="My words.", **seen)
    assert (reply.status, reply.page.id("line").text) == (409, "My words.")
    assert post_store.get_post(heated).state == "visible"


@pytest.mark.parametrize("act", ["claim", "pause"])
def test_nor_take_or_pause_it(heated: str, mo: Visitor, act: str):
    path = f"/moderate/cases/{heated}/{act}/"
    fields = {"pause_id": cast.ident("p"), "post_version": "1"} if act == "pause" else {}
    assert mo.post(path, **fields).status == 409
    assert post_store.get_post(heated).state == "visible"


def test_somebody_else_can(heated: str, forum: Forum):
    assert forum.member(cast.lee).decides(heated, action="keep").status == 303


def test_once_it_is_overdue_whoever_is_here_decides(heated: str, mo: Visitor, forum: Forum):
    for _ in range(25):
        forum.later(minutes=20)
        mo.get("/moderate/log/")
    assert mo.decides(heated, action="keep").status == 303


def test_a_worry_is_for_whoever_is_here(alice: Visitor, mo: Visitor, visitor: Visitor):
    thread, opening = alice.opens()
    mo.answers(thread, "We are with you.")
    path = f"/posts/{opening}/report/"
    fields = visitor.get(f"{path}?kind=worried").page.form(path)
    visitor.post(path, **fields | {"reason": "low"})
    worries.answer(mo, opening)
    case = f"/moderate/cases/{opening}/"
    answer = {"action": "keep", "guideline": "care", "line": "We are here."}
    assert mo.fill(case, **answer).status == 303


def test_who_wrote_elsewhere_has_no_part_in_it(alice: Visitor, bob: Visitor, mo: Visitor):
    thread, _ = bob.opens(title="Another", body="Another one.")
    mo.answers(thread)
    _, post = alice.opens()
    bob.reports(post)
    assert mo.decides(post).status == 303


def test_it_costs_one_read_of_a_bounded_list(heated: str, forum: Forum, calls):
    lee = forum.member(cast.lee)
    calls.clear()
    lee.get(f"/moderate/cases/{heated}/")
    # The file, the words around, one's own posts; and what is known of the person, twice.
    assert calls.count("Query") == 5 and LOOKED_AT <= 100

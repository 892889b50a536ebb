"""Asking for another look, by the form beside the reasons (M22)."""

import pytest

from support import cast
from support.people import Forum, Visitor

WORDS = "It was my own street, and nobody lives there now."


@pytest.fixture
def reasons(alice: Visitor, bob: Visitor, mo: Visitor) -> str:
    """The reasons of mo's decision on a reply of alice's that bob reported."""
    post = alice.answers(bob.opens()[0])
    bob.reports(post)
    mo.decides(post)
    return alice.reasons()


def test_it_is_acknowledged_at_once_with_a_day(reasons: str, alice: Visitor):
    reply = alice.asks_again(reasons, WORDS)
    assert (reply.status, reply.location) == (303, f"{reasons}#again")
    said = alice.get(reasons).page.main.text
    assert "You have asked for another look" in said and "answer by 1 December 2026" in said
    assert "Ask for another look" not in [one.text for one in alice.get(reasons).page.all("button")]


def test_the_words_are_kept_longer_from_the_day_of_asking(
    forum: Forum, reasons: str, alice: Visitor
):
    forum.later(days=50)
    alice = forum.member(cast.alice, "fifty days on")
    alice.asks_again(reasons, WORDS)
    assert "kept for you until 14 March 2027" in alice.get(reasons).page.main.text


@pytest.mark.parametrize(("typed", "status"), [("", 422), (" ", 422), ("x" * 2001, 422)])
def test_what_lacks_words_or_has_too_many_is_shown_again(
    reasons: str, alice: Visitor, typed: str, status: int
):
    reply = alice.asks_again(reasons, typed)
    assert reply.status == status
    assert reply.page.id("appeal").text == typed.strip()
    assert "You are still welcome here" in reply.page.text


def test_a_second_time_is_refused_and_its_words_are_still_there(reasons: str, alice: Visitor):
    form = alice.get(reasons).page.form(f"{reasons}appeal/")
    alice.asks_again(reasons, WORDS)
    again = alice.post(f"{reasons}appeal/", **form | {"appeal": "And another thing."})
    assert again.status == 409 and "And another thing." in again.page.text
    assert "You have asked for another look already" in again.page.text


def test_a_page_that_was_open_too_long_is_told_so_with_its_words(
    forum: Forum, reasons: str, alice: Visitor
):
    form = alice.get(reasons).page.form(f"{reasons}appeal/")
    forum.later(days=61)
    alice = forum.member(cast.alice, "two months on")
    late = alice.post(f"{reasons}appeal/", **form | {"appeal": WORDS})
    assert late.status == 410 and WORDS in late.page.text
    assert "could ask for another look until" in alice.get(reasons).page.text


def test_somebody_whose_writing_is_paused_can_ask(forum: Forum, reasons: str, alice: Visitor):
    forum.becomes(cast.alice, status="paused")
    assert alice.asks_again(reasons, WORDS).status == 303


def test_nobody_asks_for_somebody_else(reasons: str, alice: Visitor, bob: Visitor, visitor):
    assert bob.post(f"{reasons}appeal/", appeal=WORDS).status == 404
    assert visitor.post(f"{reasons}appeal/", appeal=WORDS).status == 401
    assert "Ask for another look" in alice.get(reasons).page.text


def test_the_answer_is_at_the_top_of_the_reasons_and_names_nobody(
    reasons: str, alice: Visitor, lee: Visitor
):
    alice.asks_again(reasons, WORDS)
    lee.answers_appeal(reasons)
    inbox = alice.get("/inbox/").page.text
    assert "A moderator looked again, and you were right" in inbox
    said = alice.get(reasons).page.main.text
    assert said.index("you were right") < said.index("You are still welcome here")
    assert "“It was yours to say.”" in said
    assert "Another moderator answered than the one who decided." in said
    assert not [who for who in (cast.lee, cast.mo) if who.name in said or who.id in said]


def test_what_was_overturned_is_up_in_its_place_and_a_post_as_any(
    reasons: str, alice: Visitor, lee: Visitor, visitor: Visitor
):
    alice.asks_again(reasons, WORDS)
    lee.answers_appeal(reasons)
    links = [link["href"] for link in alice.get(reasons).page.all("a")]
    place = alice.get(next(link for link in links if link.startswith("/posts/"))).location
    said = visitor.get(place.partition("#")[0]).page.text
    assert "I hear you." in said and "taken down" not in said


def test_what_was_upheld_stays_down_with_an_answer(
    reasons: str, alice: Visitor, lee: Visitor, bob: Visitor
):
    alice.asks_again(reasons, WORDS)
    lee.answers_appeal(reasons, outcome="uphold", answer="Others could find you by it.")
    said = alice.get(reasons).page.main.text
    assert "it stays as it was decided" in said and "Others could find you by it." in said
    assert "Your words, for you to keep" in said
    assert "came to another answer" not in bob.get("/inbox/").page.text


def test_another_reason_is_named(reasons: str, alice: Visitor, lee: Visitor):
    alice.asks_again(reasons, WORDS)
    lee.answers_appeal(reasons, outcome="vary", guideline="g4")
    assert "Keep other people unknown" in alice.get(reasons).page.main.text


def test_whoever_reported_finds_that_it_came_out_otherwise(
    reasons: str, alice: Visitor, bob: Visitor, lee: Visitor
):
    assert "came to another answer" not in bob.get("/inbox/").page.text
    alice.asks_again(reasons, WORDS)
    lee.answers_appeal(reasons)
    assert "came to another answer: it is up again" in bob.get("/inbox/").page.text


def test_so_does_a_visitor_by_their_code(alice, bob, mo, lee, visitor: Visitor):
    post = alice.answers(bob.opens()[0])
    path = f"/posts/{post}/report/"
    form = visitor.get(f"{path}?kind=guideline").page.form(path)
    code = visitor.post(path, **form | {"guideline": "g3"}).page.id("code").text
    mo.decides(post)
    alice.asks_again(alice.reasons(), WORDS)
    lee.answers_appeal(alice.reasons())
    assert "came to another answer" in visitor.get(f"/reports/{code}/").page.text

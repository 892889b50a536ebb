"""Conversations: opening, answering, and following the opening post (F1, E2)."""

from dataclasses import replace

import pytest

from forum import posts, threads
from forum.errors import Closed, FieldError, Gone, Incomplete, Paused
from forum.threads import Thread
from support.cast import (
    NOW,
    alice,
    bob,
    charlie,
    conversation,
    ident,
    porch,
    voices,
    words,
)


def answer(thread: Thread, reply_to: int = 1) -> posts.Post:
    return threads.reply(
        bob, thread, id=ident("a reply"), reply_to=reply_to, words=words(), now=NOW
    )


def test_a_thread_opens_with_its_post():
    thread, opening = conversation()
    assert (opening.id, opening.thread_id, opening.seq) == (thread.opening_id, thread.id, 1)
    assert (thread.next_seq, thread.state, thread.waits, thread.pages) == (2, "visible", True, 1)
    assert thread.activity == "2026-11-24T02:15Z#000001"
    assert thread.at == opening.at == "2026-11-24T02:15Z"


def test_a_member_may_open_a_thread_in_a_members_space():
    assert conversation(space=voices)[0].space == "voices"


def test_refuses_a_paused_member_a_thread():
    with pytest.raises(Paused):
        conversation(by=charlie)


@pytest.mark.parametrize("want", ["", "advice", "LISTEN"])
def test_refuses_a_thread_that_does_not_say_what_would_help(want: str):
    with pytest.raises(Incomplete) as refusal:
        threads.open_thread(
            alice,
            porch,
            ids=(ident("t"), ident("p")),
            title="A",
            want=want,
            words=words(),
            now=NOW,
            turn=1,
        )
    assert refusal.value.fields == (FieldError(field="want", reason="choose"),)


@pytest.mark.parametrize("want", threads.WANTS)
def test_every_want_on_the_form_is_one(want: str):
    threads.check_want(want)


def test_a_reply_is_in_answer_to_somebody():
    thread = replace(conversation()[0], next_seq=5)
    made = answer(thread, 3)
    assert (made.thread_id, made.space, made.reply_to) == (thread.id, thread.space, 3)
    assert made.at == "2026-11-24T02:15Z"


@pytest.mark.parametrize("reply_to", [-1, 0, 5, 10**9])
def test_a_reply_to_nothing_answers_the_opening(reply_to: int):
    thread = replace(conversation()[0], next_seq=5)
    assert answer(thread, reply_to).reply_to == 1


def test_refuses_a_paused_member_a_reply():
    with pytest.raises(Paused):
        threads.reply(charlie, conversation()[0], id=ident("r"), reply_to=1, words=words(), now=NOW)


@pytest.mark.parametrize(
    ("state", "refusal"),
    [("withdrawn", Gone), ("removed", Gone), ("purged", Gone), ("closed", Closed)],
)
def test_refuses_a_reply_where_there_is_nothing_to_answer(state: str, refusal: type[Exception]):
    with pytest.raises(refusal):
        answer(replace(conversation()[0], state=state))


@pytest.mark.parametrize(("seq", "page"), [(1, 1), (20, 1), (21, 2), (40, 2), (41, 3)])
def test_a_post_keeps_its_page(seq: int, page: int):
    assert threads.page_of(seq) == page


@pytest.mark.parametrize(("next_seq", "pages"), [(2, 1), (21, 1), (22, 2), (41, 2), (42, 3)])
def test_a_thread_has_as_many_pages_as_its_posts_fill(next_seq: int, pages: int):
    assert replace(conversation()[0], next_seq=next_seq).pages == pages


def test_a_thread_waits_until_somebody_has_written_back():
    thread, _ = conversation()
    assert thread.waits
    assert not replace(thread, next_seq=3).waits


def test_activity_sorts_by_quarter_hour_and_then_by_turn():
    later = NOW.replace(minute=45)
    made = [threads.activity(now, turn) for now in (NOW, later) for turn in (1, 2, 10, 999_999)]
    assert made == sorted(made)

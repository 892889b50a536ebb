"""Replies: one form makes one, each in a place of its own, in a thread that is still there."""

from dataclasses import replace

import pytest

from forum import posts as rules
from forum.errors import Closed, Gone, NotFound, Refused
from forum.posts import Post
from forum.threads import Thread
from store import accounts, posts, tables, threads
from store.moderation import notices
from support import kept
from support.cast import NOW, alice, bob, ident, reply, withdrawn, words
from support.kept import ACTIVITY, answer, save
from support.races import at_once, connect_for_threads, kinds


def take_down(state: str) -> Thread:
    """A thread whose opening is in this state; the thread as a reader still has it."""
    thread, opening = kept.thread()
    down = {
        "withdrawn": lambda: withdrawn(opening, by=alice),
        "removed": lambda: rules.remove(opening, guideline="g1", now=NOW),
        "purged": lambda: rules.purge(withdrawn(opening, by=alice)),
    }
    save(opening, down[state]())
    return thread


def test_replies_take_the_next_place_each(backend):
    thread, opening = kept.thread()
    one = answer(thread, "one")
    two = answer(threads.get_thread(thread.id), "two")
    assert (one.seq, two.seq) == (2, 3)
    assert posts.list_posts(thread.id, 1) == [opening, one, two]
    assert threads.get_thread(thread.id) == replace(thread, next_seq=4, activity=ACTIVITY)


def test_a_reply_to_an_old_page_takes_the_place_that_is_next_now(backend):
    thread, _ = kept.thread()
    answer(thread, "one")
    assert answer(thread, "two").seq == 3


def test_eight_replies_at_once_get_eight_places(backend):
    connect_for_threads(backend)
    thread, _ = kept.thread()
    outcomes = at_once(*[lambda n=n: answer(thread, f"reply {n}") for n in range(8)])
    assert kinds(outcomes) == {"Post": 8}
    assert sorted(post.seq for post in outcomes) == list(range(2, 10))
    page = posts.list_posts(thread.id, 1)
    assert [post.seq for post in page] == list(range(1, 10))
    assert {post.id for post in page[1:]} == {ident(f"reply {n}") for n in range(8)}
    assert threads.get_thread(thread.id).next_seq == 10


def test_a_form_sent_twice_is_one_reply(backend):
    thread, _ = kept.thread()
    once = answer(thread)
    assert answer(threads.get_thread(thread.id)) == once
    assert len(posts.list_posts(thread.id, 1)) == 2
    assert len(notices.list_notices(alice.id)[0]) == 1


def test_a_form_sent_eight_times_at_once_is_one_reply(backend):
    connect_for_threads(backend)
    thread, _ = kept.thread()
    outcomes = at_once(*[lambda: answer(thread)] * 8)
    assert outcomes == [outcomes[0]] * 8
    assert len(posts.list_posts(thread.id, 1)) == 2
    assert threads.get_thread(thread.id).next_seq == 3


def test_a_form_sent_again_after_an_edit_changes_nothing_back(backend):
    thread, _ = kept.thread()
    once = answer(thread)
    edited = rules.edit(bob, once, version=1, words=words("Better words"))
    save(once, edited)
    assert answer(threads.get_thread(thread.id)) == edited
    assert posts.get_post(once.id) == edited


@pytest.mark.parametrize("state", ["withdrawn", "removed", "purged"])
def test_refuses_a_reply_to_a_thread_taken_down_meanwhile_and_keeps_nothing(backend, state: str):
    thread = take_down(state)
    with pytest.raises(Gone):
        answer(thread)
    assert len(posts.list_posts(thread.id, 1)) == 1
    assert notices.list_notices(alice.id) == ([], "")
    with pytest.raises(NotFound):
        posts.get_post(ident("a reply"))


def test_refuses_a_reply_to_a_thread_closed_meanwhile(backend):
    thread, _ = kept.thread()
    tables.call("update_item", **threads.change_item(replace(thread, state="closed")))
    with pytest.raises(Closed):
        answer(thread)
    assert len(posts.list_posts(thread.id, 1)) == 1


def test_a_reply_and_a_withdrawal_at_once_are_both_whole(backend):
    connect_for_threads(backend)
    thread, opening = kept.thread()
    down = withdrawn(opening, by=alice)
    replied, saved = at_once(lambda: answer(thread), lambda: save(opening, down))
    assert saved is None
    assert threads.get_thread(thread.id).state == "withdrawn"
    made = isinstance(replied, Post)
    assert made or isinstance(replied, Gone)
    assert len(posts.list_posts(thread.id, 1)) == (2 if made else 1)
    assert threads.get_thread(thread.id).next_seq == (3 if made else 2)
    assert len(notices.list_notices(alice.id)[0]) == made


def test_refuses_a_reply_by_the_id_of_anothers_post(backend):
    thread, opening = kept.thread()
    theirs = answer(thread, "alice's", by=alice)
    for taken in (opening.id, theirs.id):
        made = replace(reply(thread), id=taken)
        with pytest.raises(Refused):
            posts.add_reply(made, thread, activity=ACTIVITY, told=(), counts=False)
    assert posts.get_post(theirs.id) == theirs


def test_refuses_the_id_of_ones_own_reply_elsewhere(backend):
    thread, _ = kept.thread()
    elsewhere, _ = kept.thread("elsewhere")
    answer(thread)
    with pytest.raises(Refused):
        answer(elsewhere)
    assert len(posts.list_posts(elsewhere.id, 1)) == 1


def test_a_form_sent_again_after_the_purge_brings_nothing_back(backend):
    thread, _ = kept.thread()
    once = answer(thread)
    purged = rules.purge(withdrawn(once, by=bob))
    save(once, purged)
    with pytest.raises(Gone):
        answer(thread)
    assert posts.get_post(once.id) == purged


def test_people_are_told_with_the_reply(backend):
    thread, _ = kept.thread()
    made = answer(thread)
    ((notice,), older) = notices.list_notices(alice.id)
    assert (notice.post_id, notice.name, older) == (made.id, bob.name, "")


@pytest.mark.parametrize(("counts", "approved"), [(True, 6), (False, 5)])
def test_a_reply_counts_while_its_author_is_new(backend, counts: bool, approved: int):
    kept.account(bob)
    thread, _ = kept.thread()
    answer(thread, counts=counts)
    answer(thread, counts=counts)
    assert accounts.get_account(bob.id).approved == approved

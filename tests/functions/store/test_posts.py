"""Posts: one form makes one, each in a place of its own, and of two changes one wins."""

from dataclasses import replace

import pytest

from forum import changes
from forum import posts as rules
from forum.errors import Conflict, NotFound, Refused
from store import accounts, own_posts, posts, threads
from support import kept
from support.cast import NOW, alice, bob, conversation, ident, withdrawn, words
from support.kept import ACTIVITY, answer, save
from support.races import at_once, connect_for_threads, kinds


def test_an_opening_comes_back_as_it_was_written(backend):
    thread, opening = kept.thread()
    assert posts.get_post(opening.id) == opening
    assert posts.get_place(opening.id) == (thread.id, 1)
    assert posts.list_posts(thread.id, 1) == [opening]


def test_a_form_sent_twice_opens_one_thread(backend):
    thread, opening = kept.thread()
    again, _ = conversation(turn=9, title="Changed meanwhile")
    assert posts.add_opening(again, opening, counts=False) == thread
    assert len(threads.list_threads("porch").threads) == 1


def test_a_form_sent_eight_times_at_once_opens_one_thread(backend):
    connect_for_threads(backend)
    thread, opening = conversation()
    outcomes = at_once(*[lambda: posts.add_opening(thread, opening, counts=False)] * 8)
    assert outcomes == [thread] * 8
    assert posts.list_posts(thread.id, 1) == [opening]


def test_a_form_sent_again_after_replies_opens_nothing(backend):
    thread, opening = kept.thread()
    kept.answer(thread)
    made, _ = conversation()
    assert posts.add_opening(made, opening, counts=False).next_seq == 3
    assert len(posts.list_posts(thread.id, 1)) == 2


@pytest.mark.parametrize("taken", [0, 1])
def test_refuses_a_thread_by_the_id_of_anothers(backend, taken: int):
    thread, _ = kept.thread()
    theirs = [ident("bob's thread"), ident("bob's opening")]
    theirs[taken] = (thread.id, thread.opening_id)[taken]
    made, opening = conversation("bob's", by=bob)
    made = replace(made, id=theirs[0], opening_id=theirs[1])
    opening = replace(opening, id=theirs[1], thread_id=theirs[0])
    with pytest.raises(Refused):
        posts.add_opening(made, opening, counts=False)
    assert threads.list_threads("porch").threads == [thread]


def test_an_opening_counts_while_its_author_is_new(backend):
    kept.account(alice)
    made, opening = conversation()
    for _ in range(2):
        posts.add_opening(made, opening, counts=True)
    assert accounts.get_account(alice.id).approved == 6


def test_there_is_no_post_by_another_id(backend):
    with pytest.raises(NotFound):
        posts.get_post(ident("nothing"))
    with pytest.raises(NotFound):
        posts.get_place(ident("nothing"))
    assert posts.list_posts(ident("nothing"), 1) == []


def test_the_author_of_a_place_is_known_until_it_is_purged(backend):
    thread, _ = kept.thread()
    once = answer(thread)
    assert posts.get_author(thread.id, 2) == bob.id
    save(once, rules.purge(withdrawn(once, by=bob)))
    assert posts.get_author(thread.id, 2) == ""
    assert posts.get_author(thread.id, 3) == ""


def test_pages_hold_twenty_places_each_whatever_their_state(backend):
    thread, _ = kept.thread()
    for number in range(2, 43):
        kept.answer(threads.get_thread(thread.id), f"reply {number}", turn=number)
    down = posts.list_posts(thread.id, 2)[4]
    save(down, withdrawn(down, by=bob))
    places = [[post.seq for post in posts.list_posts(thread.id, page)] for page in (1, 2, 3, 4)]
    assert places == [list(range(1, 21)), list(range(21, 41)), [41, 42], []]


def test_a_change_is_kept(backend):
    thread, _ = kept.thread()
    once = answer(thread)
    edited = rules.edit(bob, once, version=1, words=words("Better words"))
    save(once, edited)
    assert posts.get_post(once.id) == edited


@pytest.mark.parametrize("opening", [True, False])
def test_of_two_edits_one_wins_and_the_other_is_a_conflict(backend, opening: bool):
    thread, first = kept.thread()
    post, author = (first, alice) if opening else (answer(thread), bob)
    one, two = (
        rules.edit(author, post, version=1, words=words(source)) for source in ("One", "Two")
    )
    save(post, one)
    with pytest.raises(Conflict):
        save(post, two)
    assert posts.get_post(post.id) == one


@pytest.mark.parametrize("opening", [True, False])
def test_of_eight_edits_at_once_one_wins(backend, opening: bool):
    connect_for_threads(backend)
    thread, first = kept.thread()
    post, author = (first, alice) if opening else (answer(thread), bob)
    edits = [rules.edit(author, post, version=1, words=words(f"No {n}")) for n in range(8)]
    outcomes = at_once(*[lambda edit=edit: save(post, edit) for edit in edits])
    assert kinds(outcomes) == {"Conflict": 7, "NoneType": 1}
    assert posts.get_post(post.id) == edits[outcomes.index(None)]


@pytest.mark.parametrize("opening", [True, False])
def test_the_same_edit_twice_is_one(backend, opening: bool):
    thread, first = kept.thread()
    post, author = (first, alice) if opening else (answer(thread), bob)
    edited = rules.edit(author, post, version=1, words=words("Better words"))
    for _ in range(2):
        save(post, edited)
    assert posts.get_post(post.id) == edited


def test_the_same_words_under_two_titles_are_two_edits(backend):
    thread, opening = kept.thread()
    edited = rules.edit(alice, opening, version=1, words=words("Better words"))
    one, two = (
        changes.follow(opening, edited, replace(thread, title=title)) for title in ("One", "Two")
    )
    posts.set_post(one)
    with pytest.raises(Conflict):
        posts.set_post(two)
    assert threads.get_thread(thread.id).title == "One"


def test_an_edit_of_the_opening_loses_no_reply(backend):
    thread, opening = kept.thread()
    edited = rules.edit(alice, opening, version=1, words=words("Better words"))
    change = changes.follow(opening, edited, replace(thread, title="Better"))
    answer(thread)
    posts.set_post(change)
    now = threads.get_thread(thread.id)
    assert (now.title, now.next_seq, now.activity) == ("Better", 3, ACTIVITY)


def test_an_undo_and_a_purge_at_once_leave_one_of_them(backend):
    connect_for_threads(backend)
    thread, _ = kept.thread()
    once = answer(thread)
    down = withdrawn(once, by=bob)
    save(once, down)
    ways = [rules.undo(bob, down, now=NOW), rules.purge(down)]
    outcomes = at_once(*[lambda way=way: save(down, way) for way in ways])
    assert kinds(outcomes) == {"Conflict": 1, "NoneType": 1}
    assert posts.get_post(once.id) == ways[outcomes.index(None)]


def test_no_change_is_kept_as_none(backend):
    thread, _ = kept.thread()
    once = answer(thread)
    posts.set_post(changes.edit(bob, once, None, version=1, words=once.words))
    assert posts.get_post(once.id) == once


DUE, LATER = "2026-11-25T02:30Z", "2026-11-25T02:15Z"


def test_withdrawn_posts_are_due_when_their_undo_has_run_out(backend):
    thread, _ = kept.thread()
    once = answer(thread)
    down = withdrawn(once, by=bob)
    save(once, down)
    assert posts.list_due(LATER, 10) == []
    assert posts.list_due(DUE, 10) == [down]


@pytest.mark.parametrize("after", [lambda post: rules.undo(bob, post, now=NOW), rules.purge])
def test_what_is_back_or_purged_is_due_no_more(backend, after):
    thread, _ = kept.thread()
    once = answer(thread)
    down = withdrawn(once, by=bob)
    save(once, down)
    save(down, after(down))
    assert posts.list_due(DUE, 10) == []


def test_removed_posts_are_due_when_the_time_for_another_look_has_passed(backend):
    thread, _ = kept.thread()
    once = answer(thread)
    down = rules.remove(once, guideline="g1", now=NOW)
    save(once, down)
    assert posts.list_due(DUE, 10) == []
    assert posts.list_due(down.purge_at, 10) == [down]


def test_the_longest_due_come_first_and_only_so_many(backend):
    thread, _ = kept.thread()
    for number in (3, 1, 2):
        once = answer(threads.get_thread(thread.id), f"reply {number}")
        save(once, withdrawn(once, by=bob, now=NOW.replace(hour=number)))
    due = posts.list_due("2026-11-30T00:00Z", 2)
    assert [post.id for post in due] == [ident("reply 1"), ident("reply 2")]


def test_a_purged_post_leaves_no_words_and_no_author(backend):
    thread, _ = kept.thread()
    once = answer(thread)
    save(once, rules.purge(withdrawn(once, by=bob)))
    traces = str(kept.item("forum", f"thread#{thread.id}", "post#000002"))
    assert bob.id not in traces
    assert bob.name not in traces
    assert "long night" not in traces


def test_an_author_finds_their_own_posts_and_nobody_elses(backend):
    thread, opening = kept.thread()
    made = [answer(threads.get_thread(thread.id), f"reply {number}") for number in range(22)]
    page, older = own_posts.list_own(bob.id)
    assert [post.id for post in page] == [post.id for post in made[:1:-1]]
    rest, end = own_posts.list_own(bob.id, before=older)
    assert ([post.id for post in rest], end) == ([made[1].id, made[0].id], "")
    assert [post.id for post in own_posts.list_own(alice.id)[0]] == [opening.id]
    assert page[0].source == made[-1].words.source


def test_a_purged_post_is_in_nobodys_list(backend):
    thread, _ = kept.thread()
    once = answer(thread)
    down = withdrawn(once, by=bob)
    save(once, down)
    assert [post.state for post in own_posts.list_own(bob.id)[0]] == ["withdrawn"]
    save(down, rules.purge(down))
    assert own_posts.list_own(bob.id) == ([], "")


@pytest.mark.parametrize("cursor", ["x", f"{LATER}.{ident('a')}.1", f"{LATER}#{ident('a')}#000001"])
def test_refuses_a_cursor_of_ones_own_list_that_is_none(cursor: str):
    with pytest.raises(Refused):
        own_posts.list_own(alice.id, before=cursor)

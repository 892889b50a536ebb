"""What waits for a person: its post and its case together, and up together with who is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

import worker
from forum import posts as rules
from forum import waiting
from forum.accounts import Viewer
from forum.errors import Conflict
from forum.moderation.notices import about_returned
from forum.posts import Post
from store import accounts, posts, threads
from store.moderation import cases, decisions, files, notices, outbox
from store.moderation import holds as hold_store
from support import guards, kept
from support.cast import NOW, alice, bob, nell, words
from support.kept import LOOK_BY


def approve(post: Post) -> None:
    """Mo lets it up, and everybody has been told."""
    file = files.get_file(post.id)
    assert kept.decide(file, post, action="approve", guideline="", line="")


def queue() -> list[tuple[str, str, str]]:
    return [(case.id, case.hold, case.due_at) for case in cases.list_open_cases()]


def test_a_held_conversation_is_in_no_list_but_the_queue(backend):
    kept.account(nell)
    thread, opening = kept.held_thread()
    assert threads.list_threads("porch").threads == []
    assert (threads.get_thread(thread.id).state, posts.get_post(opening.id)) == ("held", opening)
    assert queue() == [(opening.id, "first", LOOK_BY)]
    assert accounts.get_account(nell.id) == nell.account


def test_a_held_reply_takes_its_place_and_nothing_shows_it(backend):
    thread, _ = kept.thread()
    waiting = kept.held_answer(thread)
    now = threads.get_thread(thread.id)
    assert (waiting.seq, now.next_seq, now.activity) == (2, 3, thread.activity)
    assert now.waits, "the first reply that anybody can read is still to come"
    assert notices.list_notices(alice.id) == ([], "")
    answered = kept.answer(now, "another")
    assert (answered.seq, threads.get_thread(thread.id).waits) == (3, False)
    assert files.get_file(waiting.id).case.target.seq == 2


def test_a_held_form_sent_twice_is_one(backend):
    thread, _ = kept.thread()
    assert kept.held_answer(thread) == kept.held_answer(thread)
    assert threads.get_thread(thread.id).next_seq == 3
    assert len(queue()) == 1


def test_a_case_is_of_the_place_that_the_reply_got(backend):
    thread, _ = kept.thread()
    kept.answer(thread, "meanwhile")
    waiting = kept.held_answer(thread)
    assert (waiting.seq, files.get_file(waiting.id).case.target.seq) == (3, 3)


def test_a_reply_is_up_where_it_was_written_and_counts_and_tells(backend):
    kept.account(nell)
    thread, _ = kept.thread()
    waiting = kept.held_answer(thread)
    kept.answer(threads.get_thread(thread.id), "another")
    approve(waiting)
    up = posts.get_post(waiting.id)
    assert (up.state, up.seq, up.up, up.waits) == ("visible", 2, True, False)
    now = threads.get_thread(thread.id)
    assert (now.unseen, now.next_seq) == (0, 4)
    account = accounts.get_account(nell.id)
    assert account and account.approved == 1
    assert [each.kind for each in notices.list_notices(nell.id)[0]] == ["approved"]
    assert waiting.id in [each.post_id for each in notices.list_notices(alice.id)[0]]
    assert queue() == []


def test_a_conversation_comes_up_among_those_that_somebody_wrote_in_just_now(backend):
    kept.account(nell)
    thread, opening = kept.held_thread()
    approve(opening)
    (listed,) = threads.list_threads("porch").threads
    assert (listed.id, listed.state, listed.up, listed.waits) == (thread.id, "visible", True, True)
    assert listed.activity.startswith("2026-11-24T02:15Z")


def test_letting_up_goes_on_when_its_author_has_left(backend):
    thread, _ = kept.thread()
    waiting = kept.held_answer(thread)
    file = files.get_file(waiting.id)
    verdict = kept.verdict(file, waiting, action="approve", guideline="", line="")
    decisions.add_decision(verdict)
    made = replace(kept.settlement(verdict.decision), counts=False)
    assert outbox.set_settled(made)
    assert posts.get_post(waiting.id).state == "visible"


def test_what_is_taken_back_leaves_the_queue_and_returns_to_it(backend):
    _, opening = kept.held_thread()
    gone = rules.withdraw(nell, opening, now=NOW)
    kept.save(opening, gone)
    assert queue() == []
    kept.save(gone, rules.undo(nell, gone, now=NOW))
    assert queue() == [(opening.id, "first", LOOK_BY)]
    assert threads.list_threads("porch").threads == []


def test_it_can_be_taken_back_while_a_decision_on_it_waits(backend):
    _, opening = kept.held_thread()
    file = files.get_file(opening.id)
    verdict = kept.verdict(file, opening, action="approve", guideline="", line="")
    decisions.add_decision(verdict)
    kept.save(opening, rules.withdraw(nell, opening, now=NOW))
    assert kept.settle(verdict.decision)
    assert posts.get_post(opening.id).state == "withdrawn"
    assert queue() == [] and notices.list_notices(nell.id) == ([], "")


def test_words_changed_after_they_were_read_are_read_again(backend):
    _, opening = kept.held_thread()
    file = files.get_file(opening.id)
    verdict = kept.verdict(file, opening, action="approve", guideline="", line="")
    decisions.add_decision(verdict)
    changed = rules.edit(nell, opening, version=1, words=words("Other words"))
    kept.save(opening, changed)
    assert kept.settle(verdict.decision)
    assert posts.get_post(opening.id) == changed
    assert queue() == [(opening.id, "first", LOOK_BY)]


def test_an_edit_moves_its_case_so_that_nobody_decides_on_what_they_did_not_read(backend):
    _, opening = kept.held_thread()
    before = files.get_file(opening.id).case
    kept.save(opening, rules.edit(nell, opening, version=1, words=words("Other words")))
    now = files.get_file(opening.id).case
    assert (now.state, now.due_at, now.version) == ("open", before.due_at, before.version + 1)


@pytest.mark.parametrize("act", ["edit", "withdraw"])
def test_two_changes_of_what_waits_are_one(backend, act: str):
    _, opening = kept.held_thread()
    acts = {
        "edit": rules.edit(nell, opening, version=1, words=words("Other words")),
        "withdraw": rules.withdraw(nell, opening, now=NOW),
    }
    kept.save(opening, acts[act])
    kept.save(opening, acts[act])
    (other,) = set(acts) - {act}
    with pytest.raises(Conflict):
        kept.save(opening, acts[other])


def test_whom_a_reply_answers(backend):
    thread, opening = kept.thread()
    answer = kept.answer(thread)
    other = replace(answer, seq=3, reply_to=2, author_id=nell.id)
    assert posts.get_answered(opening) == frozenset()
    assert posts.get_answered(answer) == {alice.id}
    assert posts.get_answered(other) == {alice.id, bob.id}


def give_back(post: Post) -> Post:
    """Mo asks for one change, and its author has been told."""
    assert kept.decide(files.get_file(post.id), post, action="return", line="Which street?")
    return posts.get_post(post.id)


def kinds(who: Viewer) -> list[str]:
    return [each.kind for each in notices.list_notices(who.id)[0]]


def test_sent_again_it_is_in_its_slot_of_the_queue(backend):
    _, opening = kept.held_thread()
    before = files.get_file(opening.id).case.order
    returned = give_back(opening)
    assert queue() == [] and kinds(nell) == ["returned"]
    kept.save(returned, rules.edit(nell, returned, version=2, words=words("Other words")))
    assert queue() == [(opening.id, "first", LOOK_BY)]
    assert files.get_file(opening.id).case.order == before


def test_its_author_is_reminded_once_and_after_a_month_it_is_taken_back(backend):
    thread, _ = kept.thread()
    returned = give_back(kept.held_answer(thread))
    with guards.acting("worker"):
        assert worker.remind(NOW + timedelta(hours=23)) == 0
        assert worker.remind(NOW + timedelta(hours=25)) == 1
        assert worker.remind(NOW + timedelta(hours=26)) == 0
    assert kinds(nell) == ["nudge", "returned"]
    assert posts.get_post(returned.id).version == returned.version
    with guards.acting("worker"):
        assert worker.remind(NOW + timedelta(days=31)) == 1
    assert kinds(nell) == ["lapsed", "nudge", "returned"]
    assert posts.get_post(returned.id).state == "withdrawn"
    with guards.acting("worker"):
        assert worker.run(NOW + timedelta(days=33)) == 1
    assert posts.get_post(returned.id).state == "purged"


def test_a_reminder_loses_to_what_its_author_does(backend):
    _, opening = kept.held_thread()
    returned = give_back(opening)
    kept.save(returned, rules.withdraw(nell, returned, now=NOW))
    with pytest.raises(Conflict):
        hold_store.set_nudged(returned, about_returned(returned, "nudge", NOW))
    lapsed = kept.following(returned, waiting.lapse(returned, now=NOW))
    with pytest.raises(Conflict):
        posts.set_lapsed(lapsed, about_returned(returned, "lapsed", NOW))
    assert kinds(nell) == ["returned"]

"""What waits for a person, why and until when (M2); and what comes of it (M21)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from forum import changes, posts, threads
from forum.accounts import Viewer
from forum.errors import Gone, Incomplete, NotFound, UnderReview
from forum.moderation import actions, cases, holds, settlements
from forum.posts import Post
from support import cast
from support.cast import NOW, alice, bob, mo, nell, words
from support.rulings import POST, THREAD, case, decide

COMMUNITY = cast.community()
LOOK_BY = "2026-11-24T10:30Z"
HELD = changes.hold(POST, THREAD, why=("first",), look_by=LOOK_BY)


def screened(who: Viewer, *, crisis: bool = False, **community: Any) -> changes.Change:
    """A new conversation of theirs as it is kept."""
    thread, opening = cast.conversation(by=who)
    there = replace(COMMUNITY, **community)
    return holds.screen(who, opening, thread, community=there, now=NOW, crisis=crisis)


@pytest.mark.parametrize(
    ("approved", "hold_first", "waits"),
    [(0, 0, False), (0, 1, True), (1, 1, False), (1, 2, True), (2, 2, False), (5, 2, False)],
)
def test_the_first_posts_wait(approved: int, hold_first: int, waits: bool):
    who = Viewer(account=replace(nell.account, approved=approved))
    made = screened(who, hold_first=hold_first)
    assert made.thread
    assert made.post.waits is waits
    assert (made.post.state, made.post.hold) == (("held", "first") if waits else ("visible", ""))
    assert made.thread.state == made.post.state


def test_a_moderators_first_post_does_not_wait():
    assert not screened(replace(mo, account=replace(mo.account, approved=0))).post.waits


def test_a_cry_for_help_is_let_through_what_is_routine():
    assert all(reason.routine for reason in holds.REASONS if reason.slug == "first")
    assert not screened(nell, crisis=True).post.waits


def test_what_waits_has_a_time_in_moderated_hours():
    assert screened(nell).post.look_by == LOOK_BY
    made = screened(nell, moderated=(((540, 600),),) * 7)
    assert made.post.look_by == "2026-12-01T10:00Z"


def test_its_case_says_why_and_by_when():
    made = cases.held(HELD.post)
    assert (made.priority, made.due_at, made.hold) == (cases.HELD, LOOK_BY, "first")
    assert (made.target.id, made.worry, made.guideline) == (POST.id, False, "")


def test_nobody_else_knows_of_what_was_never_up():
    assert HELD.thread
    gone = posts.withdraw(alice, HELD.post, now=NOW)
    removed = posts.remove(HELD.post, guideline="g1", now=NOW)
    for post in (HELD.post, gone, removed):
        assert posts.is_shown(alice, post) and posts.is_shown(mo, post)
        assert not posts.is_shown(bob, post) and not posts.is_shown(None, post)
        with pytest.raises(NotFound):
            posts.check_visible(post)
    assert not posts.is_shown(None, posts.purge(gone))
    for who in (bob, None):
        with pytest.raises(NotFound):
            threads.check_may_see(who, HELD.thread)
    for who in (alice, mo):
        threads.check_may_see(who, HELD.thread)
    with pytest.raises(UnderReview):
        threads.check_takes_replies(HELD.thread)


def test_its_author_changes_it_in_place_and_nobody_saw_what_it_was():
    changed = posts.edit(alice, HELD.post, version=1, words=words("Other words"))
    assert (changed.state, changed.edited, changed.version) == ("held", False, 2)
    assert changed.hold == "first" and changed.look_by == LOOK_BY


def test_its_author_takes_it_back_and_brings_it_back_to_wait_again():
    gone = posts.withdraw(alice, HELD.post, now=NOW)
    assert (gone.state, gone.waits) == ("withdrawn", False)
    back = posts.undo(alice, gone, now=NOW)
    assert (back.state, back.waits, back.hold) == ("held", True, "first")


@pytest.mark.parametrize("act", [posts.pause, posts.resume, posts.approve])
def test_no_act_of_a_moderator_lets_up_what_was_taken_back(act: Any):
    gone = posts.withdraw(alice, HELD.post, now=NOW)
    assert act(gone) == gone


def test_approved_it_is_up_where_it_was_written():
    made = changes.approve(HELD.post, HELD.thread, now=NOW)
    assert made.post == replace(POST, version=2)
    assert made.thread == THREAD
    assert made.rises == threads.activity(NOW, 0)
    assert made.post.seq == POST.seq


def test_removed_it_does_not_wait_any_more():
    removed = posts.remove(HELD.post, guideline="g1", now=NOW)
    assert (removed.state, removed.hold, removed.look_by) == ("removed", "", "")


def settled(post: Post, *, then: Post | None = None, **how: Any) -> settlements.Settlement:
    """What comes of letting it up, when it stands as `then` by the time that people are told."""
    file = replace(case(), case=cases.held(post), reports=())
    verdict = decide(file, post, action="approve", guideline="", line="")
    assert verdict.change is None
    kept = replace(file, case=verdict.case, decisions=(verdict.decision,))
    now = then or post
    made = settlements.settle(kept, verdict.decision, now, HELD.thread, now=NOW, **how)
    assert made
    return made


def test_letting_it_up_needs_no_reasons_and_tells_author_and_those_it_answers():
    made = settled(HELD.post, answers=frozenset({bob.id, alice.id}), counts=True)
    assert [(each.inbox, each.kind) for each in made.notices] == [
        (alice.id, "approved"),
        (bob.id, "reply"),
    ]
    assert made.counts and made.change and made.change.post.state == "visible"
    assert (made.decision.state, made.case.state) == ("final", "closed")


def test_who_is_not_new_any_more_is_not_counted():
    assert not settled(HELD.post).counts


def test_words_that_nobody_read_are_not_let_up():
    changed = posts.edit(alice, HELD.post, version=1, words=words("Other words"))
    made = settled(HELD.post, then=changed, counts=True)
    assert (made.decision.state, made.case.state) == ("undone", "open")
    assert (made.change, made.notices, made.counts) == (None, (), False)


def test_what_was_taken_back_meanwhile_leaves_the_queue():
    gone = posts.withdraw(alice, HELD.post, now=NOW)
    made = settled(HELD.post, then=gone)
    assert (made.decision.state, made.case.state) == ("undone", "closed")
    assert (made.change, made.notices) == (None, ())


def test_a_held_post_that_is_removed_is_hidden_already_and_its_author_told():
    file = replace(case(), case=cases.held(HELD.post), reports=())
    verdict = decide(file, HELD.post)
    assert verdict.change is None
    made = settlements.settle(file, verdict.decision, HELD.post, HELD.thread, now=NOW)
    assert made and made.change
    assert (made.change.post.state, made.change.post.up) == ("removed", False)
    assert [(each.inbox, each.kind) for each in made.notices] == [(alice.id, "removed")]


def test_gone_is_still_gone_for_others_when_it_was_up():
    gone = posts.withdraw(alice, POST, now=NOW)
    assert posts.is_shown(bob, gone)
    with pytest.raises(Gone):
        posts.check_visible(gone)


RETURNED = changes.hand_back(HELD.post, HELD.thread, ask="Which street?", now=NOW).post


def test_returned_it_waits_for_its_author_and_for_nobody_else():
    assert (RETURNED.state, RETURNED.ask, RETURNED.waits) == ("returned", "Which street?", False)
    assert RETURNED.nudge_at == "2026-11-25T02:30Z"
    assert RETURNED.ask_until == "2026-12-24T02:30Z"
    assert not posts.is_shown(bob, RETURNED)


@pytest.mark.parametrize("source", ["Other words", cast.LONG])
def test_sent_again_changed_or_not_it_waits_in_the_same_slot(source: str):
    again = posts.edit(alice, RETURNED, version=RETURNED.version, words=words(source))
    assert (again.state, again.waits, again.ask, again.nudge_at) == ("held", True, "", "")
    assert (again.hold, again.look_by, again.seq) == ("first", LOOK_BY, POST.seq)
    assert cases.held(again).order == cases.held(HELD.post).order


def test_what_was_returned_is_let_up_by_nobody_before_it_is_sent_again():
    assert posts.approve(RETURNED) == RETURNED
    assert [each.slug for each in actions.actions_for(case().case.target, RETURNED)] == [
        each.slug for each in actions.ACTIONS if "up" in each.to
    ]


def test_nobody_came_so_it_is_taken_back_and_that_can_be_undone():
    gone = posts.lapse(RETURNED, now=NOW + timedelta(days=30))
    assert (gone.state, gone.back_to) == ("withdrawn", "returned")
    back = posts.undo(alice, gone, now=NOW + timedelta(days=30))
    assert (back.state, back.ask) == ("returned", "Which street?")
    assert back.ask_until > RETURNED.ask_until


def test_returning_tells_what_is_asked_and_nothing_else_becomes_of_it():
    file = replace(case(), case=cases.held(HELD.post), reports=())
    verdict = decide(file, HELD.post, action="return", guideline="care", line="Which street?")
    made = settlements.settle(file, verdict.decision, HELD.post, HELD.thread, now=NOW)
    assert made and made.change and made.change.post == RETURNED
    assert [(each.inbox, each.kind, each.line) for each in made.notices] == [
        (alice.id, "returned", "Which street?")
    ]
    assert not made.counts


def test_returning_needs_its_one_ask():
    file = replace(case(), case=cases.held(HELD.post), reports=())
    with pytest.raises(Incomplete):
        decide(file, HELD.post, action="return", guideline="care", line="")

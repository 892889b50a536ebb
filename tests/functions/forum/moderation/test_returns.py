"""A post that was sent back with one thing to change: its words, place and slot are kept (M14)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from forum import changes, posts, waiting
from forum.errors import Incomplete
from forum.moderation import actions, cases, settlements
from support import cast
from support.cast import NOW, alice, bob, words
from support.rulings import POST, THREAD, case, decide

LOOK_BY = "2026-11-24T10:30Z"
HELD = changes.hold(POST, THREAD, why=("first",), look_by=LOOK_BY)
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
    assert waiting.approve(RETURNED) == RETURNED
    assert [each.slug for each in actions.actions_for(case().case.target, RETURNED)] == [
        each.slug for each in actions.ACTIONS if "up" in each.to and not each.of
    ]


def test_nobody_came_so_it_is_taken_back_and_that_can_be_undone():
    gone = waiting.lapse(RETURNED, now=NOW + timedelta(days=30))
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

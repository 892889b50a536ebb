"""The decision that closes a case, together or not at all."""

from dataclasses import replace
from typing import Any

import pytest

from forum import posts as rules
from forum.accounts import Viewer
from forum.errors import CaseMoved, Conflict
from forum.posts import Post
from store import posts, threads
from store.moderation import cases, decisions, files, notices, outbox
from support import kept
from support.cast import (
    NOW,
    alice,
    bob,
    charlie,
    ident,
    lee,
    mo,
    withdrawn,
    words,
)
from support.races import at_once, connect_for_threads, kinds


def reported_reply(*inboxes: str) -> tuple[Any, Post]:
    """A case about a reply, and the reply."""
    thread, _ = kept.thread()
    post = kept.answer(thread)
    return kept.reported(post, *inboxes), post


def kinds_told(*people: Viewer) -> list[str]:
    """What these find in their inboxes, but for replies."""
    told = [each.kind for viewer in people for each in notices.list_notices(viewer.id)[0]]
    return [kind for kind in told if kind != "reply"]


def test_a_decision_covers_the_post_and_leaves_the_queue_and_tells_nobody_yet(backend):
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    decisions.add_decision(verdict)
    assert posts.get_post(post.id) == verdict.change.post
    assert [each.state for each in kept.all_reports(post)] == ["open"]
    assert kinds_told(bob, charlie) == []
    assert [entry.event for entry in kept.log()] == [verdict.event]
    assert decisions.find_decision(post.id, verdict.decision.id)
    assert cases.list_open_cases() == []
    file = files.get_file(post.id)
    assert (file.case, file.decisions) == (verdict.case, (verdict.decision,))


def test_a_covered_opening_takes_its_thread_out_of_the_list(backend):
    thread, post = kept.thread()
    decisions.add_decision(kept.verdict(kept.reported(post), post))
    assert threads.get_thread(thread.id).state == "paused"
    assert threads.list_threads("porch").threads == []


def test_keeping_changes_no_post(backend):
    case, post = reported_reply()
    decisions.add_decision(kept.verdict(case, post, action="keep"))
    assert posts.get_post(post.id) == post
    assert [entry.event.event for entry in kept.log()] == ["keep"]


def test_an_undone_decision_leaves_all_as_it_was(backend):
    thread, post = kept.thread()
    case = kept.reported(post)
    verdict = kept.verdict(case, post)
    decisions.add_decision(verdict)
    for _ in range(2):
        decisions.set_undone(kept.undo(verdict.decision))
    assert posts.get_post(post.id) == replace(post, version=3)
    assert [each.id for each in threads.list_threads("porch").threads] == [thread.id]
    assert [each.order for each in cases.list_open_cases()] == [case.case.order]
    assert kinds_told(alice, charlie) == []
    assert [entry.event.event for entry in kept.log()] == ["remove", "undo"]


def test_what_was_undone_can_be_decided_again(backend):
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    decisions.add_decision(verdict)
    decisions.set_undone(kept.undo(verdict.decision))
    kept.decide(files.get_file(post.id), posts.get_post(post.id), "another", action="keep")
    assert posts.get_post(post.id).state == "visible"
    assert kinds_told(bob, charlie) == ["kept", "report"]


def test_an_undo_loses_to_a_report_meanwhile_and_is_made_again(backend):
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    decisions.add_decision(verdict)
    undone = kept.undo(verdict.decision)
    kept.report_post(post, "late")
    with pytest.raises(CaseMoved):
        decisions.set_undone(undone)
    decisions.set_undone(kept.undo(verdict.decision))
    file = files.get_file(post.id)
    assert (file.case.state, len(file.reports), posts.get_post(post.id).state) == (
        "open",
        2,
        "visible",
    )


@pytest.mark.parametrize("turn", range(6))
def test_of_an_undo_and_the_telling_at_once_one_is_kept(backend, turn: int):
    connect_for_threads(backend)
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    decisions.add_decision(verdict)
    undone = kept.undo(verdict.decision)
    told, undo = at_once(
        lambda: kept.settle(verdict.decision), lambda: decisions.set_undone(undone)
    )
    assert (told is True) != (undo is None)
    state = posts.get_post(post.id).state
    assert (state, kinds_told(bob)) == (("removed", ["removed"]) if told else ("visible", []))


def test_a_case_that_comes_again_shows_what_was_decided(backend):
    case, post = reported_reply()
    verdict = kept.decide(case, post, action="keep")
    kept.report_post(post, "again", note="And more.")
    again = files.get_file(post.id)
    final = replace(verdict.decision, state="final")
    assert (len(again.reports), again.decisions) == (1, (final,))


def test_decisions_are_kept_ninety_days(backend):
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    decisions.add_decision(verdict)
    item = kept.item("safety", f"case#{post.id}", f"decision#{verdict.decision.id}")
    assert "expires" in item
    entry = kept.item("safety", "audit", "entry#000000001")
    assert "expires" not in entry


def test_a_form_sent_twice_decides_once(backend):
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    for _ in range(2):
        decisions.add_decision(verdict)
    assert len(kept.log()) == 1
    assert len(outbox.list_waiting(verdict.decision.undo_until)) == 1


def test_a_form_sent_eight_times_at_once_decides_once(backend):
    connect_for_threads(backend)
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    assert kinds(at_once(*[lambda: decisions.add_decision(verdict)] * 8)) == {"NoneType": 8}
    assert len(kept.log()) == 1


@pytest.mark.parametrize("actions", [("remove", "remove"), ("keep", "remove"), ("keep", "keep")])
def test_of_two_moderators_at_once_one_decides(backend, actions: tuple[str, str]):
    connect_for_threads(backend)
    case, post = reported_reply()
    verdicts = [
        kept.verdict(case, post, name, by=by, action=action)
        for name, by, action in zip(("one", "two"), (mo, lee), actions, strict=True)
    ]
    outcomes = at_once(*[lambda each=each: decisions.add_decision(each) for each in verdicts])
    assert kinds(outcomes) == {"Decided": 1, "NoneType": 1}
    winner = verdicts[outcomes.index(None)]
    assert [entry.event for entry in kept.log()] == [winner.event]
    assert posts.get_post(post.id) == (winner.change.post if winner.change else post)
    waiting = outbox.list_waiting(winner.decision.undo_until)
    assert [each.decision_id for each in waiting] == [winner.decision.id]


@pytest.mark.parametrize("opening", [True, False])
def test_a_decision_loses_to_an_edit_meanwhile(backend, opening: bool):
    thread, first = kept.thread()
    post, author = (first, alice) if opening else (kept.answer(thread), bob)
    case = kept.reported(post)
    verdict = kept.verdict(case, post)
    edited = rules.edit(author, post, version=1, words=words("Better words"))
    kept.save(post, edited)
    with pytest.raises(CaseMoved):
        decisions.add_decision(verdict)
    assert posts.get_post(post.id) == edited
    assert kept.log() == []
    assert [each.state for each in kept.all_reports(post)] == ["open"]
    assert not [each for each in notices.list_notices(author.id)[0] if each.kind == "removed"]


def test_an_undo_loses_to_a_decision_meanwhile(backend):
    case, post = reported_reply()
    down = withdrawn(post, by=bob)
    kept.save(post, down)
    kept.decide(case, down)
    with pytest.raises(Conflict):
        kept.save(down, rules.undo(bob, down, now=NOW))
    assert posts.get_post(post.id).state == "removed"


def test_eight_decisions_at_once_all_end_in_one_chain(backend):
    connect_for_threads(backend)
    thread, _ = kept.thread()
    acts = []
    for number in range(8):
        post = kept.answer(threads.get_thread(thread.id), f"reply {number}")
        verdict = kept.verdict(kept.reported(post), post, f"decision {number}")
        acts.append(lambda verdict=verdict: decisions.add_decision(verdict))
    assert kinds(at_once(*acts)) == {"NoneType": 8}
    assert {entry.event.target for entry in kept.log()} == {ident(f"reply {n}") for n in range(8)}

"""The decision that closes a case, together or not at all."""

from typing import Any

import pytest

from forum import posts as rules
from forum.errors import CaseMoved, Conflict
from forum.posts import Post
from store import posts, threads
from store.moderation import cases, decisions, files, notices
from support import kept
from support.cast import (
    NOW,
    alice,
    bob,
    charlie,
    digest,
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


def test_a_decision_does_everything_at_once(backend):
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    decisions.add_decision(verdict)
    assert posts.get_post(post.id) == verdict.change.post
    assert [each.state for each in kept.all_reports(post)] == ["closed"]
    assert [each.kind for each in notices.list_notices(bob.id)[0]] == ["removed"]
    assert [each.kind for each in notices.list_notices(charlie.id)[0]] == ["report"]
    assert [entry.event for entry in kept.log()] == [verdict.event]
    assert decisions.find_decision(post.id, verdict.decision.id)
    assert cases.list_open_cases() == []
    assert files.get_file(post.id).case == verdict.case


def test_a_removed_opening_takes_its_thread_down(backend):
    thread, post = kept.thread()
    case = kept.reported(post)
    decisions.add_decision(kept.verdict(case, post))
    assert threads.get_thread(thread.id).state == "removed"
    assert threads.list_threads("porch").threads == []


def test_keeping_changes_no_post(backend):
    case, post = reported_reply()
    decisions.add_decision(kept.verdict(case, post, action="keep"))
    assert posts.get_post(post.id) == post
    assert [entry.event.event for entry in kept.log()] == ["keep"]


def test_an_author_who_reported_their_own_post_gets_a_decision(backend):
    _, post = kept.thread()
    decisions.add_decision(kept.verdict(kept.reported(post, alice.id), post))
    assert [notice.kind for notice in notices.list_notices(alice.id)[0]] == ["removed"]


def test_a_case_that_comes_again_shows_what_was_decided(backend):
    case, post = reported_reply()
    verdict = kept.verdict(case, post, action="keep")
    decisions.add_decision(verdict)
    kept.report_post(post, "again")
    again = files.get_file(post.id)
    assert (len(again.reports), again.decisions) == (1, (verdict.decision,))


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
    for viewer, kind in ((alice, "reply"), (bob, "removed"), (charlie, "report")):
        assert [each.kind for each in notices.list_notices(viewer.id)[0]] == [kind]


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
    assert kinds(outcomes) == {"CaseMoved": 1, "NoneType": 1}
    winner = verdicts[outcomes.index(None)]
    assert [entry.event for entry in kept.log()] == [winner.event]
    assert posts.get_post(post.id) == (winner.change.post if winner.change else post)
    for viewer in (bob, charlie):
        assert [each.id for each in notices.list_notices(viewer.id)[0]] == [winner.decision.id]


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
    decisions.add_decision(kept.verdict(case, down))
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


def test_the_largest_decision_fits_in_a_transaction(backend):
    _, post = kept.thread()
    inboxes = [digest(f"code {number}") for number in range(files.REPORTS_IN_A_DECISION + 2)]
    case = kept.reported(post, *inboxes)
    assert len(case.reports) == files.REPORTS_IN_A_DECISION
    decisions.add_decision(kept.verdict(case, post))
    assert posts.get_post(post.id).state == "removed"
    left = files.get_file(post.id)
    assert len(left.reports) == 2
    decisions.add_decision(kept.verdict(left, posts.get_post(post.id), "the rest"))
    assert cases.list_open_cases() == []
    assert len(kept.log()) == 2

"""What waits to be told is told once, together with what becomes of the post, or waits on."""

from dataclasses import replace

import pytest

from forum import posts as rules
from forum.errors import Conflict
from forum.moderation.cases import REPORTS_IN_A_DECISION
from store import posts, threads
from store.moderation import cases, decisions, files, notices, outbox
from support import kept
from support.cast import NOW, alice, bob, charlie, digest, withdrawn
from support.races import at_once, connect_for_threads, kinds


def decided(**how: str):
    """A decision about bob's reply that nobody has been told of yet, and the reply."""
    thread, _ = kept.thread()
    post = kept.answer(thread)
    verdict = kept.verdict(kept.reported(post), post, **how)
    decisions.add_decision(verdict)
    return verdict.decision, post


def test_it_waits_until_it_cannot_be_undone(backend):
    decision, _ = decided()
    assert outbox.list_waiting(decision.undo_until - 1) == []
    (waiting,) = outbox.list_waiting(decision.undo_until)
    assert (waiting.decision_id, waiting.target_id) == (decision.id, decision.target_id)
    outbox.remove_waiting(waiting)
    assert outbox.list_waiting(decision.undo_until) == []


def test_everything_is_told_at_once(backend):
    decision, post = decided()
    assert kept.settle(decision)
    assert posts.get_post(post.id).state == "removed"
    assert [each.state for each in kept.all_reports(post)] == ["closed"]
    assert [each.kind for each in notices.list_notices(bob.id)[0]] == ["removed"]
    assert [each.kind for each in notices.list_notices(charlie.id)[0]] == ["report"]
    file = files.get_file(post.id)
    assert (file.case.state, file.decisions) == ("closed", (replace(decision, state="final"),))
    assert cases.list_open_cases() == []


def test_a_removed_opening_takes_its_thread_down(backend):
    thread, post = kept.thread()
    kept.decide(kept.reported(post), post)
    assert threads.get_thread(thread.id).state == "removed"


def test_an_author_who_reported_their_own_post_is_told_once(backend):
    _, post = kept.thread()
    kept.decide(kept.reported(post, alice.id), post)
    assert [notice.kind for notice in notices.list_notices(alice.id)[0]] == ["removed"]


def test_eight_workers_at_once_tell_it_once(backend):
    connect_for_threads(backend)
    decision, _ = decided()
    outcomes = at_once(*[lambda: settle_or_find(decision)] * 8)
    assert kinds(outcomes) == {"bool": 8} and outcomes.count(True) == 1
    assert len(notices.list_notices(charlie.id)[0]) == 1


def settle_or_find(decision) -> bool:
    """As the worker does: a decision that is told already is left alone."""
    file = files.get_file(decision.target_id)
    pending = [each for each in file.decisions if each.state == "pending"]
    return bool(pending) and kept.settle(decision)


@pytest.mark.parametrize("meanwhile", ["a report", "a withdrawal"])
def test_what_came_in_this_very_moment_leaves_it_to_the_next_run(backend, meanwhile: str):
    decision, post = decided()
    settlement = kept.settlement(decision)
    if meanwhile == "a report":
        kept.report_post(post, "late")
    else:
        now = posts.get_post(post.id)
        kept.save(now, withdrawn(now, by=bob))
    assert not outbox.set_settled(settlement)
    assert [each.kind for each in notices.list_notices(bob.id)[0]] == []
    assert kept.settle(decision)
    assert posts.get_post(post.id).state == "removed"
    reports = {each.state for each in kept.all_reports(post)}
    assert reports == ({"open", "closed"} if meanwhile == "a report" else {"closed"})


def test_a_late_report_keeps_its_case_in_the_queue(backend):
    decision, post = decided(action="keep")
    kept.report_post(post, "late", inbox=alice.id)
    assert kept.settle(decision)
    assert [case.id for case in cases.list_open_cases()] == [post.id]
    assert notices.list_notices(alice.id)[0][0].kind == "reply"


def test_nothing_comes_back_by_an_undo_after_it_was_told(backend):
    decision, post = decided()
    now = posts.get_post(post.id)
    gone = withdrawn(now, by=bob)
    kept.save(now, gone)
    assert kept.settle(decision)
    with pytest.raises(Conflict):
        kept.save(gone, rules.undo(bob, gone, now=NOW))


def test_the_largest_decision_fits_in_a_transaction(backend):
    _, post = kept.thread()
    inboxes = [digest(f"code {number}") for number in range(REPORTS_IN_A_DECISION + 2)]
    kept.decide(kept.reported(post, *inboxes), post)
    assert posts.get_post(post.id).state == "removed"
    left = files.get_file(post.id)
    assert (len(left.reports), left.case.state) == (2, "open")
    kept.decide(left, posts.get_post(post.id), "the rest")
    assert cases.list_open_cases() == []
    assert len(kept.log()) == 2

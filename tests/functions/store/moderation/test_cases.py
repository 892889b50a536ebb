"""Cases, the decision that closes one, and the log that every decision is in (M8, I5)."""

from dataclasses import replace
from typing import Any

import pytest

from forum import posts as rules
from forum.errors import Conflict, NotFound, Resting
from forum.moderation import audit
from forum.posts import Post
from store import items, posts, tables, threads
from store.moderation import cases, notices, reports
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
    report,
    target_of,
    withdrawn,
    words,
)
from support.races import at_once, connect_for_threads, kinds


def reported_reply(*inboxes: str) -> tuple[Any, Post]:
    """A case about a reply, and the reply."""
    thread, _ = kept.thread()
    post = kept.answer(thread)
    return kept.reported(post, *inboxes), post


def log() -> list[audit.Entry]:
    entries = cases.list_entries()
    head = audit.Head(seq=entries[-1].seq, hash=entries[-1].hash) if entries else audit.Head()
    assert audit.verify(entries) is None
    assert cases.get_head() == head
    return entries


def event(number: int) -> audit.Event:
    return audit.Event(
        at="2026-11-24T02:15Z",
        actor_role="deployer",
        actor_id="",
        event="invite",
        target=f"account {number}",
        reason="",
    )


def test_a_case_is_all_open_reports_of_a_target(backend):
    case, post = reported_reply(bob.id, "", digest("a code"))
    assert len(case.reports) == 3
    assert case.target == target_of(post)
    assert case.decisions == ()


def test_there_is_no_case_without_an_open_report(backend):
    _, post = kept.thread()
    with pytest.raises(NotFound):
        cases.get_case(post.id)


def test_a_case_shows_the_words_as_they_were_reported_last(backend):
    _, post = kept.thread()
    kept.reported(post)
    later = replace(target_of(post), version=2, words="Changed")
    reports.add_report(report(later, "a later report"))
    assert cases.get_case(post.id).target == later


def test_a_decision_does_everything_at_once(backend):
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    cases.add_decision(verdict)
    assert posts.get_post(post.id) == verdict.change.post
    assert [each.state for each in kept.all_reports(post)] == ["closed"]
    assert [each.kind for each in notices.list_notices(bob.id)[0]] == ["removed"]
    assert [each.kind for each in notices.list_notices(charlie.id)[0]] == ["report"]
    assert [entry.event for entry in log()] == [verdict.event]
    assert cases.find_decision(post.id, verdict.decision.id)
    assert reports.list_open_reports() == []
    with pytest.raises(NotFound):
        cases.get_case(post.id)


def test_a_removed_opening_takes_its_thread_down(backend):
    thread, post = kept.thread()
    case = kept.reported(post)
    cases.add_decision(kept.verdict(case, post))
    assert threads.get_thread(thread.id).state == "removed"
    assert threads.list_threads("porch").threads == []


def test_keeping_changes_no_post(backend):
    case, post = reported_reply()
    cases.add_decision(kept.verdict(case, post, action="keep"))
    assert posts.get_post(post.id) == post
    assert [entry.event.event for entry in log()] == ["keep"]


def test_an_author_who_reported_their_own_post_gets_a_decision(backend):
    _, post = kept.thread()
    cases.add_decision(kept.verdict(kept.reported(post, alice.id), post))
    assert [notice.kind for notice in notices.list_notices(alice.id)[0]] == ["removed"]


def test_a_case_that_comes_again_shows_what_was_decided(backend):
    case, post = reported_reply()
    verdict = kept.verdict(case, post, action="keep")
    cases.add_decision(verdict)
    reports.add_report(report(target_of(post), "again"))
    again = cases.get_case(post.id)
    assert (len(again.reports), again.decisions) == (1, (verdict.decision,))


def test_decisions_are_kept_ninety_days(backend):
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    cases.add_decision(verdict)
    item = kept.item("safety", f"case#{post.id}", f"decision#{verdict.decision.id}")
    assert "expires" in item
    entry = kept.item("safety", "audit", "entry#000000001")
    assert "expires" not in entry


def test_a_form_sent_twice_decides_once(backend):
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    for _ in range(2):
        cases.add_decision(verdict)
    assert len(log()) == 1
    for viewer, kind in ((alice, "reply"), (bob, "removed"), (charlie, "report")):
        assert [each.kind for each in notices.list_notices(viewer.id)[0]] == [kind]


def test_a_form_sent_eight_times_at_once_decides_once(backend):
    connect_for_threads(backend)
    case, post = reported_reply()
    verdict = kept.verdict(case, post)
    assert kinds(at_once(*[lambda: cases.add_decision(verdict)] * 8)) == {"NoneType": 8}
    assert len(log()) == 1


@pytest.mark.parametrize("actions", [("remove", "remove"), ("keep", "remove"), ("keep", "keep")])
def test_of_two_moderators_at_once_one_decides(backend, actions: tuple[str, str]):
    connect_for_threads(backend)
    case, post = reported_reply()
    verdicts = [
        kept.verdict(case, post, name, by=by, action=action)
        for name, by, action in zip(("one", "two"), (mo, lee), actions, strict=True)
    ]
    outcomes = at_once(*[lambda each=each: cases.add_decision(each) for each in verdicts])
    assert kinds(outcomes) == {"Conflict": 1, "NoneType": 1}
    winner = verdicts[outcomes.index(None)]
    assert [entry.event for entry in log()] == [winner.event]
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
    with pytest.raises(Conflict):
        cases.add_decision(verdict)
    assert posts.get_post(post.id) == edited
    assert log() == []
    assert [each.state for each in kept.all_reports(post)] == ["open"]
    assert not [each for each in notices.list_notices(author.id)[0] if each.kind == "removed"]


def test_an_undo_loses_to_a_decision_meanwhile(backend):
    case, post = reported_reply()
    down = withdrawn(post, by=bob)
    kept.save(post, down)
    cases.add_decision(kept.verdict(case, down))
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
        acts.append(lambda verdict=verdict: cases.add_decision(verdict))
    assert kinds(at_once(*acts)) == {"NoneType": 8}
    assert {entry.event.target for entry in log()} == {ident(f"reply {n}") for n in range(8)}


def test_acts_that_write_nothing_else_are_in_the_chain_too(backend):
    connect_for_threads(backend)
    outcomes = at_once(*[lambda n=n: cases.add_event(event(n)) for n in range(6)])
    assert kinds(outcomes) == {"NoneType": 6}
    assert {entry.event.target for entry in log()} == {f"account {n}" for n in range(6)}


def test_the_log_is_read_in_order_from_anywhere(backend):
    for number in range(12):
        cases.add_event(event(number))
    assert [entry.seq for entry in log()] == list(range(1, 13))
    assert [entry.seq for entry in cases.list_entries(after=9, limit=2)] == [10, 11]
    assert cases.list_entries(after=12) == []


def test_an_empty_log_has_an_empty_head(backend):
    assert cases.get_head() == audit.Head()
    assert cases.list_entries() == []


def test_a_head_that_was_set_back_does_not_let_the_log_be_written_over(backend):
    for number in range(3):
        cases.add_event(event(number))
    entries = log()
    first = {"seq": entries[0].seq, "hash": entries[0].hash}
    tables.call("put_item", **items.put("safety", "audit", "head", first))
    with pytest.raises(Resting):
        cases.add_event(event(99))
    assert cases.list_entries() == entries


def test_tampering_with_the_table_is_found(backend):
    for number in range(3):
        cases.add_event(event(number))
    forged = {**kept.item("safety", "audit", "entry#000000002"), "target": {"S": "another"}}
    tables.call("put_item", TableName=tables.name("safety"), Item=forged)
    assert audit.verify(cases.list_entries()) == 2


def test_the_largest_decision_fits_in_a_transaction(backend):
    _, post = kept.thread()
    inboxes = [digest(f"code {number}") for number in range(cases.REPORTS_IN_A_DECISION + 2)]
    case = kept.reported(post, *inboxes)
    assert len(case.reports) == cases.REPORTS_IN_A_DECISION
    cases.add_decision(kept.verdict(case, post))
    assert posts.get_post(post.id).state == "removed"
    left = cases.get_case(post.id)
    assert len(left.reports) == 2
    cases.add_decision(kept.verdict(left, posts.get_post(post.id), "the rest"))
    assert reports.list_open_reports() == []
    assert len(log()) == 2

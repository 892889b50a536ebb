"""The worker covers what several members reported: once, whatever happens meanwhile (M15)."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import worker
from forum import posts as rules
from forum.accounts import Viewer
from forum.errors import Resting
from forum.moderation import thresholds
from forum.moderation.cases import Case
from forum.moderation.reports import about_post
from forum.posts import Post
from store import posts, tables, threads
from store.moderation import files, notices, reports
from support import cast, guards, kept
from support.cast import NOW, alice, bob, charlie, nell
from support.people import Forum, Visitor
from support.races import Faulty, at_once, connect_for_threads

BUSY = "ProvisionedThroughputExceededException"


def report(post: Post, who: Viewer) -> None:
    target, snapshot = about_post(post)
    made = cast.report(target, f"report of {who.id}", inbox=who.id, version=post.version)
    counts = {"weight": thresholds.MEMBER, "enough": thresholds.ENOUGH_AWAY}
    reports.add_report(replace(made, **counts), snapshot)


def cover(*found: Case) -> int:
    with guards.acting("worker"):
        return worker.cover(found, NOW)


@pytest.fixture
def post(backend: Any) -> Iterator[Post]:
    """Alice's opening, which two members have reported by night."""
    _, opening = kept.thread()
    report(opening, bob)
    report(opening, charlie)
    yield opening


def case(post: Post) -> Case:
    return files.get_file(post.id).case


def told() -> list[str]:
    return [notice.kind for notice in notices.list_notices(alice.id)[0]]


def test_it_is_covered_with_its_conversation_and_its_author_knows(post: Post):
    assert cover(case(post)) == 1
    assert posts.get_post(post.id).state == "paused"
    assert threads.get_thread(post.thread_id).state == "paused"
    assert told() == ["paused"]
    assert [entry.event.event for entry in kept.log()] == ["pause-by-reports"]
    assert case(post).state == "open"


def test_twice_is_once(post: Post):
    found = case(post)
    assert [cover(found), cover(found), cover(found, case(post))] == [1, 0, 0]
    assert told() == ["paused"] and len(kept.log()) == 1


def test_at_once_it_is_once(post: Post, backend: Any):
    found = case(post)
    connect_for_threads(backend)
    made = at_once(*[lambda: worker.cover([found], NOW)] * 4)
    assert sorted(each for each in made if not isinstance(each, Resting)) == [0, 0, 0, 1]
    assert told() == ["paused"] and len(kept.log()) == 1


def test_one_report_is_not_looked_into(backend: Any):
    _, opening = kept.thread()
    report(opening, bob)
    assert cover(case(opening)) == 0
    assert posts.get_post(opening.id).state == "visible"


def test_what_its_author_took_back_meanwhile_stays_so(post: Post):
    found = case(post)
    kept.save(post, rules.withdraw(alice, post, now=NOW))
    assert cover(found) == 0 and told() == []


def test_a_report_meanwhile_is_counted_too(post: Post):
    found = case(post)
    report(post, nell)
    assert cover(found) == 1
    assert case(post).version == 4


def test_a_case_that_is_gone_is_passed_over(post: Post):
    found = case(post)
    key = {"pk": {"S": f"case#{post.id}"}, "sk": {"S": "case"}}
    tables.call("delete_item", TableName=tables.name("safety"), Key=key)
    assert cover(found) == 0


@pytest.mark.parametrize("lost", [False, True], ids=["fails", "answer is lost"])
@pytest.mark.parametrize("at", range(1, 9))
def test_the_run_after_one_that_broke_goes_on(post: Post, backend: Any, at: int, lost: bool):
    found = case(post)
    tables.connect(Faulty(backend.client, BUSY, at=at, lost=lost), backend.prefix)
    with contextlib.suppress(Resting):
        worker.cover([found], NOW)
    tables.connect(backend.client, backend.prefix)
    cover(found)
    assert posts.get_post(post.id).state == "paused"
    assert told() == ["paused"] and len(kept.log()) == 1


def test_a_report_says_how_much_it_counts(
    forum: Forum, alice: Visitor, bob: Visitor, visitor: Visitor
):
    _, opening = alice.opens()
    bob.reports(opening)
    visitor.reports(opening)
    told = files.get_file(opening).reports
    assert {each.weight for each in told} == {thresholds.MEMBER, 0}
    assert {each.enough for each in told} == {thresholds.ENOUGH_AWAY}

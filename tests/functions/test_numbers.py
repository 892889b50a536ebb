"""Once a month is over the worker counts it, from the log alone, once."""

from datetime import UTC, datetime

import pytest

import logkeeping
import worker
from forum.moderation import numbers as rules
from grants import GRANTS, allows
from store.moderation import audit, numbers
from support import guards, kept
from support.log_patterns import said
from support.races import at_once, connect_for_threads

BEFORE = datetime(2026, 11, 1, 0, 0, tzinfo=UTC)
DURING = datetime(2026, 11, 24, 2, 20, tzinfo=UTC)
AFTER = datetime(2026, 12, 1, 1, 5, tzinfo=UTC)


def publish(now: datetime = AFTER) -> bool:
    with guards.acting("worker"):
        return logkeeping.publish(now)


def anchor(now: datetime) -> None:
    with guards.acting("worker"):
        logkeeping.anchor(now)


@pytest.fixture
def november(backend) -> None:
    """Six decisions of October, seven of November."""
    for number in range(6):
        audit.add_event(said("remove", number, at="2026-10-30T12:00Z"))
    anchor(BEFORE)
    for number in range(7):
        audit.add_event(said("keep", number, at="2026-11-24T02:15Z"))
    anchor(DURING)


def test_a_month_that_is_over_is_counted_once(november):
    assert publish()
    assert not publish()
    (found,) = numbers.list_months()
    assert (found.month, found.kinds["keep"], found.kinds["remove"]) == ("2026-11", 5, 0)
    assert found.root == audit.get_head()


def test_what_was_counted_is_what_anybody_counts_from_the_same_log(november):
    publish()
    found = numbers.find_month("2026-11")
    assert rules.count(kept.log(), "2026-11", found.root).said == found.said


def test_what_comes_later_changes_no_month_that_was_counted(november):
    publish()
    before = numbers.find_month("2026-11")
    for number in range(9):
        audit.add_event(said("remove", number, at="2026-11-30T23:45Z"))
    publish()
    assert numbers.find_month("2026-11") == before
    assert not numbers.add_month(before)


def test_a_month_that_goes_on_is_not_counted(november):
    assert not publish(datetime(2026, 12, 1, 0, 59, tzinfo=UTC)) or (
        numbers.find_month("2026-11") is None
    )


def test_two_workers_at_once_count_it_once(backend, november):
    connect_for_threads(backend)
    assert sorted(at_once(publish, publish)) in ([False, True], [True, False])
    assert len(numbers.list_months()) == 1


def test_a_month_in_which_the_place_was_not_there_is_none(backend):
    audit.add_event(said("keep", at="2026-11-24T02:15Z"))
    anchor(DURING)
    assert not publish(DURING)
    assert numbers.list_months() == []


def test_an_empty_log_is_none(backend):
    assert not publish()


def test_the_newest_month_comes_first(november):
    publish()
    audit.add_event(said("keep", at="2026-12-03T02:15Z"))
    anchor(datetime(2026, 12, 4, tzinfo=UTC))
    publish(datetime(2027, 1, 1, 2, 0, tzinfo=UTC))
    assert [each.month for each in numbers.list_months()] == ["2026-12", "2026-11"]


def test_a_scheduled_run_counts_it(november, backend, monkeypatch):
    monkeypatch.setenv("LEANTO_TABLES", backend.prefix)
    with guards.acting("worker"):
        worker.handler({"time": "2026-12-01T01:05:00Z"}, None)
    assert numbers.find_month("2026-11")


def test_the_door_of_the_members_still_reads_nothing_of_the_log():
    for action in ("GetItem", "Query"):
        assert not allows("member", "safety", action, ["audit"])
        assert not allows("member", "safety", action, ["anchors"])
    assert set(GRANTS) >= {"member", "worker"}

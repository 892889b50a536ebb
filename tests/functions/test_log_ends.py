"""The log is kept for two years: what is older goes, up to a place that was noted, and what is left
still verifies from there.
"""

import contextlib
from datetime import UTC, datetime, timedelta

import pytest

import logkeeping
import worker
from forum.moderation import anchors as rules
from forum.moderation.audit import Flaw, Head
from grants import GRANTS, allows
from store import items, tables
from store.moderation import anchors, audit
from support import guards, kept
from support.log_patterns import said
from support.races import Faulty

THEN = datetime(2026, 11, 24, tzinfo=UTC)
OVER = THEN + timedelta(days=rules.LOG_KEPT_DAYS)


def anchor(now: datetime) -> None:
    with guards.acting("worker"):
        logkeeping.anchor(now)


def prune(now: datetime = OVER) -> int:
    with guards.acting("worker"):
        return logkeeping.prune(now)


@pytest.fixture
def days(backend) -> list[Head]:
    """Three entries on each of four days, and where the log was as each of the next began."""
    ends = []
    for day in range(4):
        for number in range(3):
            audit.add_event(said("keep", 3 * day + number))
        ends.append(audit.get_head())
        anchor(THEN + timedelta(days=day))
    return ends


def numbers() -> list[int]:
    return [entry.seq for entry in audit.list_entries()]


def test_nothing_goes_before_its_time(days):
    assert prune(OVER - timedelta(minutes=1)) == 0
    assert numbers() == list(range(1, 13))
    assert anchors.get_beginning() == Head()


def test_what_is_over_goes_up_to_a_place_that_was_noted(days):
    assert prune() == 3
    assert numbers() == list(range(4, 13))
    assert anchors.get_beginning() == days[0]
    assert [each.day for each in anchors.list_anchors()] == ["20261125", "20261126", "20261127"]
    assert prune() == 0


def test_what_is_left_verifies_from_there(days):
    prune()
    assert audit.check_log() == (days[3], None)
    key = items.key("audit", "entry#000000004")
    tables.call("delete_item", TableName=tables.name("safety"), Key=key)
    assert audit.check_log()[1] == Flaw(seq=4, kind="missing")


def test_a_log_that_was_cut_off_at_its_beginning_by_another_is_found(days):
    """Only the worker can say that it begins later."""
    for seq in (1, 2, 3):
        key = items.key("audit", f"entry#{seq:09d}")
        tables.call("delete_item", TableName=tables.name("safety"), Key=key)
    assert audit.check_log()[1] == Flaw(seq=1, kind="missing")
    for door in GRANTS:
        assert allows(door, "safety", "PutItem", ["anchors"]) == (door == "worker")


def test_after_a_long_silence_it_goes_in_pieces_and_verifies_after_each(backend):
    for number in range(2 * logkeeping.ENTRIES_PER_RUN):
        audit.add_event(said("keep", number))
    anchor(THEN)
    audit.add_event(said("keep", 99))
    end = audit.get_head()
    gone = []
    while number := prune():
        gone.append(number)
        assert audit.check_log() == (end, None)
    assert sum(gone) == 2 * logkeeping.ENTRIES_PER_RUN and max(gone) <= logkeeping.ENTRIES_PER_RUN
    assert numbers() == [end.seq]


@pytest.mark.parametrize("at", range(1, 9))
@pytest.mark.parametrize("lost", [False, True], ids=["before", "after"])
def test_a_run_that_dies_anywhere_leaves_a_log_that_verifies(backend, days, at: int, lost: bool):
    tables.connect(Faulty(backend.client, "ThrottlingException", at=at, lost=lost), backend.prefix)
    with contextlib.suppress(Exception):
        prune()
    tables.connect(backend.client, backend.prefix)
    assert audit.check_log() == (days[3], None)
    prune()
    prune()
    assert numbers() == list(range(4, 13))


def test_the_log_may_end_whole(days):
    """Nobody did anything for two years: the next entry stands on the last that was."""
    prune(OVER + timedelta(days=9))
    assert numbers() == []
    audit.add_event(said("keep", 99))
    assert audit.check_log() == (audit.get_head(), None)
    assert kept.item("safety", "audit", "head")


def test_a_scheduled_run_prunes(days, backend, monkeypatch):
    monkeypatch.setenv("LEANTO_TABLES", backend.prefix)
    with guards.acting("worker"):
        worker.handler({"time": OVER.strftime("%Y-%m-%dT%H:%M:%SZ")}, None)
    assert numbers() == list(range(4, 13))

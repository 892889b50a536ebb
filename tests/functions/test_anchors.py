"""Each day the worker notes the end of the log, where nobody whom people reach can write."""

from datetime import datetime, timedelta

import pytest

import logkeeping
import worker
from forum.moderation.anchors import Anchor
from grants import GRANTS, allows
from store import items, tables
from store.moderation import anchors, audit
from support import guards, kept, patterns
from support.cast import NOW
from support.guards import GuardFailure
from support.races import at_once, connect_for_threads

TOMORROW = NOW + timedelta(days=1)


def anchor(now: datetime = NOW) -> bool:
    with guards.acting("worker"):
        return logkeeping.anchor(now)


def test_an_empty_log_is_not_noted(backend):
    assert not anchor()
    assert anchors.list_anchors() == []


def test_the_end_of_the_log_is_noted_once_a_day(backend):
    audit.add_event(patterns.event())
    first = audit.get_head()
    assert anchor()
    audit.add_event(patterns.event())
    assert not anchor()
    assert anchor(TOMORROW)
    assert [(each.day, each.head) for each in anchors.list_anchors()] == [
        ("20261124", first),
        ("20261125", audit.get_head()),
    ]


def test_two_workers_at_once_note_it_once(backend):
    connect_for_threads(backend)
    audit.add_event(patterns.event())
    assert sorted(at_once(anchor, anchor)) in ([False, True], [True, False])
    assert len(anchors.list_anchors()) == 1


def test_what_was_noted_first_stays(backend):
    audit.add_event(patterns.event())
    assert anchors.add_anchor("20261124", audit.get_head())
    audit.add_event(patterns.event())
    assert not anchors.add_anchor("20261124", audit.get_head())
    assert anchors.find_anchor("20261124") == Anchor(day="20261124", seq=1, hash=kept.log()[0].hash)


def test_a_scheduled_run_notes_it(backend, monkeypatch):
    monkeypatch.setenv("LEANTO_TABLES", backend.prefix)
    audit.add_event(patterns.event())
    with guards.acting("worker"):
        worker.handler({"time": "2026-11-24T02:20:00Z"}, None)
    assert [each.day for each in anchors.list_anchors()] == ["20261124"]


@pytest.mark.parametrize("action", ["PutItem", "UpdateItem", "DeleteItem"])
def test_no_door_but_the_worker_may_write_what_was_noted(action: str):
    doors = {door for door in GRANTS if allows(door, "safety", action, ["anchors"])}
    assert doors == (set() if action == "UpdateItem" else {"worker"})


def test_the_moderators_door_reads_what_was_noted_and_is_stopped_when_it_writes(backend, fired):
    audit.add_event(patterns.event())
    anchor()
    with guards.acting("moderator"):
        assert audit.check_log()[1] is None
        with pytest.raises(GuardFailure, match="moderator may not PutItem"):
            anchors.add_anchor("20261125", audit.get_head())
        item = items.update("safety", "anchors", "day#20261124", "SET #seq = :n", n=9)
        with pytest.raises(GuardFailure, match="moderator may not UpdateItem"):
            tables.call("update_item", **item)


@pytest.mark.parametrize("pk", ["role#1", "passkeys#1", "team", "anchors", "erased"])
def test_the_moderators_door_writes_of_safety_only_what_its_work_is_made_of(pk: str):
    for action in ("PutItem", "UpdateItem", "DeleteItem"):
        assert not allows("moderator", "safety", action, [pk])
    for pk_of_work in ("case#1", "audit", "outbox", "hours"):
        assert allows("moderator", "safety", "PutItem", [pk_of_work])


def test_no_door_changes_an_entry_and_the_worker_alone_takes_out_what_is_over():
    """A door that adds to the log can write over an entry; what was noted of it tells."""
    for door in GRANTS:
        assert door == "moderator" or not allows(door, "safety", "UpdateItem", ["audit"])
        assert allows(door, "safety", "DeleteItem", ["audit"]) == (door == "worker")

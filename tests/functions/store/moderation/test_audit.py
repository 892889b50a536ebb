"""The log that every decision is in: one chain, whoever writes to it."""

import pytest

from forum.errors import Resting
from forum.moderation import audit as rules
from store import items, tables
from store.moderation import audit
from support import kept
from support.races import at_once, connect_for_threads, kinds


def event(number: int) -> rules.Event:
    return rules.Event(
        at="2026-11-24T02:15Z",
        actor_role="deployer",
        actor_id="",
        event="invite",
        target=f"account {number}",
        reason="",
    )


def test_acts_that_write_nothing_else_are_in_the_chain_too(backend):
    connect_for_threads(backend)
    outcomes = at_once(*[lambda n=n: audit.add_event(event(n)) for n in range(6)])
    assert kinds(outcomes) == {"NoneType": 6}
    assert {entry.event.target for entry in kept.log()} == {f"account {n}" for n in range(6)}


def test_the_log_is_read_in_order_from_anywhere(backend):
    for number in range(12):
        audit.add_event(event(number))
    assert [entry.seq for entry in kept.log()] == list(range(1, 13))
    assert [entry.seq for entry in audit.list_entries(after=9, limit=2)] == [10, 11]
    assert audit.list_entries(after=12) == []


def test_an_empty_log_has_an_empty_head(backend):
    assert audit.get_head() == rules.Head()
    assert audit.list_entries() == []


def test_a_head_that_was_set_back_does_not_let_the_log_be_written_over(backend):
    for number in range(3):
        audit.add_event(event(number))
    entries = kept.log()
    first = {"seq": entries[0].seq, "hash": entries[0].hash}
    tables.call("put_item", **items.put("safety", "audit", "head", first))
    with pytest.raises(Resting):
        audit.add_event(event(99))
    assert audit.list_entries() == entries


def test_tampering_with_the_table_is_found(backend):
    for number in range(3):
        audit.add_event(event(number))
    forged = {**kept.item("safety", "audit", "entry#000000002"), "target": {"S": "another"}}
    tables.call("put_item", TableName=tables.name("safety"), Item=forged)
    assert rules.verify(audit.list_entries()) == 2

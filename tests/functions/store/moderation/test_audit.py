"""The log that every decision is in: one chain, whoever writes to it."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def item(seq: int) -> dict[str, Any]:
    found = kept.item("safety", "audit", f"entry#{seq:09d}")
    assert found
    return found


def put(seq: int, values: dict[str, Any]) -> None:
    """Writes an item into the place of an entry, as whoever holds the table could."""
    values = {**values, "sk": {"S": f"entry#{seq:09d}"}}
    tables.call("put_item", TableName=tables.name("safety"), Item=values)


def drop(seq: int) -> None:
    key = items.key("audit", f"entry#{seq:09d}")
    tables.call("delete_item", TableName=tables.name("safety"), Key=key)


def swap(one: int, other: int) -> None:
    first, second = item(one), item(other)
    put(one, second)
    put(other, first)


TAMPERINGS: dict[str, tuple[Callable[[], object], int, str]] = {
    "another target": (lambda: put(2, item(2) | items.pack({"target": "x"})), 2, "changed"),
    "a field more": (lambda: put(2, item(2) | items.pack({"more": "x"})), 2, "changed"),
    "a field less": (lambda: put(2, {k: v for k, v in item(2).items() if k != "at"}), 2, "changed"),
    "no hash": (lambda: put(2, {k: v for k, v in item(2).items() if k != "hash"}), 2, "changed"),
    "one gone": (lambda: drop(4), 4, "missing"),
    "the first gone": (lambda: drop(1), 1, "missing"),
    "one twice": (lambda: put(4, item(3)), 3, "doubled"),
    "two in each other's place": (lambda: swap(4, 5), 4, "reordered"),
    "one more at the end": (lambda: put(7, sealed_after(6)), 7, "invented"),
    "the end gone": (lambda: [drop(5), drop(6)], 5, "cut"),
}


def sealed_after(seq: int) -> dict[str, Any]:
    """An entry that fits on another, made by somebody who knows how."""
    before = rules.Head(seq=seq, hash=item(seq)["hash"]["S"])
    made = rules.append(before, event(99))
    said = {**json.loads(made.said), "previous": made.previous, "hash": made.hash}
    return {**items.key("audit", ""), **items.pack(said)}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_with_the_table_is_found_and_named(backend, what):
    for number in range(6):
        audit.add_event(event(number))
    tamper, seq, kind = TAMPERINGS[what]
    assert audit.check_log()[1] is None
    tamper()
    assert audit.check_log()[1] == rules.Flaw(seq=seq, kind=kind)


def test_a_log_of_several_pages_is_walked_to_its_end(backend):
    for number in range(audit.PAGE + 3):
        audit.add_event(event(number))
    assert audit.check_log() == (audit.get_head(), None)
    drop(audit.PAGE)
    assert audit.check_log()[1] == rules.Flaw(seq=audit.PAGE, kind="missing")


def test_a_walk_may_begin_anywhere(backend):
    for number in range(6):
        audit.add_event(event(number))
    fourth = rules.Head(seq=4, hash=item(4)["hash"]["S"])
    put(2, item(2) | items.pack({"target": "x"}))
    assert audit.check_log(fourth) == (audit.get_head(), None)
    assert audit.check_log(rules.Head(seq=9, hash="1" * 64))[1] == rules.Flaw(seq=7, kind="cut")


# Three entries as the first form wrote them, never written anew: they must verify for ever.
OLD = Path(__file__).with_name("old_log.json")


def test_entries_of_the_first_form_verify_for_ever_and_the_chain_goes_on(backend):
    for number, values in enumerate(json.loads(OLD.read_text("utf-8")), 1):
        put(number, {**items.key("audit", ""), **items.pack(values)})
        said = {"seq": number, "hash": values["hash"]}
        tables.call("put_item", **items.put("safety", "audit", "head", said))
    assert audit.check_log() == (audit.get_head(), None)
    audit.add_event(event(4))
    assert audit.check_log() == (audit.get_head(), None)
    assert [entry.event.event for entry in audit.list_entries()] == [
        "invite",
        "keep",
        "remove",
        "invite",
    ]
    put(2, item(2) | items.pack({"reason": "g9"}))
    assert audit.check_log()[1] == rules.Flaw(seq=2, kind="changed")


def test_an_entry_that_newer_code_wrote_verifies(backend):
    audit.add_event(event(1))
    said = {**json.loads(rules.append(audit.get_head(), event(2)).said), "version": 9, "new": 1}
    text = rules.canonical(said)
    before = audit.get_head()
    seal = hashlib.sha256(f"{before.hash}{text}".encode()).hexdigest()
    put(
        2, {**items.key("audit", ""), **items.pack({**said, "previous": before.hash, "hash": seal})}
    )
    tables.call("put_item", **items.put("safety", "audit", "head", {"seq": 2, "hash": seal}))
    assert audit.check_log() == (rules.Head(seq=2, hash=seal), None)
    assert audit.list_entries()[1].event == event(2)

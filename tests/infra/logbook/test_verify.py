"""`make verify-audit` names the first entry that was tampered with, and how."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from deploy.answers import Stop
from deploy.steps import Step
from forum.moderation import audit as rules
from forum.moderation.audit import Entry, Head
from logbook import verify
from store import items, tables
from store.moderation import anchors, audit
from support import kept, patterns

Said = tuple[int, str]


@pytest.fixture
def look(tell: Callable[[Step], Said]) -> Callable[..., Said]:
    def run(seal: str = "") -> Said:
        return tell(Step(slug="verify", words="…", run=partial(verify.verify, seal=seal)))

    return run


@pytest.fixture
def log(place) -> list[Entry]:
    """Six entries; how it stood was noted after the fourth, and again after the last."""
    for number in range(1, 7):
        audit.add_event(patterns.event())
        if number in (4, 6):
            anchors.add_anchor(f"2026112{number}", audit.get_head())
    return kept.log()


def put(seq: int, entry: Entry) -> None:
    """Writes an entry into a place, as whoever holds the table could."""
    said = {**json.loads(entry.said), "previous": entry.previous, "hash": entry.hash}
    tables.call("put_item", **items.put("safety", "audit", f"entry#{seq:09d}", said))


def end(entry: Entry) -> None:
    values = {"seq": entry.seq, "hash": entry.hash}
    tables.call("put_item", **items.put("safety", "audit", "head", values))


def drop(*numbers: int) -> None:
    for seq in numbers:
        key = items.key("audit", f"entry#{seq:09d}")
        tables.call("delete_item", TableName=tables.name("safety"), Key=key)


def altered(entry: Entry) -> Entry:
    said = rules.canonical({**json.loads(entry.said), "reason": "g2"})
    return Entry(said=said, previous=entry.previous, hash=entry.hash)


def alter(log: list[Entry]) -> None:
    put(3, altered(log[2]))


def omit(log: list[Entry]) -> None:
    drop(3)


def double(log: list[Entry]) -> None:
    put(4, log[2])


def reorder(log: list[Entry]) -> None:
    put(3, log[3])
    put(4, log[2])


def cut(log: list[Entry]) -> None:
    """The head is set back as well, so that the chain fits itself."""
    drop(5, 6)
    end(log[3])


def invent(log: list[Entry]) -> None:
    put(7, rules.append(Head(seq=6, hash=log[5].hash), patterns.event()))


def rewrite(log: list[Entry]) -> None:
    """From the fifth on, with the head: whoever reads the log alone cannot tell."""
    head = Head(seq=4, hash=log[3].hash)
    for seq in (5, 6):
        entry = rules.append(head, replace(patterns.event(), reason="g9"))
        put(seq, entry)
        head = Head(seq=seq, hash=entry.hash)
    end(entry)


TAMPERINGS: dict[Callable[[list[Entry]], None], str] = {
    alter: "Entry 3 is not as it was written.",
    omit: "Entry 3 is missing.",
    double: "Entry 3 is there twice.",
    reorder: "Entry 3 is not in its place",
    cut: "The end is gone: entry 5",
    invent: "Entry 7 is one that the forum did not write.",
    rewrite: "From entry 5 on, it is another log than was noted at the time.",
}


def test_a_whole_log_is_said_to_be_whole(look, log):
    code, said = look()
    assert code == 0
    assert "from entry 1 to entry 6" in said
    assert "on 2 days, first on 2026-11-24 and last on 2026-11-26" in said
    assert f"6:{log[5].hash}" in said


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_tampering_is_named_and_ends_in_failure(look, log, tamper):
    tamper(log)
    code, said = look()
    assert code == 1
    assert TAMPERINGS[tamper] in said and "Change nothing." in said


def test_everything_that_can_be_wrong_has_its_words():
    assert set(verify.FLAWS) == set(rules.KINDS)
    assert len(TAMPERINGS) == len(rules.KINDS)


def test_what_was_written_anew_before_a_note_shows_against_a_seal_that_somebody_kept(look, log):
    """The notes fell to whoever holds the account; a seal on paper did not."""
    seal = f"6:{log[5].hash}"
    for anchor in anchors.list_anchors():
        key = items.key("anchors", f"day#{anchor.day}")
        tables.call("delete_item", TableName=tables.name("safety"), Key=key)
    rewrite(log)
    assert look()[0] == 0
    code, said = look(seal)
    assert code == 1 and "another log than was noted" in said
    assert "entry 1" in look()[1]


def test_a_seal_that_still_fits_is_no_complaint(look, log):
    assert look(f"3:{log[2].hash}")[0] == 0


def test_a_seal_of_an_entry_that_is_gone_tells_a_cut(look, log):
    code, said = look(f"9:{'1' * 64}")
    assert code == 1 and "entry 7" in said


@pytest.mark.parametrize("seal", ["", "6", "0:" + "1" * 64, "6:abc", "six:" + "1" * 64])
def test_what_is_no_seal_is_said(seal: str):
    with pytest.raises(Stop, match="is no seal"):
        verify.read_seal(seal)


def test_an_empty_log_is_no_failure(look, place):
    code, said = look()
    assert code == 0 and "nothing in the log yet" in said


def test_a_log_of_which_nothing_was_noted_yet_says_so(look, place):
    audit.add_event(patterns.event())
    code, said = look()
    assert code == 0 and "Nothing was noted of it yet" in said


def test_no_tables_are_said_in_words(tell, place: Any):
    nowhere = type(place)(place=type(place.place)(**{**place.place.__dict__, "name": "nowhere"}))
    with pytest.raises(Stop, match="no tables called nowhere"):
        list(verify.verify(nowhere))

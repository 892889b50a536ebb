"""The chain of decisions holds, and six kinds of tampering are found."""

import hashlib
from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.moderation import audit
from forum.moderation.audit import GENESIS, Entry, Event, Head

Chain = list[Entry]


def event(number: int, **changes: str) -> Event:
    said = {
        "at": "2026-11-24T02:15Z",
        "actor_role": "moderator",
        "actor_id": "mo",
        "event": "keep",
        "target": f"post {number}",
        "reason": "g1",
    }
    return Event(**{**said, **changes})


def chain(length: int = 5) -> Chain:
    made: Chain = []
    for number in range(1, length + 1):
        made.append(audit.append(head(made), event(number)))
    return made


def head(entries: Chain) -> Head:
    return Head(seq=entries[-1].seq, hash=entries[-1].hash) if entries else Head()


def changed(entries: Chain) -> Chain:
    entries[2] = replace(entries[2], event=event(3, reason="g2"))
    return entries


def changed_with_a_new_hash(entries: Chain) -> Chain:
    before = Head(seq=2, hash=entries[1].hash)
    entries[2] = audit.append(before, event(3, reason="g2"))
    return entries


def missing(entries: Chain) -> Chain:
    return entries[:2] + entries[3:]


def doubled(entries: Chain) -> Chain:
    return entries[:3] + entries[2:]


def reordered(entries: Chain) -> Chain:
    return [entries[0], entries[2], entries[1], *entries[3:]]


def invented(entries: Chain) -> Chain:
    before = Head(seq=entries[2].seq, hash=entries[2].hash)
    return [*entries[:3], audit.append(before, event(99)), *entries[3:]]


def test_an_empty_chain_holds():
    assert audit.verify([]) is None


def test_a_chain_holds():
    assert audit.verify(chain()) is None


def test_the_first_entry_stands_on_nothing():
    first = chain(1)[0]
    assert (first.seq, first.previous) == (1, GENESIS)


@pytest.mark.parametrize(
    ("tamper", "found_at"),
    [
        (changed, 3),
        (changed_with_a_new_hash, 4),
        (missing, 4),
        (doubled, 3),
        (reordered, 3),
        (invented, 4),
    ],
)
def test_tampering_is_found(tamper: Callable[[Chain], Chain], found_at: int):
    assert audit.verify(tamper(chain())) == found_at


def test_a_cut_tail_is_found_by_the_head():
    whole = chain()
    cut = whole[:3]
    assert audit.verify(cut) is None
    assert head(cut) != head(whole)


def test_the_beginning_cannot_be_cut_off():
    assert audit.verify(chain()[1:]) == 2


@pytest.mark.parametrize("name", [field.name for field in fields(Event)])
def test_every_field_is_under_the_hash(name: str):
    entries = chain()
    entries[2] = replace(entries[2], event=replace(entries[2].event, **{name: "other"}))
    assert audit.verify(entries) == 3


@pytest.mark.parametrize("change", [{"seq": 7}, {"previous": "1" * 64}, {"hash": "1" * 64}])
def test_every_link_is_checked(change: dict[str, object]):
    entries = chain()
    entries[2] = replace(entries[2], **change)
    assert audit.verify(entries) is not None


def test_a_hash_is_sha256_of_the_one_before_and_the_canonical_json():
    one, two = chain(2)
    canonical = (
        '{"actor_id":"mo","actor_role":"moderator","at":"2026-11-24T02:15Z","event":"keep",'
        '"reason":"g1","seq":2,"target":"post 2"}'
    )
    assert two.hash == hashlib.sha256((one.hash + canonical).encode()).hexdigest()


def test_two_at_once_build_on_one_head():
    one, other = (audit.append(Head(), event(number)) for number in (1, 2))
    assert one.seq == other.seq
    assert one.hash != other.hash


def test_an_event_has_no_room_for_words_names_or_addresses():
    names = {field.name for field in fields(Event)}
    assert names == {"at", "actor_role", "actor_id", "event", "target", "reason"}


@given(st.lists(st.text(), max_size=8), st.data())
def test_any_one_change_anywhere_is_found(reasons: list[str], data: st.DataObject):
    entries: Chain = []
    for reason in ["first", *reasons]:
        entries.append(audit.append(head(entries), event(1, reason=reason)))
    place = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(st.text().filter(lambda text: text != entries[place].event.reason))
    assert audit.verify(entries) is None
    entries[place] = replace(entries[place], event=event(1, reason=other))
    assert audit.verify(entries) == place + 1

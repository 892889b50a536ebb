"""The chain of decisions holds, and six kinds of tampering are found."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.moderation import audit
from forum.moderation.audit import GENESIS, Entry, Event, Flaw, Head

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


def other(entry: Entry, **changes: Any) -> Entry:
    """An entry that says something else under the same hash."""
    return replace(entry, said=audit.canonical({**json.loads(entry.said), **changes}))


def changed(entries: Chain) -> Chain:
    return [*entries[:2], other(entries[2], reason="g2"), *entries[3:]]


def changed_and_sealed_anew(entries: Chain) -> Chain:
    return [*entries[:2], audit.append(head(entries[:2]), event(9)), *entries[3:]]


def missing(entries: Chain) -> Chain:
    return entries[:2] + entries[3:]


def doubled(entries: Chain) -> Chain:
    return entries[:3] + entries[2:]


def doubled_later(entries: Chain) -> Chain:
    return [*entries[:4], entries[1], *entries[4:]]


def reordered(entries: Chain) -> Chain:
    return [entries[0], entries[2], entries[1], *entries[3:]]


def invented(entries: Chain) -> Chain:
    return [*entries[:3], audit.append(head(entries[:3]), event(99)), *entries[3:]]


def cut(entries: Chain) -> Chain:
    return entries[:3]


def rewritten(entries: Chain) -> Chain:
    made = entries[:3]
    for number in (44, 55):
        made.append(audit.append(head(made), event(number)))
    return made


def test_an_empty_chain_holds():
    assert audit.verify([]) == (Head(), None)


def test_a_chain_holds():
    assert audit.verify(chain()) == (head(chain()), None)


def test_the_first_entry_stands_on_nothing():
    first = chain(1)[0]
    assert (first.seq, first.previous) == (1, GENESIS)


@pytest.mark.parametrize(
    ("tamper", "seq", "kind"),
    [
        (changed, 3, "changed"),
        (changed_and_sealed_anew, 3, "changed"),
        (missing, 3, "missing"),
        (doubled, 3, "doubled"),
        (doubled_later, 2, "doubled"),
        (reordered, 2, "reordered"),
        (invented, 4, "invented"),
        (cut, 4, "cut"),
        (rewritten, 4, "rewritten"),
    ],
)
def test_tampering_is_found_and_named(tamper: Callable[[Chain], Chain], seq: int, kind: str):
    """The third entry was noted down in time, and the last."""
    marks = head(chain(3)), head(chain())
    _, flaw = audit.verify(tamper(chain()), marks=marks)
    assert flaw == Flaw(seq=seq, kind=kind)


def test_what_can_be_wrong_is_all_tried():
    tried = set(test_tampering_is_found_and_named.pytestmark[0].args[1])
    assert {kind for _, _, kind in tried} == set(audit.KINDS)


def test_one_that_was_sealed_anew_is_found_without_a_mark():
    assert audit.verify(changed_and_sealed_anew(chain()))[1] == Flaw(seq=3, kind="changed")


def test_only_what_was_noted_down_tells_a_cut_or_a_rewritten_end():
    assert audit.verify(cut(chain()))[1] is None
    assert audit.verify(rewritten(chain()))[1] is None


def test_the_beginning_cannot_be_cut_off():
    assert audit.verify(chain()[1:])[1] == Flaw(seq=1, kind="missing")


def test_a_chain_can_be_followed_from_anywhere():
    start = head(chain(2))
    assert audit.verify(chain()[2:], start) == (head(chain()), None)
    another = replace(start, hash="1" * 64)
    assert audit.verify(chain()[2:], another)[1] == Flaw(seq=3, kind="rewritten")


@pytest.mark.parametrize("name", ["seq", "version", *(field.name for field in fields(Event))])
def test_every_field_is_under_the_hash(name: str):
    entries = chain()
    entries[2] = other(entries[2], **{name: 3.0 if name == "seq" else "other"})
    assert audit.verify(entries)[1] == Flaw(seq=3, kind="changed")


@pytest.mark.parametrize("change", [{"previous": "1" * 64}, {"hash": "1" * 64}])
def test_every_link_is_checked(change: dict[str, Any]):
    entries = chain()
    entries[2] = replace(entries[2], **change)
    assert audit.verify(entries)[1] == Flaw(seq=3, kind="changed")


def test_a_hash_is_sha256_of_the_one_before_and_the_canonical_json():
    one, two = chain(2)
    canonical = (
        '{"actor_id":"mo","actor_role":"moderator","at":"2026-11-24T02:15Z","event":"keep",'
        '"reason":"g1","seq":2,"target":"post 2","version":2}'
    )
    assert two.hash == hashlib.sha256((one.hash + canonical).encode()).hexdigest()


def test_two_at_once_build_on_one_head():
    one, other = (audit.append(Head(), event(number)) for number in (1, 2))
    assert one.seq == other.seq
    assert one.hash != other.hash


def test_an_event_has_no_room_for_words_names_or_addresses():
    names = {field.name for field in fields(Event)}
    counts = {field.name for field in fields(Event) if field.type in (int, bool)}
    assert names - counts == {
        *("at", "actor_role", "actor_id", "event", "target", "reason"),
        "step",
    }
    assert counts == {"waited", "answers", "held"}


def test_what_is_not_said_is_not_under_the_hash():
    """So an entry of code that did not know of it is hashed as ever."""
    assert audit.append(Head(), event(1)) == audit.append(
        Head(), replace(event(1), waited=-1, answers=0, held=False)
    )
    assert '"waited":0' in audit.append(Head(), replace(event(1), waited=0)).said


TAMPER = (changed, changed_and_sealed_anew, missing, doubled, reordered, invented, cut, rewritten)


@given(st.lists(st.text(), min_size=6, max_size=9), st.data())
def test_any_chain_holds_and_any_one_tampering_is_found(reasons: list[str], data: st.DataObject):
    entries: Chain = []
    for reason in reasons:
        entries.append(audit.append(head(entries), event(1, reason=reason)))
    marks = (head(entries),)
    assert audit.verify(entries, marks=marks) == (head(entries), None)
    tamper = data.draw(st.sampled_from(TAMPER))
    assert audit.verify(tamper(entries), marks=marks)[1] is not None


@given(st.lists(st.text(), max_size=8), st.data())
def test_any_one_change_anywhere_is_found_where_it_is(reasons: list[str], data: st.DataObject):
    entries: Chain = []
    for reason in ["first", *reasons]:
        entries.append(audit.append(head(entries), event(1, reason=reason)))
    place = data.draw(st.integers(0, len(entries) - 1))
    reason = data.draw(st.text().filter(lambda text: text != entries[place].event.reason))
    entries[place] = other(entries[place], reason=reason)
    assert audit.verify(entries)[1] == Flaw(seq=place + 1, kind="changed")

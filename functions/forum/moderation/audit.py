"""The chain of decisions: each entry's hash covers the one before.

An entry holds role, action, target, reason and time; never words, names or addresses. What is under
its hash is what was stored, whatever this code knows of it: newer code may say more, and an entry
of the first form, which has no `version`, is hashed as ever.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from typing import Any

from forum.accounts import Viewer
from forum.fields import known

GENESIS = "0" * 64
VERSION = 2
# What can be wrong with the first entry that does not fit.
CHANGED, MISSING_ENTRY, DOUBLED, REORDERED = "changed", "missing", "doubled", "reordered"
INVENTED, CUT, REWRITTEN = "invented", "cut", "rewritten"
KINDS = (CHANGED, MISSING_ENTRY, DOUBLED, REORDERED, INVENTED, CUT, REWRITTEN)


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened, before it has a place in the chain.

    Of a decision: how many minutes after the case began (`waited`; less than 0 is not said), how
    many reports it closed (`answers`), and whether it was about words that waited (`held`).
    """

    at: str
    actor_role: str
    actor_id: str
    event: str
    target: str
    reason: str
    step: str = ""
    waited: int = -1
    answers: int = 0
    held: bool = False


def did(
    who: Viewer, event: str, target: str, at: str, *, reason: str = "", step: str = ""
) -> Event:
    """What somebody with a role did; `at` is a stamp."""
    return Event(
        at=at,
        actor_role=who.role,
        actor_id=who.id,
        event=event,
        target=target,
        reason=reason,
        step=step,
    )


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An event in its place. `said` is the canonical JSON of everything that is under its hash."""

    said: str
    previous: str
    hash: str

    @cached_property
    def seq(self) -> int:
        """Its number, from 1."""
        return int(json.loads(self.said).get("seq", 0))

    @cached_property
    def event(self) -> Event:
        """What this code knows of it."""
        return known(Event, json.loads(self.said))


@dataclass(frozen=True, kw_only=True)
class Head:
    """A place in the chain, its end above all: number and hash of the entry there."""

    seq: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """The first entry that is not as it was, and how: one of `KINDS`.

    `cut`: this one and all after it are gone. `rewritten`: from this one on the chain fits itself,
    and is not the one that was marked.
    """

    seq: int
    kind: str


def append(head: Head, event: Event) -> Entry:
    """The next entry. Two at once build on one head, and the shelf keeps only the first."""
    said = {each.name: getattr(event, each.name) for each in fields(Event) if _is_said(each, event)}
    text = canonical({"version": VERSION, "seq": head.seq + 1, **said})
    return Entry(said=text, previous=head.hash, hash=_hash(text, head.hash))


def canonical(said: Mapping[str, Any]) -> str:
    """The one form of a mapping that is hashed: JSON with sorted keys, in ASCII."""
    return json.dumps(dict(said), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def verify(
    entries: Iterable[Entry], start: Head | None = None, marks: Iterable[Head] = ()
) -> tuple[Head, Flaw | None]:
    """The last entry that fits, and what is wrong with the next, or `None`.

    `entries` are all that follow `start` (the beginning). `marks` were noted down before, the end
    of the chain among them: whoever can write anew a whole chain cannot write those. Where two
    differ, the first given counts.
    """
    head = start or Head()
    noted: dict[int, str] = {}
    for one in marks:
        if one.seq > head.seq:
            noted.setdefault(one.seq, one.hash)
    sure, seen, rest = head.seq, {head.hash}, iter(entries)
    for entry in rest:
        if flaw := _flaw(entry, head, sure, seen, rest):
            return head, flaw
        mark = noted.pop(entry.seq, "")
        if mark and mark != entry.hash:
            alone = any(each.previous == mark for each in rest)
            return head, Flaw(seq=entry.seq, kind=CHANGED) if alone else _rewritten(sure)
        head = Head(seq=entry.seq, hash=entry.hash)
        seen.add(head.hash)
        sure = head.seq if mark else sure
    return head, Flaw(seq=head.seq + 1, kind=CUT) if noted else None


def _flaw(
    entry: Entry, head: Head, sure: int, seen: set[str], rest: Iterator[Entry]
) -> Flaw | None:
    """How an entry does not fit on `head`, up to which number a mark vouches for the chain."""
    wanted = head.seq + 1
    if entry.seq > wanted:
        later = any(each.seq == wanted for each in rest)
        return Flaw(seq=wanted, kind=REORDERED if later else MISSING_ENTRY)
    if entry.seq < wanted:
        return Flaw(seq=entry.seq, kind=DOUBLED if entry.hash in seen else INVENTED)
    if entry.hash != _hash(entry.said, entry.previous):
        return Flaw(seq=wanted, kind=CHANGED)
    if entry.previous == head.hash:
        return None
    # It stands on another one than the one before, which was changed and sealed anew.
    unsure = head.seq > sure
    return Flaw(seq=head.seq if unsure else wanted, kind=CHANGED if unsure else REWRITTEN)


def _rewritten(sure: int) -> Flaw:
    return Flaw(seq=sure + 1, kind=REWRITTEN)


def _is_said(field: Any, event: Event) -> bool:
    """Whether an entry holds it: what older code does not know only when there is something."""
    return field.default is MISSING or getattr(event, field.name) != field.default


def _hash(said: str, previous: str) -> str:
    return hashlib.sha256(previous.encode() + said.encode()).hexdigest()

"""The chain of decisions: each entry's hash covers the one before.

An entry holds role, action, target, reason and time; never words, names or addresses.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

GENESIS = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened, before it has a place in the chain."""

    at: str
    actor_role: str
    actor_id: str
    event: str
    target: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An event in its place: number, hash of the one before, own hash."""

    seq: int
    event: Event
    previous: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """The chain's end: number and hash of the last entry."""

    seq: int = 0
    hash: str = GENESIS


def append(head: Head, event: Event) -> Entry:
    """The next entry. Two at once build on one head, and the shelf keeps only the first."""
    seq = head.seq + 1
    return Entry(seq=seq, event=event, previous=head.hash, hash=_hash(seq, event, head.hash))


def verify(entries: Iterable[Entry], head: Head | None = None) -> int | None:
    """The number of the first entry that does not fit after `head` (the beginning), or `None`.

    Finds a changed, missing, doubled, reordered or invented entry; a cut tail is found by
    comparing with the head.
    """
    head = head or Head()
    for entry in entries:
        if entry != append(head, entry.event):
            return entry.seq
        head = Head(seq=entry.seq, hash=entry.hash)
    return None


def _hash(seq: int, event: Event, previous: str) -> str:
    document = {"seq": seq, **asdict(event)}
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(previous.encode() + canonical.encode()).hexdigest()

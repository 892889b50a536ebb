"""The log: a chain of entries and its head, which no write moves but the one that fits it."""

import json
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any

from forum.errors import Resting
from forum.moderation import audit
from store import items, tables
from store.moderation import anchors

CHAIN_ATTEMPTS = 12
CHAIN_WRITES = 2
PAGE = 100
# Beside what is under an entry's hash.
_SEALS = frozenset(("previous", "hash"))


def get_head() -> audit.Head:
    """The end of the log."""
    item = items.get("safety", "audit", "head")
    return items.read(audit.Head, item) if item else audit.Head()


def list_entries(*, after: int = 0, limit: int = 100) -> list[audit.Entry]:
    """Entries of the log in order, from the one after number `after`."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        Limit=limit,
        KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
        ExpressionAttributeValues=items.pack(
            {":pk": "audit", ":first": _entry_key(after + 1), ":last": _entry_key(10**9 - 1)}
        ),
    )
    return [_entry(items.unpack(row)) for row in answer["Items"]]


def check_log(
    start: audit.Head | None = None, marks: Iterable[audit.Head] = ()
) -> tuple[audit.Head, audit.Flaw | None]:
    """Reads the log after `start`, or from where it begins, to its end: the last entry that fits,
    and what is wrong with the next, by the `marks` and by what the worker noted. Somebody may be
    writing meanwhile.
    """
    noted = [anchor.head for anchor in anchors.list_anchors()]
    end = get_head()
    first = start or anchors.get_beginning()
    head, flaw = audit.verify(_every_entry(first.seq), first, (*marks, *noted, end))
    if flaw is None and end.seq < first.seq:
        flaw = audit.Flaw(seq=end.seq + 1, kind=audit.CUT)
    if flaw is None and head.seq > (now := get_head()).seq:
        flaw = audit.Flaw(seq=now.seq + 1, kind=audit.INVENTED)
    return head, flaw


def list_since(start: audit.Head, end: audit.Head) -> list[audit.Entry]:
    """Every entry after one place up to another, for what counts them."""
    return list(takewhile(lambda entry: entry.seq <= end.seq, _every_entry(start.seq)))


def list_about(target: str) -> list[audit.Entry]:
    """Every entry about a case, in order: the whole log is read, for a command and no page."""
    return [entry for entry in _every_entry(0) if entry.event.target == target]


def remove_entry(seq: int) -> None:
    """Takes an entry out that has had its time; the log begins after it already."""
    key = items.key("audit", _entry_key(seq))
    tables.call("delete_item", TableName=tables.name("safety"), Key=key)


def add_event(event: audit.Event, *writes: dict[str, Any]) -> None:
    """Appends to the log, together with these writes or not at all. A log that moved on meanwhile
    is tried again; a condition of the writes that does not hold is `tables.Cancelled`.
    """
    for _ in range(CHAIN_ATTEMPTS):
        try:
            tables.write(*chain_writes(get_head(), event), *writes)
        except tables.Cancelled as cancelled:
            if any(place >= CHAIN_WRITES for place in cancelled.failed):
                raise
            continue
        return
    raise Resting


def chain_writes(head: audit.Head, event: audit.Event) -> list[dict[str, Any]]:
    """The first writes of a larger transaction: the entry, and the head that it becomes."""
    entry = audit.append(head, event)
    values = {**json.loads(entry.said), "previous": entry.previous, "hash": entry.hash}
    put = items.put(
        "safety", "audit", _entry_key(entry.seq), values, condition="attribute_not_exists(pk)"
    )
    move = items.put(
        "safety",
        "audit",
        "head",
        {"seq": entry.seq, "hash": entry.hash},
        condition="attribute_not_exists(pk) OR #hash = :was",
        was=head.hash,
    )
    return [{"Put": put}, {"Put": move}]


def _every_entry(after: int) -> Iterator[audit.Entry]:
    """All entries after that number, a page at a time."""
    while page := list_entries(after=after, limit=PAGE):
        yield from page
        after = max(after + len(page), page[-1].seq)


def _entry(item: dict[str, Any]) -> audit.Entry:
    said = audit.canonical({key: item[key] for key in item if key not in _SEALS})
    return audit.Entry(said=said, previous=item.get("previous", ""), hash=item.get("hash", ""))


def _entry_key(seq: int) -> str:
    return f"entry#{seq:09d}"

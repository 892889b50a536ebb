"""What moderators said of certain days: one item each, gone at its end."""

from contextlib import suppress
from dataclasses import asdict
from typing import Any

from forum.moderation.hours import Override
from forum.moderation.overrides import Said
from store import items, tables
from store.moderation import audit

OVERRIDES_AT_MOST = 60
_PK = "hours"


def list_overrides(at: int) -> tuple[Override, ...]:
    """Those that are not over at `at`, in epoch seconds, and were not taken back; soonest first."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        Limit=OVERRIDES_AT_MOST,
        KeyConditionExpression="pk = :pk AND sk > :over",
        ExpressionAttributeValues=items.pack({":pk": _PK, ":over": _sort_key(at + 1, "")}),
    )
    found = [items.unpack(row) for row in answer["Items"]]
    return tuple(items.read(Override, item) for item in found if not item.get("taken_back"))


def add_override(said: Said) -> None:
    """What was said, with its log entry; the same form twice is once."""
    values = {**asdict(said.override), tables.EXPIRES: said.override.ends}
    key = "safety", _PK, _sort_key(said.override.ends, said.override.id)
    put = items.put(*key, values, condition="attribute_not_exists(pk)")
    _write(said, {"Put": put})


def set_taken_back(said: Said) -> None:
    """It counts no more, with its log entry; twice is once."""
    key = "safety", _PK, _sort_key(said.override.ends, said.override.id)
    update = items.update(
        *key,
        "SET #taken_back = :yes",
        condition="attribute_exists(pk) AND attribute_not_exists(taken_back)",
        yes=True,
    )
    _write(said, {"Update": update})


def _write(said: Said, write: dict[str, Any]) -> None:
    """A condition that does not hold says that it is done already; a log that moved on is tried
    again.
    """
    with suppress(tables.Cancelled):
        audit.add_event(said.event, write)


def _sort_key(ends: int, id: str) -> str:
    return f"override#{ends:010d}#{id}"

"""How long the log was on each day, and its seal: in a place that no door but the worker may write.

Whoever can write the whole log anew, as a moderator's door in wrong hands could, cannot write what
was noted of it before (N14).
"""

from contextlib import suppress
from dataclasses import asdict
from typing import Any

from forum.moderation.anchors import Anchor
from forum.moderation.audit import Head
from store import items, tables

PK = "anchors"
BEGINNING = "beginning"


def find_anchor(day: str) -> Anchor | None:
    """What was noted on a day, or `None`."""
    item = items.get("safety", PK, f"day#{day}")
    return items.read(Anchor, item) if item else None


def find_oldest() -> Anchor | None:
    """The first of them that is left, or `None`."""
    answer = tables.call("query", Limit=1, **_from_the_oldest())
    found = [items.read(Anchor, items.unpack(row)) for row in answer["Items"]]
    return found[0] if found else None


def list_anchors() -> list[Anchor]:
    """All that were noted, oldest first."""
    rows: list[dict[str, Any]] = []
    start: dict[str, Any] = {}
    while True:
        answer = tables.call("query", **_from_the_oldest(), **start)
        rows += answer["Items"]
        if "LastEvaluatedKey" not in answer:
            return [items.read(Anchor, items.unpack(row)) for row in rows]
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def add_anchor(day: str, head: Head) -> bool:
    """Notes the end of the log on a day; the first that is noted stays. Whether it was this one."""
    anchor = Anchor(day=day, seq=head.seq, hash=head.hash)
    condition = "attribute_not_exists(pk)"
    request = items.put("safety", PK, f"day#{day}", asdict(anchor), condition=condition)
    try:
        tables.call("put_item", **request)
    except tables.ConditionFailed:
        return False
    return True


def remove_anchor(anchor: Anchor) -> None:
    """What was noted on a day, once the log begins after it."""
    key = items.key(PK, f"day#{anchor.day}")
    tables.call("delete_item", TableName=tables.name("safety"), Key=key)


def get_beginning() -> Head:
    """The last entry that has had its time: the log begins after it."""
    item = items.get("safety", PK, BEGINNING)
    return items.read(Head, item) if item else Head()


def set_beginning(head: Head) -> None:
    """The log begins after this entry from now on; it never begins earlier again."""
    request = items.put(
        "safety",
        PK,
        BEGINNING,
        {"seq": head.seq, "hash": head.hash},
        condition="attribute_not_exists(pk) OR #seq < :seq",
        seq=head.seq,
    )
    with suppress(tables.ConditionFailed):
        tables.call("put_item", **request)


def _from_the_oldest() -> dict[str, Any]:
    return {
        "TableName": tables.name("safety"),
        "ConsistentRead": True,
        "KeyConditionExpression": "pk = :pk AND begins_with(sk, :day)",
        "ExpressionAttributeValues": items.pack({":pk": PK, ":day": "day#"}),
    }

"""How long the log was on each day, and its seal: in a place that no door but the worker may write.

Whoever can write the whole log anew, as a moderator's door in wrong hands could, cannot write what
was noted of it before (N14).
"""

from dataclasses import asdict
from typing import Any

from forum.moderation.anchors import Anchor
from forum.moderation.audit import Head
from store import items, tables

PK = "anchors"


def find_anchor(day: str) -> Anchor | None:
    """What was noted on a day, or `None`."""
    item = items.get("safety", PK, f"day#{day}")
    return items.read(Anchor, item) if item else None


def list_anchors() -> list[Anchor]:
    """All that were noted, oldest first."""
    rows: list[dict[str, Any]] = []
    start: dict[str, Any] = {}
    while True:
        answer = tables.call(
            "query",
            TableName=tables.name("safety"),
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :day)",
            ExpressionAttributeValues=items.pack({":pk": PK, ":day": "day#"}),
            **start,
        )
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

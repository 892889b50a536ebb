"""Members who are still to be told that somebody looked who they are, by when, for the worker."""

from dataclasses import asdict
from typing import Any

from forum.errors import Conflict
from forum.moderation.audit import Event
from forum.moderation.notices import Notice
from forum.moderation.unsealing import Unsealing
from store import items, tables
from store.moderation import audit
from store.moderation.notices import notice_item

PK = "unsealed"
TOLD_AT_ONCE = 20


def add_unsealing(unsealing: Unsealing, event: Event) -> None:
    """Keeps that the member is to be told, with its log entry: both, before anybody is looked up,
    or neither.
    """
    key = PK, _sort_key(unsealing)
    condition = "attribute_not_exists(pk)"
    put = {"Put": items.put("safety", *key, asdict(unsealing), condition=condition)}
    try:
        audit.add_event(event, put)
    except tables.Cancelled as cancelled:
        raise Conflict from cancelled


def list_due(at: int) -> list[Unsealing]:
    """Those whose members may be told at `at`, in epoch seconds; the oldest first."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        Limit=TOLD_AT_ONCE,
        KeyConditionExpression="pk = :pk AND sk < :next",
        ExpressionAttributeValues=items.pack({":pk": PK, ":next": f"{at + 1:010d}#"}),
    )
    return [items.read(Unsealing, items.unpack(row)) for row in answer["Items"]]


def set_told(unsealing: Unsealing, notice: Notice) -> bool:
    """The notice is in the inbox and nothing waits any more: together, and once. Whether it was
    this time.
    """
    key = items.key(PK, _sort_key(unsealing))
    gone: dict[str, Any] = {
        "TableName": tables.name("safety"),
        "Key": key,
        "ConditionExpression": "attribute_exists(pk)",
    }
    try:
        tables.write({"Put": notice_item(notice)}, {"Delete": gone})
    except tables.Cancelled:
        return False
    return True


def _sort_key(unsealing: Unsealing) -> str:
    return f"{unsealing.due:010d}#{unsealing.id}"

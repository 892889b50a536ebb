"""Notes from one shift to the next, the newest first."""

from dataclasses import asdict

from forum import times
from forum.moderation.handovers import HANDOVER_DAYS, Handover
from store import items, tables

SHOWN = 3
DAY_SECONDS = 86400


def list_handovers(at: int) -> list[Handover]:
    """The last few; what should be gone by `at` is not among them."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        Limit=SHOWN,
        ScanIndexForward=False,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues=items.pack({":pk": "handover"}),
    )
    found = [items.unpack(row) for row in answer["Items"]]
    return [items.read(Handover, item) for item in found if item[tables.EXPIRES] > at]


def add_handover(handover: Handover) -> None:
    """A note; the same form twice is one."""
    ends = times.epoch(times.parse(handover.at)) + HANDOVER_DAYS * DAY_SECONDS
    put = items.put(
        "safety",
        "handover",
        f"{handover.at}#{handover.id}",
        {**asdict(handover), tables.EXPIRES: ends},
    )
    tables.call("put_item", **put)

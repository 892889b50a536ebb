"""What is remembered of reporters: two numbers a month, and for a week what was not upheld."""

from datetime import datetime
from typing import Any

from forum import times
from forum.moderation.reporters import RECORD_DAYS, UNHELD_AT_MOST, UNHELD_DAYS, Mark, Record
from store import items, tables

DAY_SECONDS = 86400


def get_record(reporter: str, at: int) -> Record:
    """The two numbers of the last months; what should have expired by `at` does not count."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues=items.pack({":pk": f"reporter#{reporter}"}),
    )
    found = [items.unpack(row) for row in answer["Items"]]
    fresh = [item for item in found if item[tables.EXPIRES] > at]
    numbers = ("upheld", "not_upheld")
    return Record(**{name: sum(item.get(name, 0) for item in fresh) for name in numbers})


def find_unheld(reporter: str, at: int) -> int:
    """How many of somebody's reports were not upheld in the last days, at most as many as matter;
    the member's door asks, and sees nothing else of it.
    """
    answer = tables.call(
        "query",
        TableName=tables.name("ephemeral"),
        ConsistentRead=True,
        Limit=UNHELD_AT_MOST,
        KeyConditionExpression="pk = :pk AND sk > :over",
        ExpressionAttributeValues=items.pack(
            {":pk": f"unheld#{reporter}", ":over": f"{at + 1:010d}"}
        ),
    )
    return len(answer["Items"])


def marks_writes(marks: tuple[Mark, ...], decision_id: str, now: datetime) -> list[dict[str, Any]]:
    """What a decision adds, in the transaction that tells of it: once, like all of that."""
    at = times.epoch(now)
    return [write for mark in marks for write in _writes(mark, decision_id, times.month(now), at)]


def _writes(mark: Mark, decision_id: str, month: str, at: int) -> list[dict[str, Any]]:
    counted = items.update(
        "safety",
        f"reporter#{mark.reporter}",
        month,
        "SET #expires = :ends, #schema = if_not_exists(#schema, :form) ADD #count :one",
        ends=at + RECORD_DAYS * DAY_SECONDS,
        form=items.FIRST_FORM,
        one=1,
    )
    counted["ExpressionAttributeNames"]["#count"] = "upheld" if mark.upheld else "not_upheld"
    if mark.upheld:
        return [{"Update": counted}]
    ends = at + UNHELD_DAYS * DAY_SECONDS
    unheld = items.put(
        "ephemeral",
        f"unheld#{mark.reporter}",
        f"{ends:010d}#{decision_id}",
        {tables.EXPIRES: ends},
    )
    return [{"Update": counted}, {"Put": unheld}]

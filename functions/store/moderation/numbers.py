"""The months that were counted, in the table that anybody's pages are made from."""

from typing import Any

from forum.moderation.numbers import Numbers, read
from store import items, tables

PK = "numbers"
MONTHS_AT_MOST = 24


def find_month(month: str) -> Numbers | None:
    """What was counted of a month, or `None`."""
    item = items.get("forum", PK, f"month#{month}")
    return read(item["said"]) if item else None


def list_months() -> list[Numbers]:
    """The last two years, newest first."""
    answer = tables.call(
        "query",
        TableName=tables.name("forum"),
        Limit=MONTHS_AT_MOST,
        ScanIndexForward=False,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues=items.pack({":pk": PK}),
    )
    return [read(items.unpack(row)["said"]) for row in answer["Items"]]


def set_wait(minutes: int | None, at: int) -> None:
    """Keeps how long what waits usually takes, as of `at` in epoch seconds."""
    values = {"minutes": -1 if minutes is None else minutes, "at": at}
    tables.call("put_item", **items.put("forum", "waits", "waits", values))


def find_wait() -> tuple[int | None, int]:
    """How many minutes that is, or `None`, and as of when."""
    item = items.get("forum", "waits", "waits")
    if item is None:
        return None, 0
    return (item["minutes"] if item["minutes"] >= 0 else None), item["at"]


def add_month(numbers: Numbers) -> bool:
    """Keeps a month for good; the first count stays. Whether it was this one."""
    values: dict[str, Any] = {"said": numbers.said}
    key = "forum", PK, f"month#{numbers.month}"
    request = items.put(*key, values, condition="attribute_not_exists(pk)")
    try:
        tables.call("put_item", **request)
    except tables.ConditionFailed:
        return False
    return True

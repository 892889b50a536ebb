"""The shelf of the migrations: the pages of a whole table, and how far the worker is.

The mark stands in the table that it speaks of, so a table that is restored knows how far it was.
"""

from dataclasses import asdict
from typing import Any

from forum.migrations import Item, Progress
from store import items, tables

PK = "migrations"


def get_progress(table: str) -> Progress:
    """How far a table is; nowhere yet when nobody began."""
    item = items.get(table, PK, table)
    return items.read(Progress, item) if item else Progress()


def set_progress(table: str, was: Progress, now: Progress) -> None:
    """Moves the mark on from where it was. Of two workers at once the second changes nothing."""
    request = items.put(
        table,
        PK,
        table,
        asdict(now),
        condition="attribute_not_exists(pk) OR"
        " (#version = :version AND #last_pk = :last_pk AND #last_sk = :last_sk)",
        version=was.version,
        last_pk=was.last_pk,
        last_sk=was.last_sk,
    )
    try:
        tables.call("put_item", **request)
    except tables.ConditionFailed:
        return


def list_page(
    table: str, after: Progress, limit: int
) -> tuple[list[dict[str, Any]], tuple[str, str] | None]:
    """The next items of a whole table, keys and all, and the key to go on after or `None`.

    The one Scan there is, and no request waits for it: the worker alone may call this.
    """
    start = {"ExclusiveStartKey": items.key(after.last_pk, after.last_sk)} if after.last_pk else {}
    answer = tables.call(
        "scan", TableName=tables.name(table), ConsistentRead=True, Limit=limit, **start
    )
    last = answer.get("LastEvaluatedKey")
    found = [items.whole(row) for row in answer["Items"]]
    return found, (last["pk"]["S"], last["sk"]["S"]) if last else None


def set_upgraded(table: str, item: Item, sets: Item) -> bool:
    """Gives an item its newer form if it still is exactly as it was read; whether it was.

    Whoever wrote it meanwhile has won, and the next pass looks at it again.
    """
    was = {name: value for name, value in item.items() if name not in tables.KEY}
    same = [f"#{name} = :was_{name}" for name in was]
    absent = [f"attribute_not_exists(#{name})" for name in sets if name not in was]
    request = items.update(
        table,
        item["pk"],
        item["sk"],
        "SET " + ", ".join(f"#{name} = :new_{name}" for name in sets),
        condition=" AND ".join(["attribute_exists(pk)", *same, *absent]),
        **{f"was_{name}": value for name, value in was.items()},
        **{f"new_{name}": value for name, value in sets.items()},
    )
    try:
        tables.call("update_item", **request)
    except tables.ConditionFailed:
        return False
    return True

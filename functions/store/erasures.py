"""The ledger of what is gone for good, in two tables: one cannot go back, one cannot be lost.

`ephemeral` is never restored, so an entry there survives any restore of the others. `safety` can be
recovered after an accident and is part of every export, so an entry there survives the loss of a
table, or a move. Both are written in the transaction that erases: nothing is gone without its
entry. Whoever replays the ledger reads both, before a table is put back.
"""

from typing import Any

from forum.erasures import Erasure
from store import items, tables

TABLES = ("ephemeral", "safety")
PK = "erased"


def erased_writes(erasure: Erasure, *, ends: int) -> list[dict[str, Any]]:
    """The two Puts of an entry, for the transaction that erases; twice is once."""
    key = PK, f"{erasure.kind}#{erasure.id}"
    return [{"Put": items.put(table, *key, {tables.EXPIRES: ends})} for table in TABLES]


def list_erasures() -> set[Erasure]:
    """All that is in either table: for the commands that restore, and no page."""
    return {to_erasure(row) for table in TABLES for row in _rows(table)}


def to_erasure(row: dict[str, Any]) -> Erasure:
    """An entry, from its item as DynamoDB gives it."""
    kind, _, id = row["sk"]["S"].partition("#")
    return Erasure(kind=kind, id=id)


def _rows(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    start: dict[str, Any] = {}
    while True:
        answer = tables.call(
            "query",
            TableName=tables.name(table),
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues=items.pack({":pk": PK}),
            **start,
        )
        rows += answer["Items"]
        if "LastEvaluatedKey" not in answer:
            return rows
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

"""Statements of reasons: under the account of whoever is restricted, where their own door reads
them. They go with the notice that leads to them.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from forum import times
from forum.errors import NotFound
from forum.moderation.statements import Statement
from store import items, tables
from store.moderation.notices import NOTICE_KEPT_DAYS

_READ_ATTEMPTS = 3


def statement_item(statement: Statement) -> dict[str, Any]:
    """The Put of a statement, for the transaction that tells of its decision, or of how another
    look at it came out.
    """
    return items.put("forum", *_key(statement.account_id, statement.id), _values(statement))


def appealed_item(statement: Statement) -> dict[str, Any]:
    """The Put of a statement once somebody asks for another look; only once."""
    return items.put(
        "forum",
        *_key(statement.account_id, statement.id),
        _values(statement),
        condition="attribute_exists(pk) AND (attribute_not_exists(#appeal) OR #appeal = :none)",
        none="",
    )


def changed_item(id: str, at: str) -> dict[str, Any]:
    """The Put that marks a decision as changed after another look: whoever reported was forgotten,
    and finds it by the notice that they have.
    """
    values = {"changed": True, tables.EXPIRES: _ends(at)}
    return items.put("forum", f"decision#{id}", "changed", values)


def list_changed(ids: Iterable[str], *, at: int) -> frozenset[str]:
    """Which of these decisions were changed after another look; nothing is asked for none."""
    keys = [items.key(f"decision#{id}", "changed") for id in sorted(set(ids))]
    wanted: dict[str, Any] = {tables.name("forum"): {"Keys": keys, "ConsistentRead": True}}
    found: set[str] = set()
    for _ in range(_READ_ATTEMPTS if keys else 0):
        answer = tables.call("batch_get_item", RequestItems=wanted)
        rows = [items.whole(row) for each in answer["Responses"].values() for row in each]
        found |= {row["pk"].partition("#")[2] for row in rows if row[tables.EXPIRES] > at}
        wanted = answer.get("UnprocessedKeys") or {}
        if not wanted:
            break
    return frozenset(found)


def get_statement(account_id: str, id: str, *, at: int) -> Statement:
    """What somebody was told of a decision, or `NotFound`; also when its time is over at `at`, in
    epoch seconds.
    """
    found = find_statement(account_id, id, at=at)
    if found is None:
        raise NotFound
    return found


def find_statement(account_id: str, id: str, *, at: int) -> Statement | None:
    """The same, or `None`."""
    item = items.get("forum", *_key(account_id, id))
    if item is None or item[tables.EXPIRES] <= at:
        return None
    return items.read(Statement, item)


def _values(statement: Statement) -> dict[str, Any]:
    """It stays as long as the newest notice that leads to it."""
    at = statement.answered_at or statement.appeal_at or statement.at
    return {**asdict(statement), tables.EXPIRES: _ends(at)}


def _ends(at: str) -> int:
    return times.epoch(times.parse(at)) + NOTICE_KEPT_DAYS * 86400


def _key(account_id: str, id: str) -> tuple[str, str]:
    return f"account#{account_id}", f"statement#{id}"

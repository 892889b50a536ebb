"""Statements of reasons: under the account of whoever is restricted, where their own door reads
them. They go with the notice that leads to them.
"""

from dataclasses import asdict
from typing import Any

from forum import times
from forum.errors import NotFound
from forum.moderation.statements import Statement
from store import items, tables
from store.moderation.notices import NOTICE_KEPT_DAYS


def statement_item(statement: Statement) -> dict[str, Any]:
    """The Put of a statement, for the transaction that tells of its decision."""
    ends = times.epoch(times.parse(statement.at)) + NOTICE_KEPT_DAYS * 86400
    values = {**asdict(statement), tables.EXPIRES: ends}
    return items.put("forum", *_key(statement.account_id, statement.id), values)


def get_statement(account_id: str, id: str, *, at: int) -> Statement:
    """What somebody was told of a decision, or `NotFound`; also when its time is over at `at`, in
    epoch seconds.
    """
    item = items.get("forum", *_key(account_id, id))
    if item is None or item[tables.EXPIRES] <= at:
        raise NotFound
    return items.read(Statement, item)


def _key(account_id: str, id: str) -> tuple[str, str]:
    return f"account#{account_id}", f"statement#{id}"

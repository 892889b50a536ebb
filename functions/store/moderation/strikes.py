"""Strikes: what a step rests on, where no door of the members reads; they fade by themselves."""

from dataclasses import asdict
from typing import Any

from forum import times
from forum.moderation.steps import Given, Strike
from store import items, tables


def list_strikes(account_id: str, *, at: int) -> tuple[Strike, ...]:
    """Those of somebody that still count at `at`, in epoch seconds; the oldest first."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues=items.pack({":pk": f"strikes#{account_id}"}),
    )
    rows = [items.unpack(row) for row in answer["Items"]]
    found = [items.read(Strike, row) for row in rows if row[tables.EXPIRES] > at]
    return tuple(sorted(found, key=lambda each: each.at))


def given_writes(given: Given) -> list[dict[str, Any]]:
    """The Put of the strike and the Update of the account, for the transaction that tells of it."""
    strike = given.strike
    values = {**asdict(strike), tables.EXPIRES: times.epoch(times.parse(strike.fades))}
    return [{"Put": items.put("safety", *_key(strike), values)}, *_account_writes(given)]


def taken_back_writes(given: Given) -> list[dict[str, Any]]:
    """The Delete of the strike and the Update of the account, as it was found to be wrong."""
    gone = {"TableName": tables.name("safety"), "Key": items.key(*_key(given.strike))}
    return [{"Delete": gone}, *_account_writes(given)]


def _account_writes(given: Given) -> list[dict[str, Any]]:
    if not given.field:
        return []
    update = items.update(
        "forum",
        f"account#{given.strike.account_id}",
        "account",
        f"SET #{given.field} = :until",
        condition=f"attribute_exists(pk) AND (attribute_not_exists(#{given.field})"
        f" OR #{given.field} = :was)",
        until=given.until,
        was=given.was,
    )
    return [{"Update": update}]


def _key(strike: Strike) -> tuple[str, str]:
    return f"strikes#{strike.account_id}", f"strike#{strike.id}"

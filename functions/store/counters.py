"""Counters, salts and single-use marks in the ephemeral table: never
backed up.
"""

from collections.abc import Sequence
from typing import Any

from forum.errors import TooSoon
from forum.pace import Window
from store import items, tables

COUNTERS_KEPT_SECONDS = 48 * 3600
SALT_KEPT_SECONDS = 25 * 3600
# One form sent for ever would use up what the whole site may do.
REPEATS = 5


def add_turn(
    name: str, key: str, windows: Sequence[Window], *, apart: int, at: int, act: str = ""
) -> int:
    """Counts one act in every window at once and returns the count in the longest.

    One conditional update. `TooSoon`, with the seconds to wait, when a window is full or the last
    act was under `apart` seconds ago; then nothing is counted. `act` is the form's id: the same
    form sent again is let through, a few times, and the shelf it writes to keeps one.
    """
    names = {f"#w{i}": window.name for i, window in enumerate(windows)}
    values: dict[str, Any] = {f":c{i}": window.count for i, window in enumerate(windows)}
    values |= {":one": 1, ":expires": at + COUNTERS_KEPT_SECONDS, ":form": items.FIRST_FORM}
    room = [f"(attribute_not_exists(#w{i}) OR #w{i} < :c{i})" for i in range(len(windows))]
    sets = ["#expires = :expires", "#schema = :form"]
    if apart:
        room.append("(attribute_not_exists(#last) OR #last <= :earliest)")
        sets.append("#last = :at")
        values |= {":earliest": at - apart, ":at": at}
    condition = " AND ".join(room)
    if act:
        again = [f"#w{i} < :a{i}" for i in range(len(windows))]
        values |= {f":a{i}": window.count + REPEATS for i, window in enumerate(windows)}
        condition = f"(#act = :act AND {' AND '.join(again)}) OR {condition}"
        sets.append("#act = :act")
        values[":act"] = act
    added = ", ".join(f"{each} :one" for each in names)
    named = {"#expires": tables.EXPIRES, "#schema": "schema", "#last": "last", "#act": "act"}
    request: dict[str, Any] = {
        "TableName": tables.name("ephemeral"),
        "Key": items.key(f"pace#{name}#{key}", str(at // 86400)),
        "UpdateExpression": f"SET {', '.join(sets)} ADD {added}",
        "ConditionExpression": condition,
        "ExpressionAttributeNames": names | {k: v for k, v in named.items() if k in str(sets)},
        "ExpressionAttributeValues": items.pack(values),
    }
    return _count(name, request, windows, apart, at)


def remove_turn(name: str, key: str, windows: Sequence[Window], *, act: str, at: int) -> bool:
    """Gives back the last act that was counted, if it was this one; whether it was."""
    names = {f"#w{i}": window.name for i, window in enumerate(windows)}
    taken = ", ".join(f"{each} :less" for each in names)
    request: dict[str, Any] = {
        "TableName": tables.name("ephemeral"),
        "Key": items.key(f"pace#{name}#{key}", str(at // 86400)),
        "UpdateExpression": f"SET #act = :none ADD {taken}",
        "ConditionExpression": "#act = :act",
        "ExpressionAttributeNames": names | {"#act": "act"},
        "ExpressionAttributeValues": items.pack({":act": act, ":none": "", ":less": -1}),
    }
    try:
        tables.call("update_item", **request)
    except tables.ConditionFailed:
        return False
    return True


def _count(
    name: str, request: dict[str, Any], windows: Sequence[Window], apart: int, at: int
) -> int:
    returned = {
        "ReturnValues": "UPDATED_NEW",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    try:
        counted = items.unpack(tables.call("update_item", **request, **returned)["Attributes"])
    except tables.ConditionFailed as failed:
        wait = _wait(items.unpack(failed.item), windows, apart, at)
        raise TooSoon(retry_after=wait, pace=name) from failed
    return int(counted[windows[-1].name])


def get_salt(day: str, fresh: str, *, at: int) -> str:
    """The day's salt as hex: the first one offered wins, every door uses the same."""
    kept = items.get("ephemeral", f"salt#{day}", "salt")
    if kept:
        return str(kept["salt"])
    values = {"salt": fresh, tables.EXPIRES: at + SALT_KEPT_SECONDS}
    once = "attribute_not_exists(pk)"
    request = items.put("ephemeral", f"salt#{day}", "salt", values, condition=once)
    try:
        tables.call("put_item", **request)
    except tables.ConditionFailed:
        return get_salt(day, fresh, at=at)
    return fresh


def remove_salt(day: str) -> None:
    """Destroys a day's salt: after it nobody can tell which network a counter was for."""
    tables.call(
        "delete_item", TableName=tables.name("ephemeral"), Key=items.key(f"salt#{day}", "salt")
    )


def challenge_item(challenge: str, *, ends: int) -> dict[str, Any]:
    """The Put that makes a solved challenge single-use, for the transaction of joining."""
    return items.put(
        "ephemeral",
        f"challenge#{challenge}",
        "used",
        {tables.EXPIRES: ends},
        condition="attribute_not_exists(pk)",
    )


def _wait(counted: dict[str, Any], windows: Sequence[Window], apart: int, at: int) -> int:
    full = [window.ends - at for window in windows if counted.get(window.name, 0) >= window.count]
    recent = [counted["last"] + apart - at] if apart and "last" in counted else []
    return int(max([1, *full, *recent]))

"""Accounts, and who makes this request: one read of four keys."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from forum import roles, times
from forum.accounts import Account, Viewer, paused_until
from forum.errors import Resting
from forum.sessions import Session
from store import items, tables

_READ_ATTEMPTS = 3


def account_item(account: Account) -> dict[str, Any]:
    """The Put of a new account, for the transaction of joining."""
    return items.put(
        "forum",
        f"account#{account.id}",
        "account",
        asdict(account),
        condition="attribute_not_exists(pk)",
    )


def newcomer_item(account_id: str, *, until: int) -> dict[str, Any]:
    """The Put that marks somebody's first week, and forgets it by itself: joining days are not
    kept.
    """
    return items.put("ephemeral", f"account#{account_id}", "newcomer", {tables.EXPIRES: until})


def every_session_ended_item(account_id: str) -> dict[str, Any]:
    """The Update that raises the epoch, after which no older session is valid."""
    return items.update(
        "forum",
        f"account#{account_id}",
        "account",
        "SET #epoch = #epoch + :one",
        condition="attribute_exists(pk)",
        one=1,
    )


def approved_item(account_id: str) -> dict[str, Any]:
    """The Update that counts one more approved post, towards no longer being new."""
    return items.update(
        "forum",
        f"account#{account_id}",
        "account",
        "SET #approved = #approved + :one",
        condition="attribute_exists(pk)",
        one=1,
    )


def get_account(account_id: str) -> Account | None:
    """The account, or `None`."""
    item = items.get("forum", f"account#{account_id}", "account")
    return items.read(Account, item) if item else None


def find_viewer(account_id: str, digest: str, at: int) -> tuple[Session, Viewer] | None:
    """Session, account, role and first week in one strongly consistent read; `None` without the
    first two.

    Whether the session still counts is for `forum.sessions.is_valid` to say. `at` is now, in epoch
    seconds: expired items stay readable for days.
    """
    found = _batch(account_id, digest)
    session, account = found.get(f"session#{digest}"), found.get("account")
    if session is None or account is None:
        return None
    role = found.get("role", {})
    in_force = roles.in_force(role.get("role", "member"), role.get("ends", 0), at)
    first_week = found.get("newcomer", {}).get(tables.EXPIRES, 0) > at
    known = items.read(Account, account)
    viewer = Viewer(
        account=known,
        role=in_force,
        in_first_week=first_week,
        passkey_at=_passkey_at(role, digest),
        paused_until=paused_until(known, times.stamp(datetime.fromtimestamp(at, UTC))),
    )
    return items.read(Session, session), viewer


def _passkey_at(role: dict[str, Any], digest: str) -> int:
    """When a passkey was last used in this very session; 0 for never. It stands beside the role,
    where no door of the members can write.
    """
    if role.get("passkey_in") == digest:
        return int(role["passkey_at"])
    return int(role["before_at"]) if role.get("before") == digest else 0


def set_month_active(account_id: str, month: str) -> None:
    """Notes the month of the last sign-in, the finest that is kept of it; nothing for an account
    that has left meanwhile.
    """
    _set(account_id, "SET #month_active = :month", month=month)


def set_guidelines(account_id: str, version: int) -> None:
    """Notes which version of the guidelines somebody was shown; nothing for an account that has
    left meanwhile.
    """
    _set(account_id, "SET #guidelines = :version", version=version)


def set_inbox_new(account_id: str) -> None:
    """Marks somebody's inbox; nothing for an account that has left, or for a report's code."""
    _set(account_id, "SET #inbox_new = :new", new=True)


def set_inbox_seen(account_id: str) -> None:
    """Takes the mark off again."""
    _set(account_id, "SET #inbox_new = :new", new=False)


def _set(account_id: str, expression: str, **named: str | int) -> None:
    request = items.update(
        "forum",
        f"account#{account_id}",
        "account",
        expression,
        condition="attribute_exists(pk)",
        **named,
    )
    try:
        tables.call("update_item", **request)
    except tables.ConditionFailed:
        return


def _batch(account_id: str, digest: str) -> dict[str, dict[str, Any]]:
    keys = {
        "ephemeral": [
            items.key(f"account#{account_id}", f"session#{digest}"),
            items.key(f"account#{account_id}", "newcomer"),
        ],
        "forum": [items.key(f"account#{account_id}", "account")],
        "safety": [items.key(f"role#{account_id}", "role")],
    }
    wanted: dict[str, Any] = {
        tables.name(table): {"Keys": each, "ConsistentRead": True} for table, each in keys.items()
    }
    found: dict[str, dict[str, Any]] = {}
    for _ in range(_READ_ATTEMPTS):
        answer = tables.call("batch_get_item", RequestItems=wanted)
        for rows in answer["Responses"].values():
            found.update({row["sk"]["S"]: items.unpack(row) for row in rows})
        wanted = answer.get("UnprocessedKeys") or {}
        if not wanted:
            return found
    raise Resting

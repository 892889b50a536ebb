"""Invitations: to join (ephemeral; a moderator makes them) and to be staff (identity; the
deployer's command).

The code itself is never stored, only its digest.
"""

from typing import Any

from store import items, tables

TABLES = {"join": "ephemeral", "staff": "identity"}


def add_invitation(
    kind: str, digest: str, *, account_id: str = "", name: str = "", ends: int
) -> None:
    """Keeps a new invitation of `kind` join or staff; a staff one names the account it will be.

    The same form twice makes one: an invitation that is kept, perhaps used, stays as it is.
    """
    values = {"account_id": account_id, "name": name, tables.EXPIRES: ends, "used_by": ""}
    request = items.put(
        TABLES[kind],
        f"invitation#{digest}",
        "invitation",
        values,
        condition="attribute_not_exists(pk)",
    )
    try:
        tables.call("put_item", **request)
    except tables.ConditionFailed:
        return


def get_invitation(kind: str, digest: str, *, at: int) -> dict[str, Any] | None:
    """An invitation in time, used or not, or `None`."""
    item = items.get(TABLES[kind], f"invitation#{digest}", "invitation")
    return item if item and item[tables.EXPIRES] > at else None


def used_item(kind: str, digest: str, *, account_id: str, at: int) -> dict[str, Any]:
    """The Update that spends an invitation, for the transaction of joining: once, and in time."""
    return items.update(
        TABLES[kind],
        f"invitation#{digest}",
        "invitation",
        "SET #used_by = :account",
        condition="#expires > :at AND (#used_by = :nobody OR #used_by = :account)",
        account=account_id,
        at=at,
        nobody="",
    )

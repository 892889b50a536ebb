"""Roles, in the safety table: no bug on the members' side can grant one."""

from typing import Any

from store import items, tables


def set_role(account_id: str, role: str, *, ends: int = 0) -> None:
    """Gives an account a role, which ends by itself at that second, or does not (0). What was done
    with a passkey before counts no more.
    """
    values = {"role": role, "ends": ends}
    tables.call("put_item", **items.put("safety", f"role#{account_id}", "role", values))


def passkey_used_item(account_id: str, digest: str, *, at: int) -> dict[str, Any]:
    """The Update that notes the session in which a passkey was used, and when, for somebody who has
    a role; the one before it is kept too, and no older one.
    """
    return items.update(
        "safety",
        f"role#{account_id}",
        "role",
        "SET #before = if_not_exists(#passkey_in, :none), "
        "#before_at = if_not_exists(#passkey_at, :never), "
        "#passkey_in = :digest, #passkey_at = :at",
        condition="attribute_exists(pk)",
        none="",
        never=0,
        digest=digest,
        at=at,
    )


def passkey_anew_item(account_id: str, digest: str, *, at: int) -> dict[str, Any]:
    """The same, and no other session counts any more: the passkeys have changed."""
    return items.update(
        "safety",
        f"role#{account_id}",
        "role",
        "SET #before = :none, #before_at = :never, #passkey_in = :digest, #passkey_at = :at",
        condition="attribute_exists(pk)",
        none="",
        never=0,
        digest=digest,
        at=at,
    )

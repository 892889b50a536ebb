"""Roles, in the safety table: no bug on the members' side can grant one."""

from store import items, tables


def set_role(account_id: str, role: str, *, ends: int = 0) -> None:
    """Gives an account a role, which ends by itself at that second, or does not (0)."""
    values = {"role": role, "ends": ends}
    tables.call("put_item", **items.put("safety", f"role#{account_id}", "role", values))

"""Roles, in the safety table: no bug on the members' side can grant one."""

from store import items, tables


def set_role(account_id: str, role: str) -> None:
    """Gives an account a role; only the deployer's command calls this so far."""
    tables.call("put_item", **items.put("safety", f"role#{account_id}", "role", {"role": role}))

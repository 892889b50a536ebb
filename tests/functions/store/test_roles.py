"""Roles stand in the safety table, one for each account."""

from store import roles
from support import kept
from support.cast import mo


def test_a_role_is_kept_and_replaced(backend):
    roles.set_role(mo.id, "moderator")
    roles.set_role(mo.id, "lead")
    assert kept.item("safety", f"role#{mo.id}", "role")["role"] == {"S": "lead"}


def test_a_role_is_nowhere_else(backend):
    roles.set_role(mo.id, "moderator")
    assert kept.item("forum", f"role#{mo.id}", "role") is None

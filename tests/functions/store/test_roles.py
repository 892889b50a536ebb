"""Roles stand in the safety table, one for each account."""

import pytest

from store import accounts, roles, sessions
from support import kept
from support.cast import AT, gwen, mo, session


def test_a_role_is_kept_and_replaced(backend):
    roles.set_role(mo.id, "moderator")
    roles.set_role(mo.id, "lead")
    assert kept.item("safety", f"role#{mo.id}", "role")["role"] == {"S": "lead"}


def test_a_role_is_nowhere_else(backend):
    roles.set_role(mo.id, "moderator")
    assert kept.item("forum", f"role#{mo.id}", "role") is None


@pytest.mark.parametrize(("at", "role"), [(AT + 99, "greeter"), (AT + 100, "member")])
def test_a_role_counts_until_its_end(backend, at: int, role: str):
    kept.account(gwen)
    sessions.add_session(session(gwen))
    roles.set_role(gwen.id, "greeter", ends=AT + 100)
    found = accounts.find_viewer(gwen.id, session(gwen).digest, at)
    assert found and found[1].role == role

"""Invitations: to join, kept for days; to be staff, kept with the credentials; each used once."""

import pytest

from store import invitations, tables
from store.tables import Cancelled
from support import kept
from support.cast import AT, alice, bob, digest, mo

CODE = digest("a code")


def use(kind: str, account_id: str, at: int = AT) -> None:
    tables.write({"Update": invitations.used_item(kind, CODE, account_id=account_id, at=at)})


@pytest.mark.parametrize(("kind", "table"), [("join", "ephemeral"), ("staff", "identity")])
def test_an_invitation_is_kept_where_it_belongs(backend, kind: str, table: str):
    invitations.add_invitation(kind, CODE, account_id=mo.id, name="Mo", ends=AT + 10)
    found = invitations.get_invitation(kind, CODE, at=AT)
    assert (found["account_id"], found["name"], found["used_by"]) == (mo.id, "Mo", "")
    assert kept.item(table, f"invitation#{CODE}", "invitation")


@pytest.mark.parametrize(("at", "there"), [(AT, True), (AT + 9, True), (AT + 10, False)])
def test_an_invitation_is_over_though_its_item_lingers(backend, at: int, there: bool):
    invitations.add_invitation("join", CODE, ends=AT + 10)
    assert (invitations.get_invitation("join", CODE, at=at) is not None) is there


def test_there_is_none_by_another_code_or_of_another_kind(backend):
    invitations.add_invitation("join", CODE, ends=AT + 10)
    assert invitations.get_invitation("join", digest("another"), at=AT) is None
    assert invitations.get_invitation("staff", CODE, at=AT) is None


def test_an_invitation_is_used_once(backend):
    invitations.add_invitation("join", CODE, ends=AT + 10)
    use("join", alice.id)
    with pytest.raises(Cancelled):
        use("join", bob.id)
    assert invitations.get_invitation("join", CODE, at=AT)["used_by"] == alice.id


def test_whoever_used_it_may_send_the_form_again(backend):
    invitations.add_invitation("join", CODE, ends=AT + 10)
    for _ in range(2):
        use("join", alice.id)


def test_refuses_one_that_is_over_or_was_never_made(backend):
    with pytest.raises(Cancelled):
        use("join", alice.id)
    invitations.add_invitation("join", CODE, ends=AT + 10)
    with pytest.raises(Cancelled):
        use("join", alice.id, at=AT + 10)


def test_making_a_used_invitation_again_does_not_make_it_new(backend):
    invitations.add_invitation("join", CODE, ends=AT + 10)
    use("join", alice.id)
    invitations.add_invitation("join", CODE, ends=AT + 10)
    with pytest.raises(Cancelled):
        use("join", bob.id)

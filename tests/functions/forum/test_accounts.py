"""Who counts as new, who moderates, and who may write."""

from dataclasses import replace

import pytest

from forum import accounts
from forum.accounts import Viewer
from forum.errors import Paused
from support.cast import NOW, alice, charlie, gwen, ident, lee, mo


def test_an_account_keeps_months_and_no_more():
    made = accounts.join(id=ident("bob"), name="Gentle Otter 107", now=NOW)
    assert (made.month_made, made.month_active, made.epoch) == ("2026-11", "2026-11", 1)
    assert (made.status, made.approved, made.staff) == ("open", 0, False)
    assert not [value for value in vars(made).values() if "2026-11-" in str(value)]


@pytest.mark.parametrize("cards_read", [True, False])
def test_an_account_knows_whether_the_cards_were_read(cards_read: bool):
    made = accounts.join(id=ident("bob"), name="Bob", now=NOW, cards_read=cards_read)
    assert made.cards_read is cards_read
    assert made.consent == accounts.CONSENT_VERSION


@pytest.mark.parametrize(
    ("approved", "in_first_week", "staff", "is_new"),
    [
        (0, False, False, True),
        (4, False, False, True),
        (5, False, False, False),
        (5, True, False, True),
        (0, True, True, False),
    ],
)
def test_new_is_under_a_week_or_under_five_posts(
    approved: int, in_first_week: bool, staff: bool, is_new: bool
):
    account = replace(alice.account, approved=approved, staff=staff)
    assert Viewer(account=account, in_first_week=in_first_week).is_new is is_new


@pytest.mark.parametrize(("approved", "counts"), [(0, True), (4, True), (5, False)])
def test_posts_count_up_to_five(approved: int, counts: bool):
    assert Viewer(account=replace(alice.account, approved=approved)).counts is counts


@pytest.mark.parametrize(("viewer", "moderates"), [(alice, False), (mo, True), (lee, True)])
def test_moderators_and_leads_moderate(viewer: Viewer, moderates: bool):
    assert viewer.is_moderator is moderates


@pytest.mark.parametrize("role", ["greeter", "owner"])
def test_any_other_role_moderates_nothing(role: str):
    assert not Viewer(account=alice.account, role=role).is_moderator


@pytest.mark.parametrize(
    ("viewer", "carries"), [(alice, False), (gwen, True), (mo, True), (lee, True)]
)
def test_whoever_has_a_role_is_of_the_staff(viewer: Viewer, carries: bool):
    assert viewer.is_staff is carries


def test_a_viewer_goes_by_their_account():
    assert (alice.id, alice.name) == (alice.account.id, "Quiet Heron 482")


def test_a_member_may_write():
    accounts.check_may_write(alice)


@pytest.mark.parametrize("status", ["paused", "closed", "erasing"])
def test_refuses_whoever_is_not_open(status: str):
    with pytest.raises(Paused):
        accounts.check_may_write(Viewer(account=replace(charlie.account, status=status)))

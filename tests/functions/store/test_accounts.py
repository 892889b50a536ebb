"""Accounts, and who makes a request."""

from dataclasses import replace
from typing import Any

import pytest

from forum.errors import Resting
from store import accounts, roles, sessions, tables
from support import kept
from support.cast import AT, alice, bob, digest, lee, mo, session


def signed_in(viewer=alice):
    """Somebody with an account and a session."""
    kept.account(viewer)
    made = session(viewer)
    sessions.add_session(made)
    return made


def test_an_account_comes_back_as_it_was_made(backend):
    kept.account(alice)
    assert accounts.get_account(alice.id) == alice.account
    assert accounts.get_account(bob.id) is None


def test_a_viewer_is_a_session_and_an_account(backend):
    made = signed_in()
    assert accounts.find_viewer(alice.id, made.digest, AT) == (made, alice)


@pytest.mark.parametrize(("viewer", "role"), [(mo, "moderator"), (lee, "lead")])
def test_a_viewers_role_is_read_at_each_request(backend, viewer, role: str):
    made = signed_in(viewer)
    _, before = accounts.find_viewer(viewer.id, made.digest, AT)
    roles.set_role(viewer.id, role)
    _, after = accounts.find_viewer(viewer.id, made.digest, AT)
    assert (before.role, after.role) == ("member", role)
    assert after == viewer


@pytest.mark.parametrize(("at", "in_first_week"), [(AT, True), (AT + 99, True), (AT + 100, False)])
def test_the_first_week_ends_though_its_item_lingers(backend, at: int, in_first_week: bool):
    made = signed_in()
    tables.call("put_item", **accounts.newcomer_item(alice.id, until=AT + 100))
    _, viewer = accounts.find_viewer(alice.id, made.digest, at)
    assert viewer.in_first_week is in_first_week


def test_without_a_session_there_is_nobody(backend):
    kept.account(alice)
    assert accounts.find_viewer(alice.id, digest("a session"), AT) is None


def test_without_an_account_there_is_nobody(backend):
    sessions.add_session(session())
    assert accounts.find_viewer(alice.id, digest("a session"), AT) is None


def test_anothers_session_is_nobodys(backend):
    signed_in(bob)
    kept.account(alice)
    assert accounts.find_viewer(alice.id, digest("a session"), AT) is None


def test_the_month_of_the_last_sign_in_is_noted(backend):
    kept.account(alice)
    accounts.set_month_active(alice.id, "2026-12")
    assert accounts.get_account(alice.id) == replace(alice.account, month_active="2026-12")


def test_the_guidelines_that_somebody_was_shown_are_noted(backend):
    kept.account(alice)
    accounts.set_guidelines(alice.id, 2)
    assert accounts.get_account(alice.id) == replace(alice.account, guidelines=2)


def test_an_account_that_has_left_stays_gone(backend):
    accounts.set_month_active(alice.id, "2026-12")
    accounts.set_guidelines(alice.id, 2)
    assert accounts.get_account(alice.id) is None


class Halting:
    """A client whose batches leave keys unread, a number of times."""

    def __init__(self, client: Any, times: int) -> None:
        self._client, self._times, self.calls = client, times, 0

    def batch_get_item(self, RequestItems: dict[str, Any]) -> dict[str, Any]:
        self.calls += 1
        if self.calls > self._times:
            return self._client.batch_get_item(RequestItems=RequestItems)
        first, *others = RequestItems
        read = self._client.batch_get_item(RequestItems={first: RequestItems[first]})
        return {**read, "UnprocessedKeys": {name: RequestItems[name] for name in others or [first]}}


@pytest.mark.parametrize("times", [1, 2])
def test_keys_left_unread_are_asked_for_again(backend, times: int):
    made = signed_in(mo)
    roles.set_role(mo.id, "moderator")
    tables.connect(Halting(backend.client, times), backend.prefix)
    assert accounts.find_viewer(mo.id, made.digest, AT) == (made, mo)


def test_keys_that_stay_unread_mean_resting(backend):
    made = signed_in()
    client = Halting(backend.client, 99)
    tables.connect(client, backend.prefix)
    with pytest.raises(Resting):
        accounts.find_viewer(alice.id, made.digest, AT)
    assert client.calls == 3

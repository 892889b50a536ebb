"""A member who was looked up is told once, by the worker, when it is time."""

from datetime import datetime, timedelta

import pytest

import logkeeping
import worker
from forum.errors import Conflict
from forum.moderation import unsealing
from grants import GRANTS, allows
from store import accounts
from store.moderation import audit, notices, unsealings
from support import guards, kept
from support.cast import NOW, alice, ident, lee, mo
from support.races import at_once, connect_for_threads

LATER = NOW + timedelta(days=30)


def unseal(until: datetime | None = None) -> unsealing.Unsealing:
    how = {"reason": "life", "by": (mo.id, lee.id), "untold_until": until, "now": NOW}
    made, event = unsealing.unseal(ident("a post"), alice.id, id=ident("it"), **how)
    unsealings.add_unsealing(made, event)
    return made


def tell(now: datetime = NOW) -> int:
    with guards.acting("worker"):
        return logkeeping.tell_unsealed(now)


def test_the_log_has_it_with_what_is_still_to_be_told(backend):
    unseal()
    assert [entry.event.event for entry in kept.log()] == ["unseal-life"]
    assert [each.account_id for each in unsealings.list_due(2**31)] == [alice.id]


def test_the_same_one_twice_is_in_the_log_once(backend):
    unseal()
    with pytest.raises(Conflict):
        unseal()
    assert len(kept.log()) == 1


def test_the_member_finds_it_in_their_inbox_once(backend):
    kept.account(alice)
    unseal()
    assert (tell(), tell()) == (1, 0)
    (told,), _ = notices.list_notices(alice.id)
    assert (told.kind, told.outcome) == ("unsealed", "life")
    assert accounts.get_account(alice.id).inbox_new
    assert unsealings.list_due(2**31) == []


def test_a_member_is_not_told_before_the_day_and_is_told_on_it(backend):
    kept.account(alice)
    unseal(until=LATER)
    assert tell(LATER - timedelta(seconds=1)) == 0
    assert notices.list_notices(alice.id) == ([], "")
    assert tell(LATER) == 1


def test_two_workers_at_once_tell_once(backend):
    connect_for_threads(backend)
    kept.account(alice)
    unseal()
    assert sorted(at_once(tell, tell)) == [0, 1]
    assert len(notices.list_notices(alice.id)[0]) == 1


def test_a_worker_that_died_before_it_told_is_followed_by_one_that_does(backend):
    """Listing them is not telling them."""
    kept.account(alice)
    made = unseal()
    assert unsealings.list_due(made.due) == [made]
    assert tell() == 1


def test_a_scheduled_run_tells(backend, monkeypatch):
    monkeypatch.setenv("LEANTO_TABLES", backend.prefix)
    kept.account(alice)
    unseal()
    with guards.acting("worker"):
        worker.handler({"time": "2026-11-24T02:20:00Z"}, None)
    assert len(notices.list_notices(alice.id)[0]) == 1


def test_the_log_is_read_for_one_case_alone(backend):
    unseal()
    audit.add_event(
        unsealing.unseal(
            ident("another"),
            alice.id,
            id=ident("2"),
            reason="law",
            by=(),
            untold_until=None,
            now=NOW,
        )[1]
    )
    assert [each.seq for each in audit.list_about(ident("another"))] == [2]


def test_no_door_puts_one_and_the_worker_alone_takes_it_out():
    for door in GRANTS:
        assert not allows(door, "safety", "PutItem", ["unsealed"])
        assert not allows(door, "safety", "UpdateItem", ["unsealed"])
        assert allows(door, "safety", "DeleteItem", ["unsealed"]) == (door == "worker")

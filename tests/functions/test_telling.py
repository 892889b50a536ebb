"""The worker tells people of decisions, once each, wherever it dies on the way (M11, M12, M18)."""

from datetime import timedelta
from typing import Any

import pytest

import worker
from store import accounts, items, posts, tables
from store.moderation import decisions, files, notices, outbox
from support import guards, kept
from support.cast import NOW, alice, bob, charlie
from support.races import Faulty, at_once, connect_for_threads

BUSY = "ProvisionedThroughputExceededException"
LATER = NOW + timedelta(seconds=20)


def settle(now: Any = LATER) -> int:
    with guards.acting("worker"):
        return worker.settle(now)


def decided(name: str = "a decision", **how: str) -> Any:
    """A decision about bob's reply, which charlie reported; nobody has been told of it."""
    for who in (alice, bob, charlie):
        kept.account(who)
    thread, _ = kept.thread()
    post = kept.answer(thread)
    verdict = kept.verdict(kept.reported(post), post, name, **how)
    decisions.add_decision(verdict)
    return verdict.decision


def told() -> list[str]:
    return [each.kind for who in (bob, charlie) for each in notices.list_notices(who.id)[0]]


def waiting() -> int:
    return len(outbox.list_waiting(2**31))


def test_nobody_is_told_while_it_can_be_undone(backend):
    decided()
    assert settle(NOW + timedelta(seconds=19)) == 0
    assert (told(), waiting()) == ([], 1)


def test_then_everybody_is_told_and_their_inbox_is_marked(backend):
    decision = decided()
    assert settle() == 1
    assert (told(), waiting()) == (["removed", "report"], 0)
    assert posts.get_post(decision.target_id).state == "removed"
    assert accounts.get_account(bob.id).inbox_new and accounts.get_account(charlie.id).inbox_new
    assert settle() == 0


def test_an_undone_decision_is_told_to_nobody(backend):
    decision = decided()
    decisions.set_undone(kept.undo(decision))
    assert settle() == 0
    assert (told(), waiting()) == ([], 0)
    assert posts.get_post(decision.target_id).state == "visible"


@pytest.mark.parametrize("lost", [False, True], ids=["refused", "lost"])
def test_whatever_call_fails_each_is_told_once(backend, lost: bool):
    for number in range(1, 10):
        prefix = f"{backend.prefix}n{number}"
        with kept.beside(backend.client, prefix):
            decision = decided()
            client = Faulty(backend.client, BUSY, at=number, lost=lost)
            tables.connect(client, prefix)
            try:
                settle()
            except Exception:
                assert client.calls >= number
            tables.connect(backend.client, prefix)
            settle()
            assert (told(), waiting()) == (["removed", "report"], 0), number
            assert posts.get_post(decision.target_id).state == "removed"


def test_two_workers_at_once_tell_it_once(backend):
    connect_for_threads(backend)
    decided()
    assert sum(at_once(settle, settle)) == 1
    assert told() == ["removed", "report"]


def test_one_that_only_newer_code_knows_waits_and_delays_no_other(backend):
    decision = decided(action="keep")
    key = "safety", f"case#{decision.target_id}", f"decision#{decision.id}"
    newer = items.update(*key, "SET #action = :new", new="something new")
    tables.call("update_item", **newer)
    _, other = kept.thread("another")
    decisions.add_decision(kept.verdict(kept.reported(other), other, "another"))
    assert settle() == 1
    assert waiting() == 1
    assert files.get_file(other.id).case.state == "closed"

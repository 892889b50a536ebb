"""Side tables into the place of those in use: what was lost is back, what was erased or hidden is
not.
"""

import json
from datetime import timedelta
from typing import Any

import pytest

from backup import export, home, side, swap
from backup.drill import Drill
from backup.home import Home
from forum import posts as rules
from forum.moderation import audit
from grants import GRANTS
from store import accounts, items, posts, roles, tables, threads
from store.moderation import audit as audit_store
from support import drills, kept, patterns
from support.cast import AT, NOW, alice, bob, charlie, conversation, digest, session, withdrawn
from support.stubs import Stubs


@pytest.fixture
def then(place, community) -> Any:
    """An export of how it was, and the words to go back to it."""
    file = export.export(place, NOW).file
    yield {"file": file, "swaps": True, "now": NOW}
    side.remove(place)


def run(place: Home, **how: Any) -> tuple[int, str]:
    ended = drills.run(place, Drill(**how))
    place.shelves()
    return ended


def swapped(place: Home, then: Any) -> str:
    code, said = run(place, **then)
    assert code == 0, said
    return said


def lose(place: Home, table: str, pk: str, sk: str) -> None:
    place.client.delete_item(TableName=place.table(table), Key=items.key(pk, sk))


def reply() -> Any:
    return posts.list_posts(conversation()[0].id, 1)[2]


@pytest.mark.parametrize("backend", ["moto", "ministack"], indirect=True)
def test_what_was_lost_is_back_and_what_came_since_is_not(place, then):
    lost, thread = reply(), threads.get_thread(conversation()[0].id)
    later = kept.answer(thread, "later", by=alice)
    lose(place, "forum", f"thread#{thread.id}", "post#000003")
    lose(place, "identity", f"name#{bob.account.name.lower()}", "name")
    said = swapped(place, then)
    assert "The tables in use are as they were at 2026-11-24T02:20Z" in said
    assert posts.get_post(lost.id) == lost
    assert threads.get_thread(thread.id) == thread
    assert kept.item("forum", f"post#{later.id}", "place") is None
    assert side.mark(place, side.SWAP) == ""


def test_all_of_it_is_as_it_was_but_for_the_epochs(place, then):
    before = export.tally(place, NOW).items
    kept.thread("another thread")
    lose(place, "safety", f"case#{reply().id}", "case")
    swapped(place, then)
    the_note_of_it = {"safety": before["safety"] + 1}
    assert export.tally(place, NOW).items == before | the_note_of_it
    for each in (alice, bob, charlie):
        item = kept.item("forum", f"account#{each.id}", "account")
        assert item and item["epoch"] == {"N": str(each.account.epoch + 1)}


def test_no_session_of_then_or_of_now_is_valid_after_it(place, then):
    accounts.every_session_ended_item(alice.id)
    tables.call("update_item", **accounts.every_session_ended_item(alice.id))
    swapped(place, then)
    found = accounts.find_viewer(alice.id, digest("a session"), AT)
    assert found
    kept_session, viewer = found
    assert viewer.account.epoch > alice.account.epoch + 1
    assert kept_session == session() and kept_session.epoch != viewer.account.epoch


def test_what_was_erased_since_stays_erased(place, then):
    gone = reply()
    kept.purge(gone)
    swapped(place, then)
    found = posts.get_post(gone.id)
    assert (found.state, found.words.source) == ("purged", "")
    assert kept.item("safety", "erased", f"post#{gone.id}")
    assert kept.item("ephemeral", "erased", f"post#{gone.id}")


def test_what_was_taken_back_since_stays_out_of_sight(place, then):
    """Its day of undo is not over, so no ledger names it yet."""
    down = withdrawn(reply(), by=bob)
    kept.save(reply(), down)
    opening = posts.get_post(conversation()[1].id)
    kept.save(opening, withdrawn(opening, by=alice))
    swapped(place, then)
    assert posts.get_post(down.id) == down
    assert threads.get_thread(opening.thread_id).state == "withdrawn"
    assert threads.list_threads("porch").threads == []


def test_the_log_goes_on_and_keeps_what_came_since(place, then):
    audit_store.add_event(patterns.event())
    head = audit_store.get_head()
    swapped(place, then)
    *_, last, note = kept.log()
    assert audit.Head(seq=last.seq, hash=last.hash) == head
    assert (note.event.event, note.event.actor_role) == ("restore", "deployer")


def test_a_log_that_was_changed_is_brought_back_whole(place, then):
    audit_store.add_event(patterns.event())
    item = kept.item("safety", "audit", "entry#000000003")
    assert item
    forged = item | items.pack({"reason": "g2"})
    tables.call("put_item", TableName=tables.name("safety"), Item=forged)
    swapped(place, then)
    assert [entry.event.event for entry in kept.log()] == ["keep", "remove", "restore"]


def test_a_log_that_was_written_anew_is_not_taken_for_the_one_of_then(place, then):
    """It is whole, and another."""
    head = audit_store.get_head()
    for seq in range(1, head.seq + 1):
        lose(place, "safety", "audit", f"entry#{seq:09d}")
    lose(place, "safety", "audit", "head")
    for _ in range(head.seq + 1):
        audit_store.add_event(patterns.event())
    assert kept.log()
    swapped(place, then)
    assert audit.verify(kept.log()[:-1])[1] is None
    assert kept.log()[head.seq - 1].hash == head.hash
    assert len(kept.log()) == head.seq + 1


def test_what_is_over_by_now_does_not_come_back(place, community):
    for name, ends in (("over", AT + 60), ("still good", AT + 3 * 86400)):
        values = {"account_id": alice.id, "expires": ends}
        tables.call("put_item", **items.put("identity", f"invitation#{name}", "invitation", values))
    file = export.export(place, NOW).file
    swapped(place, {"file": file, "swaps": True, "now": NOW + timedelta(days=2)})
    assert kept.item("identity", "invitation#over", "invitation") is None
    assert kept.item("identity", "invitation#still good", "invitation")


def test_what_is_erased_while_the_drill_looks_is_erased_too(place, then):
    """And nothing of it is left in the tables in use that could be kept instead."""
    restore, wait, erase, compare, swap_step, *_ = (step.run for step in Drill(**then).steps())
    for step in (restore, wait, erase, compare):
        list(step(place))
    place.shelves()
    gone = reply()
    kept.purge(gone)
    lose(place, "forum", f"thread#{gone.thread_id}", "post#000003")
    list(swap_step(place))
    place.shelves()
    assert posts.get_post(gone.id).words.source == ""


def test_a_role_that_was_given_since_is_gone(place, then):
    roles.set_role(charlie.id, "moderator")
    assert "as they were then" in swapped(place, then)
    assert kept.item("safety", f"role#{charlie.id}", "role") is None


def test_the_worker_begins_its_migrations_anew(place, then):
    from forum.migrations import Progress
    from store import migrations

    migrations.set_progress("forum", Progress(), Progress(version=2, finished=True))
    swapped(place, then)
    assert migrations.get_progress("forum") == Progress()


def test_only_what_differs_is_written(place, then):
    said = swapped(place, then)
    accounts_alone = 4
    assert f"Items written: {accounts_alone}." in said and "are gone: 0." in said


def test_nothing_is_swapped_when_something_failed(place, then):
    lost = reply()
    key = items.key("audit", "entry#000000001")
    item = place.client.get_item(TableName=place.table("safety"), Key=key)["Item"]
    forged = item | items.pack({"reason": "g2"})
    place.client.put_item(TableName=place.table("safety"), Item=forged)
    file = export.export(place, NOW.replace(hour=3)).file
    lose(place, "forum", f"thread#{lost.thread_id}", "post#000003")
    code, said = run(place, **then | {"file": file})
    assert code == 1 and "FAIL" in said and "Nothing was put" in said
    assert kept.item("forum", f"thread#{lost.thread_id}", "post#000003") is None


class CutOff:
    """A client whose connection ends at so many writes into a table in use."""

    def __init__(self, client: Any, table: str, writes: int) -> None:
        self._client, self._table, self._left = client, table, writes

    def batch_write_item(self, RequestItems: Any, **more: Any) -> Any:
        if self._table in RequestItems:
            self._count()
        return self._client.batch_write_item(RequestItems=RequestItems, **more)

    def delete_item(self, TableName: str, **more: Any) -> Any:
        if TableName == self._table:
            self._count()
        return self._client.delete_item(TableName=TableName, **more)

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise ConnectionError

    def __getattr__(self, operation: str) -> Any:
        return getattr(self._client, operation)


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_a_swap_that_was_cut_off_is_ended_by_the_next(place, then, writes: int):
    lost = reply()
    kept.thread("another thread")
    lose(place, "forum", f"thread#{lost.thread_id}", "post#000003")
    cut = Home(place=place.place, here=place.here)
    cut.__dict__["client"] = CutOff(place.client, place.table("forum"), writes)
    assert run(cut, **then)[0] == 1
    code, said = run(place, **then | {"swaps": False})
    assert code == 1 and "A swap was begun here and did not end" in said
    swapped(place, then)
    assert posts.get_post(lost.id) == lost
    assert [each.id for each in threads.list_threads("porch").threads] == [lost.thread_id]


def in_aws(place: Home, stubs: Stubs, waited: list[float]) -> Home:
    """The same tables, with doors that can be shut."""
    stubs.of("lambda")

    def client(service: str, region: str) -> Any:
        return place.client if service == "dynamodb" else stubs._client(service, region)

    values = {**place.place.__dict__, "make_client": client}
    return Home(place=type(place.place)(**values), wait=waited.append)


def test_the_doors_are_shut_while_it_goes_on_and_then_open_again_as_they_were(place, then):
    stubs, waited = Stubs(), []
    were = {"member": 40}
    for door in GRANTS:
        found = {"ReservedConcurrentExecutions": were[door]} if door in were else {}
        stubs.answers("lambda", "get_function_concurrency", found, FunctionName=name(place, door))
    for door in GRANTS:
        shut = {"ReservedConcurrentExecutions": 0}
        stubs.answers(
            "lambda", "put_function_concurrency", shut, FunctionName=name(place, door), **shut
        )
    for door in GRANTS:
        kind = "put" if door in were else "delete"
        again = {"ReservedConcurrentExecutions": were[door]} if door in were else {}
        asked = {"FunctionName": name(place, door), **again}
        stubs.answers("lambda", f"{kind}_function_concurrency", again, **asked)
    swapped(in_aws(place, stubs, waited), then)
    stubs.nothing_left()
    assert 60 in waited


def name(place: Home, door: str) -> str:
    return f"{place.place.name}-{door}"


def test_doors_stay_shut_when_a_swap_is_cut_off(place, then):
    stubs, waited = Stubs(), []
    for operation in ("get_function_concurrency", "put_function_concurrency"):
        for _ in GRANTS:
            stubs.answers("lambda", operation, {"ReservedConcurrentExecutions": 7})
    cut = in_aws(place, stubs, waited)
    cut.__dict__["client"] = CutOff(place.client, place.table("forum"), 0)
    assert run(cut, **then)[0] == 1
    stubs.nothing_left()
    assert json.loads(side.mark(place, side.SWAP)) == dict.fromkeys(GRANTS, 7)


def test_every_table_is_read_for_what_a_person_hid(place, community):
    now = swap.in_use(place, "forum")
    post = reply()
    assert not [key for key in now.hidden if key[1] == f"post#{post.seq:06d}"]
    kept.save(post, rules.withdraw(bob, post, now=NOW))
    hidden = swap.in_use(place, "forum").hidden
    assert (f"thread#{post.thread_id}", f"post#{post.seq:06d}") in hidden
    assert len(home.TABLES) == 3

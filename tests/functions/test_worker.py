"""The worker's migrations: in pages, beside people, through faults, and only once."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

import worker
from cost.meter import Meter
from forum import migrations as forms
from forum import posts as rules
from forum.erasures import of_post
from forum.errors import Conflict
from forum.fields import known
from forum.migrations import MIGRATIONS, Migration, Progress
from forum.posts import Post
from store import erasures, items, migrations, own_posts, posts, tables, threads
from support import guards, kept, older
from support.cast import NOW, alice, bob, ident, withdrawn
from support.races import Faulty, at_once, connect_for_threads

VERSION = forms.newest()
BUSY = "ProvisionedThroughputExceededException"


def migrate(rows: tuple[Migration, ...] = MIGRATIONS) -> int:
    with guards.acting("worker"):
        return worker.migrate(rows)


def all_runs(rows: tuple[Migration, ...] = MIGRATIONS) -> list[int]:
    """What each run changed, until the worker has nothing more to do."""
    changed = []
    while not forms.begin(migrations.get_progress("forum"), forms.newest(rows)).finished:
        changed.append(migrate(rows))
        assert len(changed) < 50, "it never ends"
    return changed


def put_older(count: int) -> list[Post]:
    """A conversation of so many posts, all as older code wrote them."""
    _, opening = kept.thread()
    written = [opening, *(replace(opening, id=ident(f"{n}"), seq=n) for n in range(2, count + 1))]
    for post in written:
        tables.call("put_item", **older.post_item(post))
    return written


def attributes(post: Post) -> dict[str, Any]:
    item = kept.item("forum", f"thread#{post.thread_id}", f"post#{post.seq:06d}")
    assert item
    return items.whole(item)


def test_an_item_of_older_code_becomes_what_code_of_today_writes(backend):
    _, opening = kept.thread()
    today = attributes(opening)
    tables.call("put_item", **older.post_item(opening))
    assert attributes(opening) != today
    assert own_posts.list_own(alice.id) == ([], "")
    all_runs()
    assert attributes(opening) == today
    assert [post.id for post in own_posts.list_own(alice.id)[0]] == [opening.id]


def test_goes_through_a_table_in_pages_until_a_pass_finds_nothing(backend):
    written = put_older(2 * worker.ITEMS_PER_RUN)
    runs = all_runs()
    assert max(runs) <= worker.ITEMS_PER_RUN
    assert sum(runs) == len(written)
    assert len(runs) >= 4
    assert {attributes(post)["schema"] for post in written} == {VERSION}
    assert [migrate() for _ in range(3)] == [0, 0, 0]


def test_a_finished_migration_costs_one_read(backend):
    all_runs()
    with Meter(backend.client) as meter:
        migrate()
    assert [(call.operation, call.read) for call in meter.calls] == [("GetItem", 1)]


def test_never_writes_over_what_somebody_wrote_meanwhile(backend):
    (post,) = put_older(1)
    as_read = attributes(post)
    sets = forms.upgrade("forum", as_read)
    edited = replace(post, version=2, words=replace(post.words, source="Better"))
    kept.save(post, edited)
    assert not migrations.set_upgraded("forum", as_read, sets)
    assert posts.get_post(post.id) == edited


def test_loses_to_a_change_that_leaves_the_number_of_the_form(backend):
    """As older code makes it, or an Update of one attribute."""
    (post,) = put_older(1)
    as_read = attributes(post)
    tables.call("put_item", **older.post_item(replace(post, edited=True)))
    assert not migrations.set_upgraded("forum", as_read, forms.upgrade("forum", as_read))
    assert attributes(post)["edited"] is True
    assert sum(all_runs()) == 1
    assert attributes(post)["own"] == alice.id


def test_never_brings_back_what_is_gone(backend):
    (post,) = put_older(1)
    as_read = attributes(post)
    key = {"pk": {"S": as_read["pk"]}, "sk": {"S": as_read["sk"]}}
    tables.call("delete_item", TableName=tables.name("forum"), Key=key)
    assert not migrations.set_upgraded("forum", as_read, forms.upgrade("forum", as_read))
    assert kept.item("forum", as_read["pk"], as_read["sk"]) is None


def test_never_makes_an_item_of_a_bare_key(backend):
    bare = {"pk": "thread#gone", "sk": "note"}
    assert not migrations.set_upgraded("forum", bare, forms.upgrade("forum", bare))
    assert kept.item("forum", "thread#gone", "note") is None


@pytest.mark.parametrize("lost", [False, True], ids=["before", "after"])
def test_stops_at_any_operation_and_goes_on_at_the_next_run(backend, lost: bool):
    """Busy shelves, or a crash: what is done stays done, and nothing is done twice."""
    for number in range(1, 7):
        with kept.beside(backend.client, f"{backend.prefix}n{number}"):
            written = put_older(3)
            client = Faulty(backend.client, BUSY, at=number, lost=lost)
            tables.connect(client, f"{backend.prefix}n{number}")
            migrate()
            assert client.calls >= number
            tables.connect(backend.client, f"{backend.prefix}n{number}")
            all_runs()
            assert {attributes(post)["own"] for post in written} == {alice.id}
            assert {attributes(post)["version"] for post in written} == {1}


def test_two_workers_at_once_do_it_once(backend):
    connect_for_threads(backend)
    written = put_older(30)
    together = at_once(migrate, migrate)
    assert sum(together) + sum(all_runs()) == len(written)
    assert {attributes(post)["own"] for post in written} == {alice.id}


def test_what_older_code_writes_behind_the_mark_is_found_by_another_pass(backend):
    put_older(1)
    migrate()
    behind = replace(kept.thread("another thread")[1], version=1)
    tables.call("put_item", **older.post_item(behind))
    assert sum(all_runs()) >= 1
    assert attributes(behind)["own"] == alice.id


def test_older_code_that_is_put_back_leaves_work_for_the_newer(backend):
    all_runs()
    before = MIGRATIONS[:1]
    assert sum(all_runs(before)) == 0
    (post,) = put_older(1)
    tables.call("put_item", **older.post_item(post))
    assert sum(all_runs()) == 1
    assert attributes(post)["own"] == alice.id


@dataclass(frozen=True, kw_only=True)
class OlderPost:
    """A post as the code of the form before knew it: without a guideline, a pace, or a list."""

    id: str
    seq: int
    author_id: str
    at: str
    state: str = "visible"


def test_code_of_the_form_before_reads_what_the_next_one_writes(backend):
    """The next form has an attribute more, and this code's reader passes it over."""
    newer = Migration(
        version=VERSION + 1,
        why="a test",
        tables=("forum",),
        concerns=lambda item: item["sk"].startswith("post#"),
        sets=lambda item: {"from_the_next_form": True},
    )
    _, post = kept.thread()
    all_runs((*MIGRATIONS, newer))
    assert attributes(post)["from_the_next_form"] is True
    assert posts.get_post(post.id) == post
    assert known(OlderPost, attributes(post)).id == post.id
    assert forms.upgrade("forum", attributes(post)) == {}


def test_what_this_code_changes_in_a_newer_item_is_looked_at_again(backend):
    """It cannot know what a newer form holds, and says with the number which form it wrote."""
    _, post = kept.thread()
    item = attributes(post) | {"schema": VERSION + 1}
    tables.call("put_item", TableName=tables.name("forum"), Item=items.pack(item))
    kept.save(post, replace(post, version=2))
    assert attributes(post)["schema"] == VERSION


def test_a_restored_table_knows_how_far_it_was(backend):
    """The mark is in the table that it is about."""
    migrate()
    assert migrations.get_progress("forum") != Progress()
    assert kept.item("forum", "migrations", "forum")


def test_what_is_purged_is_in_the_ledger(backend, monkeypatch):
    monkeypatch.setenv("LEANTO_TABLES", backend.prefix)
    thread, _ = kept.thread()
    once, still = kept.answer(thread), kept.answer(threads.get_thread(thread.id), "another")
    kept.save(once, withdrawn(once, by=bob))
    with guards.acting("worker"):
        told = worker.handler({"time": "2026-11-25T02:30:00Z"}, None)
    assert told["purged"] == 1
    assert erasures.list_erasures() == {of_post(once)}
    assert posts.get_post(still.id) == still


def test_what_is_brought_back_at_the_last_moment_is_in_no_ledger(backend):
    thread, _ = kept.thread()
    once = kept.answer(thread)
    down = withdrawn(once, by=bob)
    kept.save(once, down)
    kept.save(down, rules.undo(bob, down, now=NOW))
    with pytest.raises(Conflict):
        kept.purge(down)
    assert erasures.list_erasures() == set()


def test_a_run_purges_and_migrates(backend, monkeypatch):
    put_older(1)
    monkeypatch.setenv("LEANTO_TABLES", backend.prefix)
    with guards.acting("worker"):
        told = worker.handler({"time": "2026-11-24T02:20:00Z"}, None)
    assert told == {"settled": 0, "purged": 0, "upgraded": 1}

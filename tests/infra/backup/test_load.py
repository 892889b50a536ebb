"""What was exported comes back as it was: into an empty place alone, whole, and without what people
took back since.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import worker
from backup import export, lines, load, replay
from backup.home import Home
from deploy import invitation
from deploy.answers import Stop
from forum import migrations as forms
from forum.migrations import Progress
from store import credentials, items, migrations, own_posts, posts, sessions, tables, threads
from store import erasures as ledger
from support import guards, kept, older
from support.cast import AT, NOW, alice, bob, conversation, ident, session


@pytest.fixture
def file(place, community) -> Path:
    return export.export(place, NOW).file


def loaded(place: Home, file: Path, **how: Any) -> list[str]:
    return list(load.load(place, file, how.pop("now", NOW), **how))


@pytest.mark.parametrize("backend", ["moto", "ministack"], indirect=True)
def test_what_comes_back_is_the_same_by_its_hash(place, other, file):
    assert "the same" in loaded(other, file)[0]
    there, here = export.export(other, NOW), export.export(place, NOW)
    assert there.header == here.header
    assert sorted(there.file.read_bytes().splitlines()) == sorted(
        here.file.read_bytes().splitlines()
    )


def test_the_community_lives_on_there(other, file):
    loaded(other, file)
    other.shelves()
    thread = threads.get_thread(conversation()[0].id)
    assert [post.seq for post in posts.list_posts(thread.id, 1)] == [1, 2, 3]
    assert own_posts.list_own(alice.id)[0][0].id == conversation()[1].id
    assert credentials.find_name(bob.account.name) == bob.id
    assert kept.log()
    kept.answer(thread, "and on")


def test_refuses_a_place_that_somebody_has_joined(other, file):
    other.shelves()
    kept.account(alice)
    with pytest.raises(Stop, match="writes over people"):
        loaded(other, file)
    assert count(other) == 1


def count(place: Home) -> int:
    scans = (place.client.scan(TableName=place.table(name)) for name in ("forum", "identity"))
    return sum(found["Count"] for found in scans)


def test_takes_the_place_of_what_a_deployment_left(place, other, file):
    other.shelves()
    invitation.invite("Rowan", role="lead", origin="https://a.example", account_id=ident("lead"))
    migrations.set_progress("forum", Progress(), Progress(version=9, finished=True))
    loaded(other, file)
    assert export.tally(other, NOW).sha256 == export.tally(place, NOW).sha256
    other.shelves()
    assert migrations.get_progress("forum") == Progress()


def test_what_older_code_exported_is_brought_to_its_newest_form(place, other, community):
    """The file is as it was written then; the worker of the new place does the rest."""
    _, opening = conversation()
    tables.call("put_item", **older.post_item(posts.get_post(opening.id)))
    loaded(other, export.export(place, NOW).file)
    other.shelves()
    assert own_posts.list_own(alice.id) == ([], "")
    with guards.acting("worker"):
        assert [worker.migrate() for _ in range(3)] == [1, 0, 0]
    assert [post.id for post in own_posts.list_own(alice.id)[0]] == [opening.id]


def test_nobody_stays_signed_in(other, file):
    other.shelves()
    sessions.add_session(session())
    loaded(other, file)
    other.shelves()
    assert sessions.list_sessions(alice.id) == []


class CutOff:
    """A client whose connection ends at one batch; it counts what was written."""

    def __init__(self, client: Any, at: int) -> None:
        self._client, self._at, self.batches, self.written = client, at, 0, 0

    def batch_write_item(self, **request: Any) -> Any:
        self.batches += 1
        if self.batches == self._at:
            raise ConnectionError
        self.written += sum(len(each) for each in request["RequestItems"].values())
        return self._client.batch_write_item(**request)

    def __getattr__(self, operation: str) -> Any:
        return getattr(self._client, operation)


def cut_off(place: Home, at: int = 2) -> Home:
    cut = Home(place=place.place, here=place.here)
    cut.__dict__["client"] = CutOff(place.client, at)
    return cut


def test_an_import_that_was_cut_off_goes_on_with_the_same_file(place, other, file):
    with pytest.raises(ConnectionError):
        loaded(cut_off(other), file)
    assert count(other) > 1
    again = cut_off(other, at=99)
    loaded(again, file)
    assert export.tally(other, NOW).sha256 == export.tally(place, NOW).sha256
    total = sum(lines.check(file).items.values())
    assert again.client.written == total - load.BATCH, "the first batch was there already"


def test_an_import_that_was_cut_off_takes_no_other_file(place, other, file):
    with pytest.raises(ConnectionError):
        loaded(cut_off(other), file)
    place.shelves()
    kept.answer(threads.get_thread(conversation()[0].id), "meanwhile")
    newer = export.export(place, NOW + timedelta(minutes=1)).file
    with pytest.raises(Stop, match="another file"):
        loaded(other, newer)


class Half:
    """A client that keeps at most one item of each batch, as busy tables do."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def batch_write_item(self, RequestItems: Any, **more: Any) -> Any:
        ((table, wanted),) = RequestItems.items()
        some = max(1, len(wanted) // 2)
        self._client.batch_write_item(RequestItems={table: wanted[:some]}, **more)
        return {"UnprocessedItems": {table: wanted[some:]} if wanted[some:] else {}}

    def __getattr__(self, operation: str) -> Any:
        return getattr(self._client, operation)


def test_what_busy_tables_did_not_take_is_sent_again(place, other, file):
    waited: list[float] = []
    slow = Home(place=other.place, here=other.here, wait=waited.append)
    slow.__dict__["client"] = Half(other.client)
    loaded(slow, file)
    assert export.tally(other, NOW).sha256 == export.tally(place, NOW).sha256
    assert {1, 2, 4} <= set(waited), "longer each time"


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda text: text.replace(b"A long night", b"A good night", 1), "hash"),
        (lambda text: text[: text[:-1].rindex(b"\n") + 1], "as many items"),
        (lambda text: text[:-20], "cut or broken"),
        (lambda text: text.replace(b'"version": 1', b'"version": 2', 1), "newer Leanto"),
        (lambda text: text.replace(b'"schema": 2', b'"schema": 9', 1), "newer Leanto"),
        (lambda text: b"Dear diary", "not an export"),
        (lambda text: b"", "not an export"),
        (lambda text: text.replace(b"leanto-backup", b"other--backup", 1), "not an export"),
    ],
)
def test_refuses_a_file_that_is_not_whole_before_anything_is_written(other, file, damage, said):
    assert forms.newest() == 2, "the damage above names it"
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(Stop, match=said):
        loaded(other, file)
    assert count(other) == 0


def test_refuses_a_file_from_before_the_ledger_unless_told(other, file):
    later = NOW + timedelta(days=41)
    with pytest.raises(Stop, match="over 40 days ago"):
        loaded(other, file, now=later)
    assert count(other) == 0
    loaded(other, file, now=later, old=True)
    assert count(other) > 1


def test_what_is_in_the_ledger_of_the_place_does_not_come_back(other, file):
    """The tables were emptied, and the ledger that is never restored still knows."""
    _, opening = conversation()
    other.shelves()
    writes = ledger.erased_writes(replay.Erasure(kind="post", id=opening.id), ends=AT + 9)
    tables.write(*writes)
    said = loaded(other, file)
    assert "Erased again, as they had been taken back since: 1." in said
    found = posts.get_post(opening.id)
    assert (found.state, found.words.source, found.author_id) == ("purged", "", "")
    assert threads.get_thread(opening.thread_id).title == ""
    assert items.get("ephemeral", "erased", f"post#{opening.id}")

"""An export holds everything of three tables and nothing of the fourth, and only its owner reads
it.
"""

import json
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from backup import export, lines, paging
from backup.home import Home
from capacity import UNITS
from store import items, tables, threads
from store.moderation import audit as audit_store
from support import kept, patterns
from support.cast import AT, LONG, NOW, alice, conversation, digest, session


def exported(place: Home, now=NOW) -> export.Export:
    return export.export(place, now)


def items_of(file: Path) -> dict[tuple[str, str, str], dict]:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()[1:]]
    return {(each["table"], each["item"]["pk"], each["item"]["sk"]): each["item"] for each in rows}


def test_everything_of_the_three_tables_is_in_it(place, community):
    made = exported(place)
    found = items_of(made.file)
    for table in ("forum", "identity", "safety"):
        count = sum(1 for name, *_ in found if name == table)
        assert count == made.header.items[table] == in_table(place, table)
    thread, _ = conversation()
    opening = found["forum", f"thread#{thread.id}", "post#000001"]
    assert (opening["source"], opening["seq"], opening["edited"]) == (LONG, 1, False)


def in_table(place: Home, table: str) -> int:
    return place.client.scan(TableName=place.table(table), Select="COUNT")["Count"]


def test_nothing_of_the_ephemeral_table_is_in_it(place, community):
    text = exported(place).file.read_text("utf-8")
    assert '"table":"ephemeral"' not in text
    assert session().digest not in text
    assert digest("bob's") not in text


def test_a_table_of_many_pages_is_read_to_its_end(place):
    for number in range(2 * paging.PAGE + 30):
        tables.call("put_item", **items.put("identity", f"name#{number}", "name", {"n": number}))
    assert exported(place).header.items == {"identity": 2 * paging.PAGE + 30}


class Pages:
    """A table of three pages, each of which costs 25 units."""

    def scan(self, *, ExclusiveStartKey: Any = None, **_: Any) -> dict[str, Any]:
        number = ExclusiveStartKey["n"] + 1 if ExclusiveStartKey else 1
        page = {"Items": [number], "ConsumedCapacity": {"CapacityUnits": 25.0}}
        return page | ({"LastEvaluatedKey": {"n": number}} if number < 3 else {})


def test_reads_no_faster_than_a_quarter_of_what_a_table_allows(place):
    waited: list[float] = []
    rate = Home(place=place.place, wait=waited.append).reading("identity")
    assert list(paging.every_item(Pages(), "any", rate)) == [1, 2, 3]
    assert waited == [25 / (UNITS["identity"][""].read / 4)] * 2


def test_waits_for_the_index_that_has_least(place):
    waited: list[float] = []
    rate = Home(place=place.place, wait=waited.append).writing("forum")
    units = UNITS["forum"]
    index = {"own": {"CapacityUnits": 10 * units["own"].write}}
    table = {"CapacityUnits": 2 * units[""].write}
    rate.spent({"CapacityUnits": 999, "Table": table, "GlobalSecondaryIndexes": index})
    rate.spent({"CapacityUnits": 999, "Table": table})
    assert waited == [10, 2]


def test_the_file_is_its_owners_alone_and_never_half_there(place, community):
    made = exported(place)
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.file.parent.stat().st_mode) == 0o700
    assert list(made.file.parent.iterdir()) == [made.file]


def test_an_export_that_fails_leaves_no_file_that_looks_whole(place, community, backend):
    broken = Home(place=place.place, here=place.here, wait=place.wait)
    broken.__dict__["client"] = FailsAt(backend.client, place.table("safety"))
    with pytest.raises(ConnectionError):
        exported(broken)
    assert [each.suffix for each in place.folder.iterdir()] == [".part"]
    made = exported(place)
    assert list(place.folder.iterdir()) == [made.file]


class FailsAt:
    """A client that loses its connection when it reads one table."""

    def __init__(self, client, table: str) -> None:
        self._client, self._table = client, table

    def scan(self, TableName: str, **more):
        if TableName == self._table:
            raise ConnectionError
        return self._client.scan(TableName=TableName, **more)

    def __getattr__(self, operation: str):
        return getattr(self._client, operation)


def test_the_same_community_has_the_same_hash_and_another_has_another(place, community):
    first, again = exported(place), exported(place, NOW + timedelta(minutes=1))
    assert first.header.sha256 == again.header.sha256
    kept.answer(threads.get_thread(conversation()[0].id), "one more")
    assert exported(place, NOW + timedelta(minutes=2)).header.sha256 != first.header.sha256


def test_the_hash_is_the_same_in_whatever_order_the_lines_stand():
    there, back = lines.Tally(), lines.Tally()
    for text in (b"one\n", b"two\n", b"three\n"):
        there.add("forum", text)
    for text in (b"three\n", b"one\n", b"two\n"):
        back.add("forum", text)
    assert there.header("").sha256 == back.header("").sha256


def test_what_has_run_out_of_time_is_not_taken_along(place):
    for name, ends in (("over", AT), ("not yet", AT + 1)):
        values = {"account_id": alice.id, "expires": ends}
        tables.call("put_item", **items.put("identity", f"invitation#{name}", "invitation", values))
    assert [pk for _, pk, _ in items_of(exported(place).file)] == ["invitation#not yet"]


class Busy:
    """A client beside which somebody adds to the log as soon as a page of it was read."""

    def __init__(self, client, table: str) -> None:
        self._client, self._table, self.added = client, table, False

    def scan(self, TableName: str, **more):
        if TableName == self._table and not self.added:
            self.added = True
            audit_store.add_event(patterns.event())
        return self._client.scan(TableName=TableName, **more)

    def __getattr__(self, operation: str):
        return getattr(self._client, operation)


def test_a_log_that_grows_meanwhile_is_taken_up_to_one_head(place, community, backend):
    before = audit_store.get_head()
    busy = Home(place=place.place, here=place.here, wait=place.wait)
    busy.__dict__["client"] = Busy(backend.client, place.table("safety"))
    found = items_of(exported(busy).file)
    assert audit_store.get_head().seq == before.seq + 1
    assert found["safety", "audit", "head"]["seq"] == before.seq
    numbers = [item["seq"] for (_, pk, sk), item in found.items() if sk.startswith("entry#")]
    assert sorted(numbers) == list(range(1, before.seq + 1))


def test_the_pepper_is_in_a_file_of_its_own_if_at_all(place, community, tmp_path):
    pepper = "5e" * 32
    (tmp_path / "pepper").write_text(pepper)
    made = exported(place)
    assert pepper not in made.file.read_text("utf-8")
    beside = export.export_pepper(place, made.file)
    assert beside.read_text().strip() == pepper
    assert stat.S_IMODE(beside.stat().st_mode) == 0o600


def test_exports_older_than_the_ledger_are_found(place, community):
    import os

    made = exported(place)
    assert export.old(place.folder, NOW) == []
    past = (NOW - timedelta(days=export.KEPT_DAYS, minutes=1)).timestamp()
    os.utime(made.file, (past, past))
    assert export.old(place.folder, NOW) == [made.file]


def test_the_header_stands_first_and_says_what_is_in_it(place, community):
    made = exported(place)
    with made.file.open("rb") as file:
        first = file.readline()
    assert len(first) == lines.HEADER_BYTES
    told = json.loads(first)
    assert told["format"] == "leanto-backup" and told["made"] == "2026-11-24T02:20Z"
    assert (told["version"], told["sha256"]) == (1, made.header.sha256)

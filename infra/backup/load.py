"""An export into a place that nobody has joined yet (O11), and nothing into any other.

The file is read to its end before anything is written. An import that was cut off goes on when it
is run again with the same file. At the end everything is read back and compared; then what is in
the ledger is erased, whatever the file still holds of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from backup import export, home, lines, paging, replay
from backup.home import Home
from backup.lines import Header
from backup.paging import Item
from deploy.answers import Stop
from forum import erasures, times
from store import items, migrations
from store.moderation import numbers

BATCH = 10
TRIES = 8
MARK = items.key(export.IMPORT, export.IMPORT)
# What a deployment makes by itself before anybody has joined.
LEFTOVERS = {
    "forum": (migrations.PK, export.IMPORT, numbers.PK),
    "identity": ("invitation#",),
    "safety": (*export.LOG, "role#", "passkeys#", "team", "erased"),
}
NOT_EMPTY = """There is a community in {where} already, and an import never writes over people.
Import into a forum that was just deployed, and that nobody has joined."""
ANOTHER = """An import of another file was begun in {where} and did not end.
Run it again with that file first."""
TOO_OLD = """This export was made on {made}, over {days} days ago. What people have taken back since
then is in no ledger any more, and would be there again. If nothing else is left: OLD=yes"""
DIFFERENT = """What was read back is not what is in the file. Nobody should use this forum yet.
Run the import again."""


def load(place: Home, file: Path, now: datetime, *, old: bool = False) -> Iterator[str]:
    """Puts everything of a file into the tables, and yields what a person should know.

    An entry of the ledger that this place had already stays in `ephemeral`.
    """
    header = lines.check(file)
    _check_age(header, now, old)
    place.check_there()
    noted = replay.ledger(place)
    begun = _begin(place, header)
    for table in home.TABLES:
        there = _digests(place, table) if begun else frozenset()
        found = (item for name, item in lines.read(file) if name == table)
        write(place, table, (item for item in found if lines.digest(item) not in there))
    if export.tally(place, times.parse(header.made)).sha256 != header.sha256:
        raise Stop(DIFFERENT)
    place.client.delete_item(TableName=place.table("forum"), Key=MARK)
    yield f"Items: {sum(header.items.values()):,}, read back and the same."
    gone = replay.replay(place, noted | replay.ledger(place))
    if gone:
        yield f"Erased again, as they had been taken back since: {gone}."


def _check_age(header: Header, now: datetime, old: bool) -> None:
    days = erasures.KEPT_DAYS
    if now - times.parse(header.made) > timedelta(days=days) and not old:
        raise Stop(TOO_OLD.format(made=header.made[:10], days=days))


def _begin(place: Home, header: Header) -> bool:
    """Notes which file is coming in; whether it was coming in already, and was cut off."""
    forum = place.table("forum")
    begun = place.client.get_item(TableName=forum, Key=MARK, ConsistentRead=True).get("Item")
    if begun and begun["sha256"]["S"] != header.sha256:
        raise Stop(ANOTHER.format(where=place.where))
    if begun:
        return True
    leftovers = {table: list(_leftovers(place, table)) for table in home.TABLES}
    for table, found in leftovers.items():
        for item in found:
            remove(place, table, {"pk": item["pk"], "sk": item["sk"]})
    _end_sessions(place)
    mark = MARK | items.pack({"sha256": header.sha256})
    place.client.put_item(TableName=forum, Item=mark)
    return False


def _digests(place: Home, table: str) -> frozenset[bytes]:
    """What an import that was cut off has written already: reading is faster than writing."""
    rate = replace(place, share=1).reading(table)
    every = paging.every_item(place.client, place.table(table), rate)
    return frozenset(lines.digest(item) for item in every)


def _end_sessions(place: Home) -> None:
    """Nobody stays signed in over an import: one that was ended might be valid again."""
    table, rate = place.table("ephemeral"), place.reading("ephemeral")
    for item in paging.every_item(place.client, table, rate):
        if item["sk"]["S"].startswith("session#"):
            remove(place, "ephemeral", {"pk": item["pk"], "sk": item["sk"]})


def _leftovers(place: Home, table: str) -> Iterator[Item]:
    """What is in a table that nobody uses yet. Raises `Stop` at the first trace of somebody."""
    rate = place.reading(table)
    for item in paging.every_item(place.client, place.table(table), rate):
        if not item["pk"]["S"].startswith(LEFTOVERS[table]):
            raise Stop(NOT_EMPTY.format(where=place.where))
        yield item


def write(place: Home, table: str, found: Iterable[Item]) -> int:
    """Writes items into a table, as fast as it allows, and again what it did not take; how many."""
    rest, name, count = iter(found), place.table(table), 0
    rate = place.writing(table)
    while batch := [{"PutRequest": {"Item": item}} for item in islice(rest, BATCH)]:
        wanted, count = {name: batch}, count + len(batch)
        for attempt in range(TRIES):
            answer = place.client.batch_write_item(
                RequestItems=wanted, ReturnConsumedCapacity="INDEXES"
            )
            for each in answer.get("ConsumedCapacity", ()):
                rate.spent(each)
            wanted = answer.get("UnprocessedItems") or {}
            if not wanted:
                break
            place.wait(2**attempt)
        else:
            raise Stop("The tables do not keep up. Wait five minutes.")
    return count


def remove(place: Home, table: str, key: Item) -> None:
    """Deletes an item, as fast as the table allows."""
    answer = place.client.delete_item(
        TableName=place.table(table), Key=key, ReturnConsumedCapacity="INDEXES"
    )
    place.writing(table).spent(answer.get("ConsumedCapacity", {}))

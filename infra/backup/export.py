"""The whole community in one file (O11): read gently, written in private, named when it is whole.

People may be writing meanwhile, so it is no photograph of one moment. What must fit together does:
a conversation stands after its posts in its table, and the log is taken up to the head that was
read first.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backup import home, lines, paging
from backup.home import Home
from backup.lines import Header, Tally
from backup.paging import Item
from forum import times
from here import private
from store import items, migrations, tables

# As long as AWS's own recovery and a day: what people take back is in no copy after it.
KEPT_DAYS = 8
# The log of decisions, and what was noted of it day by day.
LOG = ("audit", "anchors")
IMPORT = "import"


@dataclass(frozen=True, kw_only=True)
class Export:
    """A finished file."""

    file: Path
    header: Header


def export(place: Home, now: datetime) -> Export:
    """Writes a new file into the folder of exports, readable by its owner alone."""
    place.check_there()
    private.folder(place.folder)
    stamp = now.strftime("%Y-%m-%d-%H%M%S")
    file = place.folder / f"{place.place.name}-{stamp}.jsonl"
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    with private.opened(part, "xb") as out:
        header = lines.write(out, entries(place, now), times.stamp(now))
        out.flush()
        os.fsync(out.fileno())
    part.rename(file)
    return Export(file=file, header=header)


def export_pepper(place: Home, file: Path) -> Path:
    """The pepper in a file of its own, beside an export: without it no key works."""
    beside = file.with_suffix(".pepper")
    private.write(beside, place.pepper() + "\n")
    return beside


def tally(place: Home, now: datetime) -> Header:
    """What an export would say, without a file."""
    counted = Tally()
    for table, item in entries(place, now):
        counted.add(table, lines.line(table, item))
    return counted.header(times.stamp(now))


def entries(place: Home, now: datetime) -> Iterator[tuple[str, Item]]:
    """Each item with its table: nothing whose time is over, nor how far a migration or an import
    is here.
    """
    at = times.epoch(now)
    for table in home.TABLES:
        head = _head(place) if table == "safety" else None
        every = paging.every_item(place.client, place.table(table), place.reading(table))
        for item in every:
            if is_of_the_community(item) and not is_over(item, at) and not _is_later(item, head):
                yield table, item
        if head:
            yield table, head


def is_of_the_community(item: Item) -> bool:
    """Whether an item is people's and not a note of how far a work is."""
    return item["pk"]["S"] not in (migrations.PK, IMPORT)


def is_over(item: Item, at: int) -> bool:
    """Whether the time of an item has run out, in epoch seconds; expiry may take days."""
    return int(item.get(tables.EXPIRES, {"N": at + 1})["N"]) <= at


def old(folder: Path, now: datetime) -> list[Path]:
    """Exports that have had their time."""
    before = now.timestamp() - KEPT_DAYS * 86400
    files = (each for each in folder.glob("*") if each.suffix in (".jsonl", ".pepper", ".part"))
    return sorted(each for each in files if each.stat().st_mtime < before)


def _head(place: Home) -> Item | None:
    answer = place.client.get_item(
        TableName=place.table("safety"), Key=items.key(LOG[0], "head"), ConsistentRead=True
    )
    head: Item | None = answer.get("Item")
    return head


def _is_later(item: Item, head: Item | None) -> bool:
    """Whether an item of the log, or what was noted of it, is past the head that was read, or is a
    head.
    """
    pk, sk = paging.key(item)
    if pk not in LOG:
        return False
    return sk == "head" or head is None or int(item["seq"]["N"]) > int(head["seq"]["N"])

"""Side tables into the tables in use, item by item, so that the stack keeps its tables.

What differs is written, what was not there then is deleted, and doing it again is doing it once: a
swap that was cut off is ended by the next. Some things do not go back in time:

- the ledger of what is gone, and the log of decisions while it is whole and goes on from then;
- who is still to be told that somebody looked who they are;
- what is out of sight now: a post that was taken back or taken down since stays so;
- sessions: everybody signs in again, since one that was ended might otherwise be valid again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from backup import export, home, lines, load, paging
from backup.home import Home
from backup.paging import Item
from store import erasures, items
from store.moderation import audit, unsealings

Key = tuple[str, str]
STAYS = (erasures.PK, unsealings.PK)


@dataclass
class InUse:
    """What a table in use holds: the digest of each item, and what of it stays as it is."""

    digests: dict[Key, bytes] = field(default_factory=dict)
    hidden: set[Key] = field(default_factory=set)
    epochs: dict[Key, int] = field(default_factory=dict)


def swap(place: Home, at: int) -> dict[str, int]:
    """Brings every table back; how many items were written and how many went. `at` is now, in
    epoch seconds: what is over by then does not come back.
    """
    keeps_log = log_goes_on(place)
    done = {"written": 0, "gone": 0}
    for table in home.TABLES:
        now, back = in_use(place, table), set[Key]()

        def differs(item: Item, now: InUse = now, back: set[Key] = back) -> bool:
            back.add(paging.key(item))
            return now.digests.get(paging.key(item)) != lines.digest(item)

        wanted = coming_back(place, table, now, at, keeps_log)
        done["written"] += load.write(place, table, filter(differs, wanted))
        gone = [key for key in now.digests if key not in back and not stays(key, keeps_log)]
        for key in gone:
            load.remove(place, table, items.key(*key))
        done["gone"] += len(gone)
    return done


def log_goes_on(place: Home) -> bool:
    """Whether the log in use is whole and begins with all that was restored."""
    place.side.shelves()
    then = audit.get_head()
    place.shelves()
    head, flaw = audit.check_log()
    if flaw is not None or head.seq < then.seq:
        return False
    if then.seq == 0:
        return True
    (entry,) = audit.list_entries(after=then.seq - 1, limit=1)
    return entry.hash == then.hash


def in_use(place: Home, table: str) -> InUse:
    """Reads a whole table in use."""
    found = InUse()
    for item in paging.every_item(
        place.client, place.table(table), replace(place, share=1).reading(table)
    ):
        key = paging.key(item)
        found.digests[key] = lines.digest(item)
        if _is_hidden(item):
            found.hidden.add(key)
        if key[1] == "account" and "epoch" in item:
            found.epochs[key] = int(item["epoch"]["N"])
    return found


def coming_back(place: Home, table: str, now: InUse, at: int, keeps_log: bool) -> Iterator[Item]:
    """Each item of the side table as it is to be, but what stays as it is."""
    side = place.side
    for item in paging.every_item(side.client, side.table(table), side.reading(table)):
        key = paging.key(item)
        if not export.is_of_the_community(item) or export.is_over(item, at):
            continue
        if stays(key, keeps_log):
            continue
        if key in now.hidden:
            yield from _as_it_is(place, table, key)
        elif key[1] == "account" and "epoch" in item:
            yield _signed_out(item, now.epochs.get(key, 0))
        else:
            yield item


def stays(key: Key, keeps_log: bool) -> bool:
    """Whether an item of the table in use stays whatever was there then."""
    return key[0] in STAYS or (key[0] in export.LOG and keeps_log)


def _is_hidden(item: Item) -> bool:
    """A post, or the conversation that it opens, that somebody took back or took down."""
    kind = item["sk"]["S"].partition("#")[0]
    state = item.get("state", {}).get("S", "visible")
    return (
        item["pk"]["S"].startswith("thread#") and kind in ("post", "thread") and state != "visible"
    )


def _as_it_is(place: Home, table: str, key: Key) -> Iterator[Item]:
    answer = place.client.get_item(
        TableName=place.table(table), Key=items.key(*key), ConsistentRead=True
    )
    if "Item" in answer:
        yield answer["Item"]


def _signed_out(account: Item, epoch: int) -> Item:
    """The account after which no session of then or of now is valid."""
    later = max(epoch, int(account["epoch"]["N"])) + 1
    return {**account, "epoch": {"N": str(later)}}

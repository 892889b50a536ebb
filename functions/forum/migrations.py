"""The forms that stored items have had, and how each becomes the next (O5).

Every item carries, as `schema`, the number of the form it was written in; one without is of form 0.
Forms only go forward. Code of the form before reads the newer one (`forum.fields.known`), and the
worker brings the older ones along, a page each minute, while the forum is in use.

A row is never changed once it was released. It reads and writes one item alone, and doing it twice
is doing it once. It names a table only where the worker has a grant for it: what stands in the
others has its number from the day it is written, and no row has needed to touch it yet.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

SCHEMA = "schema"
Item = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Migration:
    """From the form before to `version`: which items of which tables, and what is set on them.

    An item is a plain mapping with its keys, `pk` and `sk`.
    """

    version: int
    why: str
    tables: tuple[str, ...]
    concerns: Callable[[Item], bool]
    sets: Callable[[Item], Item]


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a table is on its way to `version`: the last key that was looked at, and whether
    anything had to change in this pass.
    """

    version: int = 0
    last_pk: str = ""
    last_sk: str = ""
    changed: bool = False
    finished: bool = False


def _is_unlisted(item: Item) -> bool:
    return (
        item["pk"].startswith("thread#")
        and item["sk"].startswith("post#")
        and bool(item.get("author_id"))
        and "own" not in item
    )


def _own_place(post: Item) -> Item:
    own_at = f"{post['at']}#{post['thread_id']}#{post['seq']:06d}"
    return {"own": post["author_id"], "own_at": own_at}


MIGRATIONS = (
    Migration(
        version=1,
        why="an item says which form it has",
        tables=("forum",),
        concerns=lambda item: True,
        sets=lambda item: {},
    ),
    Migration(
        version=2,
        why="a post that is older than the list of one's own posts is in it too",
        tables=("forum",),
        concerns=_is_unlisted,
        sets=_own_place,
    ),
)


def newest(rows: tuple[Migration, ...] = MIGRATIONS) -> int:
    """The form that this code writes."""
    return rows[-1].version


def tables(rows: tuple[Migration, ...]) -> tuple[str, ...]:
    """The tables that some row is about."""
    return tuple(sorted({table for row in rows for table in row.tables}))


def upgrade(table: str, item: Item, rows: tuple[Migration, ...] = MIGRATIONS) -> dict[str, Any]:
    """What to set on an item to give it the newest form; nothing for one that has it, that newer
    code wrote, or that no row is about.
    """
    form = item.get(SCHEMA, 0)
    sets: dict[str, Any] = {}
    for row in rows:
        if row.version > form and table in row.tables and row.concerns({**item, **sets}):
            sets |= {**row.sets({**item, **sets}), SCHEMA: newest(rows)}
    return sets


def begin(progress: Progress, version: int) -> Progress:
    """Where to go on; from the beginning when another version stood here last, newer or older.

    So an older version that is put back for a while takes the mark away, and what it wrote is
    looked at when the newer one returns.
    """
    return progress if progress.version == version else Progress(version=version)


def after_page(progress: Progress, *, last: tuple[str, str] | None, changed: bool) -> Progress:
    """How far it is after a page that ended at the key `last`, or with the table (`None`).

    Only a whole pass that had nothing to change is the end: while the first one ran, older code
    may still have written behind it.
    """
    changed = progress.changed or changed
    if last:
        return replace(progress, last_pk=last[0], last_sk=last[1], changed=changed)
    return Progress(version=progress.version, finished=not changed)

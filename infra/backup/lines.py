"""The file of an export: a header, then a line of JSON for each item. README.md describes it.

The header is as long as a page of padding allows, so that it can be written last and stand first.
The hash is over the sorted hashes of the lines: the same community has the same one, in whatever
order its tables give it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from backup.paging import Item
from deploy.answers import Stop
from forum import fields, migrations
from store import items

FORMAT = "leanto-backup"
VERSION = 1
HEADER_BYTES = 512
NOT_OURS = "{file} is not an export of Leanto."
NEWER = """{file} was made by a newer Leanto than this one. Bring this one up to date first."""
DAMAGED = """{file} is not as it was written: {what}.
Take another copy of it, or another export. Nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """The first line. `items` counts by table; `made` is in UTC, to the minute."""

    format: str
    version: int
    schema: int
    made: str
    items: Mapping[str, int]
    sha256: str

    def line(self) -> bytes:
        """As it stands in the file, padded."""
        text = json.dumps(asdict(self)).encode()
        return text.ljust(HEADER_BYTES - 1) + b"\n"


@dataclass
class Tally:
    """What went through: how many items of each table, and the hash of them all."""

    items: dict[str, int] = field(default_factory=dict)
    _digests: list[bytes] = field(default_factory=list)

    def add(self, table: str, line: bytes) -> None:
        self.items[table] = self.items.get(table, 0) + 1
        self._digests.append(hashlib.sha256(line).digest())

    def header(self, made: str) -> Header:
        return Header(
            format=FORMAT,
            version=VERSION,
            schema=migrations.newest(),
            made=made,
            items=self.items,
            sha256=hashlib.sha256(b"".join(sorted(self._digests))).hexdigest(),
        )


def line(table: str, item: Item) -> bytes:
    """An item as its line; the same item is the same line."""
    entry = {"table": table, "item": items.whole(item)}
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def digest(item: Item) -> bytes:
    """What tells an item from any other."""
    return hashlib.sha256(line("", item)).digest()


def write(out: IO[bytes], entries: Iterable[tuple[str, Item]], made: str) -> Header:
    """Writes a whole file, an item at a time."""
    tally = Tally()
    out.write(b" " * HEADER_BYTES)
    for table, item in entries:
        text = line(table, item)
        tally.add(table, text)
        out.write(text)
    header = tally.header(made)
    out.seek(0)
    out.write(header.line())
    return header


def check(file: Path) -> Header:
    """The header of a file that is whole, unchanged and understood here; else `Stop`."""
    header, tally = _header(file), Tally()
    with file.open("rb") as source:
        source.seek(HEADER_BYTES)
        for text in source:
            tally.add(_entry(file, text)["table"], text)
    found = tally.header(header.made)
    if dict(found.items) != dict(header.items):
        raise Stop(
            DAMAGED.format(file=file, what="it has not as many items as it says"), again=False
        )
    if found.sha256 != header.sha256:
        raise _damaged(file, "its hash is another one")
    return header


def _damaged(file: Path, what: str) -> Stop:
    return Stop(DAMAGED.format(file=file, what=what), again=False)


def read(file: Path) -> Iterator[tuple[str, Item]]:
    """Each item of a file with its table."""
    with file.open("rb") as source:
        source.seek(HEADER_BYTES)
        for text in source:
            entry = _entry(file, text)
            yield entry["table"], items.pack(entry["item"])


def _header(file: Path) -> Header:
    with file.open("rb") as source:
        first = source.read(HEADER_BYTES)
    try:
        told = json.loads(first)
        if told["format"] != FORMAT:
            raise ValueError
        header = fields.known(Header, told)
    except (ValueError, KeyError, TypeError):
        raise Stop(NOT_OURS.format(file=file), again=False) from None
    if header.version > VERSION or header.schema > migrations.newest():
        raise Stop(NEWER.format(file=file), again=False)
    return header


def _entry(file: Path, text: bytes) -> dict[str, Any]:
    try:
        entry: dict[str, Any] = json.loads(text)
        if not text.endswith(b"\n") or set(entry) != {"table", "item"}:
            raise ValueError
    except ValueError:
        raise _damaged(file, "a line is cut or broken") from None
    return entry

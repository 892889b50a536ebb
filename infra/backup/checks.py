"""Whether restored tables are what they should be, in plain words: pass, or fail and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backup import export, home, paging, replay
from backup.home import Home
from forum.erasures import Erasure
from forum.moderation.audit import CUT
from store.moderation import audit

# Under so many, a table of a young community may well have doubled.
FEW = 50


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    passed: bool
    words: str

    def __str__(self) -> str:
        return f"{'pass' if self.passed else 'FAIL'}  {self.words}"


def examine(place: Home, gone: Iterable[Erasure]) -> list[Finding]:
    """Everything there is to say about the side tables of a place."""
    return [*counts(place), log(place.side), erased(place.side, gone)]


def counts(place: Home) -> Iterator[Finding]:
    """Nothing like half of a table may be missing from what was restored."""
    for table in home.TABLES:
        now, then = count(place, table), count(place.side, table)
        enough = then >= now / 2 or now - then < FEW
        yield Finding(
            passed=enough, words=f"Items of {table}: {then:,} restored, {now:,} in use now."
        )


def count(place: Home, table: str) -> int:
    """How many items of the community a table holds."""
    every = paging.every_item(place.client, place.table(table), place.reading(table))
    return sum(export.is_of_the_community(item) for item in every)


def log(place: Home) -> Finding:
    """The log of decisions is whole: every entry fits on the one before, to the last."""
    place.shelves()
    head, flaw = audit.check_log()
    if flaw is None:
        return Finding(passed=True, words=f"The log is whole, up to entry {head.seq:,}.")
    if flaw.kind == CUT:
        return Finding(passed=False, words=f"The log was cut after entry {head.seq:,}.")
    return Finding(
        passed=False, words=f"The log was changed: entry {flaw.seq:,} does not fit ({flaw.kind})."
    )


def erased(place: Home, gone: Iterable[Erasure]) -> Finding:
    """Nothing that the ledger names is there, by looking at each."""
    place.shelves()
    every = list(gone)
    left = [each for each in every if replay.is_there(each)]
    if left:
        return Finding(passed=False, words=f"Erased, and there again: {len(left):,}.")
    return Finding(passed=True, words=f"Erased since, and not there: {len(every):,}.")

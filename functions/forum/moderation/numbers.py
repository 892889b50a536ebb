"""How we are doing: what one month's log says of how this place is looked after (O6).

The promise: it is counted from the log alone, so the same log says the same, and nobody can be
found in it. A count under five is never kept or shown, nor a share that would give one away;
and since one number can be told from others, each is rounded down to fives.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from statistics import median_low

from forum import times
from forum.moderation.actions import ACTIONS
from forum.moderation.audit import Entry, Event, Head, canonical

# From one or two, somebody would know whom it is about. A count under five is shown as `FEW`.
STEP, FEW = 5, 0
# A share of less than that says nothing.
SHARE_OF = 20
# What is said of how long it usually takes is of so many days.
WAIT_OF_DAYS = 7
# What an undo may still come after: a decision of the last minute of a month.
SETTLED_HOURS = 1
DECISIONS = tuple(action.slug for action in ACTIONS)
LET_UP, ASKED = "approve", "return"
# How another look ended; one by whoever decided first is logged as `…-alone`.
OVERTURN = "overturn"
LOOKS = ("uphold", "vary", OVERTURN)
ALONE = "-alone"


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """A month (`2026-11`), and the end of the log that it was counted from.

    Counts are in steps of five, and `FEW` when under that. `kinds` are decisions by what was
    decided, `guidelines` those by what was named; `answered` are reports that decisions closed.
    `review` is how many minutes half of the decisions took at most, since the case began, nights
    included. `unchanged` is the share of what waited that was let up as it was written,
    `overturned` that of other looks that ended otherwise, in hundredths. What too few say is
    `None`.
    """

    month: str
    seq: int
    hash: str
    kinds: Mapping[str, int]
    guidelines: Mapping[str, int]
    answered: int
    review: int | None
    waited: int
    unchanged: int | None
    looks: int
    overturned: int | None

    @property
    def root(self) -> Head:
        """The end of the log that it was counted from."""
        return Head(seq=self.seq, hash=self.hash)

    @property
    def said(self) -> str:
        """The one form of it, to the byte."""
        return canonical(asdict(self))


def count(entries: Iterable[Entry], month: str, root: Head) -> Numbers:
    """What the entries up to `root` say of a month. They may begin before it."""
    all_made = list(standing(each.event for each in entries if each.seq <= root.seq))
    made = [each for each in all_made if each.at.startswith(month)]
    decided = [each for each in made if each.event in DECISIONS]
    held = [each for each in decided if each.held]
    looks = [each.event.removesuffix(ALONE) for each in made]
    looks = [each for each in looks if each in LOOKS]
    asked = {each.target for each in all_made if each.event == ASKED}
    as_written = [each for each in held if each.event == LET_UP and each.target not in asked]
    return Numbers(
        month=month,
        seq=root.seq,
        hash=root.hash,
        kinds=_counts(DECISIONS, (each.event for each in decided)),
        guidelines=_counts((), (each.reason for each in decided if each.reason)),
        answered=_shown(sum(each.answers for each in decided)),
        review=_half([each.waited for each in decided if each.waited >= 0]),
        waited=_shown(len(held)),
        unchanged=_share(len(as_written), len(held)),
        looks=_shown(len(looks)),
        overturned=_share(looks.count(OVERTURN), len(looks)),
    )


def usual_wait(entries: Iterable[Entry], now: datetime) -> int | None:
    """How many minutes half of what waited to be read took at most, in the last days, nights
    included (M6); `None` when that is of too few to say.
    """
    since = times.stamp(now - timedelta(days=WAIT_OF_DAYS))
    made = [each for each in standing(entry.event for entry in entries) if each.at >= since]
    read = [each for each in made if each.held and each.event in DECISIONS]
    return _half([each.waited for each in read if each.waited >= 0])


def standing(events: Iterable[Event]) -> Iterator[Event]:
    """What was done and not taken back: a decision and its undo are as if neither had been."""
    kept: list[Event | None] = []
    for event in events:
        if event.event != "undo":
            kept.append(event)
            continue
        for place in range(len(kept) - 1, -1, -1):
            if _undoes(event, kept[place]):
                kept[place] = None
                break
    return (each for each in kept if each is not None)


def read(said: str) -> Numbers:
    """The inverse of `said`."""
    return Numbers(**json.loads(said))


def due_month(now: datetime) -> str:
    """The last month that is over, an hour after its end."""
    day = (now - timedelta(hours=SETTLED_HOURS)).replace(day=1) - timedelta(days=1)
    return times.month(day)


def first_day(month: str) -> str:
    """Its first day, as anchors have it: `20261101`."""
    return f"{month.replace('-', '')}01"


def _undoes(undo: Event, other: Event | None) -> bool:
    return (
        other is not None
        and other.event in (*DECISIONS, *LOOKS, *(f"{look}{ALONE}" for look in LOOKS))
        and (other.target, other.actor_id) == (undo.target, undo.actor_id)
    )


def _counts(always: Iterable[str], found: Iterable[str]) -> dict[str, int]:
    counted = Counter(found)
    return {name: _shown(counted[name]) for name in sorted({*always, *counted})}


def _shown(number: int) -> int:
    return number // STEP * STEP


def _half(minutes: list[int]) -> int | None:
    return median_low(minutes) if len(minutes) >= STEP else None


def _share(part: int, whole: int) -> int | None:
    """In hundredths; nothing when it is of few, or when it would give away a few."""
    others = whole - part
    few = any(0 < each < STEP for each in (part, others))
    return None if whole < SHARE_OF or few else round(100 * part / whole)

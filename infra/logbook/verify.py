"""Whether anybody changed the log: what does not fit, where and how (N14)."""

import re
from collections.abc import Iterator, Sequence

from backup.home import Home
from deploy.answers import Stop
from forum.moderation import audit as rules
from forum.moderation.anchors import Anchor
from forum.moderation.audit import Flaw, Head
from store.moderation import anchors, audit

FLAWS = {
    rules.CHANGED: "Entry {seq:,} is not as it was written.",
    rules.MISSING_ENTRY: "Entry {seq:,} is missing.",
    rules.DOUBLED: "Entry {seq:,} is there twice.",
    rules.REORDERED: "Entry {seq:,} is not in its place; one that came after it stands there.",
    rules.INVENTED: "Entry {seq:,} is one that the forum did not write.",
    rules.CUT: "The end is gone: entry {seq:,}, and whatever came after it.",
    rules.REWRITTEN: "From entry {seq:,} on, it is another log than was noted at the time.",
}
TOLD = """The log of decisions was changed. {how}
The entries before that one fit.

Change nothing. Tell the leads, and keep what is there: make backup writes it into a file. What
the log was before is in AWS's own recovery for seven days, and in your own copies."""
EMPTY = "There is nothing in the log yet."
WHOLE = "The log is whole, from entry {first:,} to entry {seq:,}: each fits the one before."
NOTED = "It is also what was noted of it on {days:,} days, first on {first} and last on {last}."
UNNOTED = (
    """Nothing was noted of it yet: that happens once a day, and the first time within minutes."""
)
SEALED = """Its seal now is {seq}:{hash}
Whoever keeps that can show later that nothing up to here was changed: make verify-audit SEAL=…"""
NO_SEAL = "{text} is no seal. One is a number, a colon and 64 digits and letters from a to f."


def verify(place: Home, seal: str = "") -> Iterator[str]:
    """Walks the log to its end. Raises `Stop` with the first entry that does not fit, by what was
    noted each day and by a `seal` that somebody kept.
    """
    marks = (read_seal(seal),) if seal else ()
    place.check_there()
    place.shelves()
    head, flaw = audit.check_log(marks=marks)
    if flaw:
        raise Stop(said(flaw), again=False)
    if head.seq == 0:
        yield EMPTY
        return
    first = anchors.get_beginning().seq + 1
    yield WHOLE.format(first=first, seq=head.seq)
    yield _noted(anchors.list_anchors())
    yield SEALED.format(seq=head.seq, hash=head.hash)


def said(flaw: Flaw) -> str:
    """What was found, and what to do now."""
    return TOLD.format(how=FLAWS[flaw.kind].format(seq=flaw.seq))


def read_seal(text: str) -> Head:
    """`52:` and the hash of entry 52. Raises `Stop` for what is none."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}:[0-9a-f]{64}", text):
        raise Stop(NO_SEAL.format(text=text), again=False)
    seq, _, hash = text.partition(":")
    return Head(seq=int(seq), hash=hash)


def _noted(found: Sequence[Anchor]) -> str:
    if not found:
        return UNNOTED
    first, last = (_day(each.day) for each in (found[0], found[-1]))
    return NOTED.format(days=len(found), first=first, last=last)


def _day(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"

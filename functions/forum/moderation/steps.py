"""Graduated steps (M20): from a note to a year without writing, for rules that were broken alone.

Each has an end and lapses by itself, and what it rests on fades after a year. No way leads here
from a worry for somebody: where one was told, or somebody is cared for, there is no step (N1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from forum import times
from forum.accounts import Account
from forum.errors import FieldError
from forum.moderation.cases import CaseFile, Decision

STRIKE_DAYS = 365
NOTE, FEEDBACK, WARNING = "note", "feedback", "warning"
READ_FIRST, PAUSE, CLOSED = "read-first", "pause", "closed"
# What a community may build its ladder of; the first three are words alone.
WORDS = (NOTE, FEEDBACK, WARNING)
TIMED = (READ_FIRST, PAUSE, CLOSED)
LADDER = (NOTE, FEEDBACK, WARNING, "read-first 7", "pause 14", "pause 30", "closed 365")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One rung: `slug` is how the community wrote it, `days` how long it lasts, or how long it is
    remembered where it is words alone.
    """

    slug: str
    kind: str
    days: int


@dataclass(frozen=True, kw_only=True)
class Strike:
    """That a step was taken, for which guideline, until when (stamps). Its id is the decision's.

    It is gone at `fades`, or when the decision is found to be wrong.
    """

    id: str
    account_id: str
    step: str
    guideline: str
    at: str
    until: str
    fades: str


@dataclass(frozen=True, kw_only=True)
class Given:
    """A step as it is taken, or taken back: the strike, and until when the account may not write
    (`paused_until`) or is read first (`read_first_until`), from what it `was`.
    """

    strike: Strike
    field: str = ""
    was: str = ""
    until: str = ""


def read(slug: str) -> Step:
    """A rung as the build has checked it: `note`, or `pause 14`."""
    kind, _, days = slug.partition(" ")
    return Step(slug=slug, kind=kind, days=int(days or STRIKE_DAYS))


def is_care(file: CaseFile) -> bool:
    """Whether somebody fears for the person, or did in this case, or looks after them."""
    told = any(report.kind == "worried" for report in file.reports)
    return told or file.case.worry or file.worried or file.welfare is not None


def wrong(
    slug: str, file: CaseFile, *, ladder: tuple[str, ...], possible: bool
) -> tuple[FieldError, ...]:
    """What stands against this step, or nothing. `possible` says that the decision is about a
    guideline, and that its action may have one.
    """
    if not slug:
        return ()
    if is_care(file):
        return (FieldError(field="step", reason="care"),)
    if slug not in ladder or not file.case.target.author_id:
        return (FieldError(field="step", reason="choose"),)
    return () if possible else (FieldError(field="step", reason="rule"),)


def suggested(ladder: tuple[str, ...], strikes: Iterable[Strike]) -> str:
    """The next rung after the highest that still counts; the last one stays the last."""
    taken = [ladder.index(each.step) for each in strikes if each.step in ladder]
    if not ladder:
        return ""
    return ladder[min(max(taken, default=-1) + 1, len(ladder) - 1)]


def give(
    file: CaseFile, decision: Decision, account: Account | None, now: datetime
) -> Given | None:
    """The step that comes with a decision, as it is told; none where somebody has begun to fear for
    the person meanwhile, or has left. A longer one that runs already is not made shorter.
    """
    if not decision.step or account is None or is_care(file):
        return None
    step = read(decision.step)
    until = times.stamp(times.quarter_after(now + timedelta(days=step.days)))
    strike = Strike(
        id=decision.id,
        account_id=account.id,
        step=step.slug,
        guideline=decision.guideline,
        at=decision.at,
        until=until,
        fades=times.stamp(times.quarter_after(now + timedelta(days=STRIKE_DAYS))),
    )
    field = _field(step)
    was = getattr(account, field) if field else ""
    return Given(strike=strike, field=field, was=was, until=max(was, until))


def take_back(
    strike: Strike | None, others: Iterable[Strike], account: Account | None
) -> Given | None:
    """The step is gone, and what it did to the account; others that run are left as they are."""
    if strike is None or account is None:
        return None
    field = _field(read(strike.step))
    was = getattr(account, field) if field else ""
    if not field or was != strike.until:
        return Given(strike=strike)
    same = [each.until for each in others if _field(read(each.step)) == field]
    return Given(strike=strike, field=field, was=was, until=max(same, default=""))


def _field(step: Step) -> str:
    if step.kind == READ_FIRST:
        return "read_first_until"
    return "paused_until" if step.kind in (PAUSE, CLOSED) else ""

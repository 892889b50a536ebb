"""Care for somebody whom others fear for: what comes next, one step at a time (G5, N1, R6).

Somebody looks and says how it stands: no risk now, distress, thoughts of dying, or a plan. The
person is written to first, at every level. Whoever is in distress is looked after again a day
later. Whoever thinks of dying is asked directly, and awaited for four hours in which somebody is
here; when nothing comes, a lead looks. With a plan a lead is called, help is called where the
person has said where they are, and the community is cared for. After the two heavy ones whoever
cared takes a moment, too. Nothing here hides a word, names a rule or counts against anybody, and
nothing ends without the look a day later: that is done or handed on, never dismissed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forum import times
from forum.errors import FieldError, Incomplete, Refused
from forum.moderation.hours import Hours

NO_RISK, DISTRESS, THOUGHTS, PLAN = 1, 2, 3, 4
LEVELS = (NO_RISK, DISTRESS, THOUGHTS, PLAN)
ASSESS, CLOSED, HAND_OVER = "assess", "closed", "hand-over"
# What follows on saying how it stands, in order.
PATHS: Mapping[int, tuple[str, ...]] = {
    NO_RISK: ("reach-out",),
    DISTRESS: ("reach-out", "follow-up"),
    THOUGHTS: ("reach-out", "answer", "follow-up", "debrief"),
    PLAN: ("reach-out", "lead", "contact", "community", "follow-up", "debrief"),
}
# What may come of each step; a lead alone reviews.
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "reach-out": ("sent",),
    "answer": ("answered", "silent"),
    "review": ("done",),
    "lead": ("reached", "not-reached"),
    "contact": ("contacted", "contacted-alone", "not-possible"),
    "community": ("done",),
    "follow-up": ("seen", "unseen", "again"),
    "debrief": ("done",),
}
ANSWER_STAFFED_HOURS = 4
# When a step is asked for again, and by when it should be done, in hours from the step before.
HOURS: Mapping[str, tuple[float, float]] = {
    "reach-out": (0, 0.25),
    "review": (0, 1),
    "lead": (0, 0.25),
    "contact": (0, 0.25),
    "community": (0, 1),
    "follow-up": (24, 48),
    "next day": (12, 24),
    "debrief": (0, 48),
}
SUPPORT_CASES, SUPPORT_DAYS = 3, 30


@dataclass(frozen=True, kw_only=True)
class Done:
    """A step that was taken: what came of it, when, and by which role; for the log of who was
    told.
    """

    step: str
    outcome: str
    at: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Welfare:
    """How far the care about one target is, without a word of anybody's.

    `state` is the step that comes next, asked for from `opens_at` on and due at `due_at` (stamps).
    `floor` is the level at which the person was written to: it is not made less after that. `taken`
    are the steps done, apart by spaces, and `last` the form that took the last one.
    """

    target_kind: str
    target_id: str
    space: str = ""
    level: int = 0
    floor: int = 0
    state: str = ASSESS
    version: int = 0
    at: str = ""
    opens_at: str = ""
    due_at: str = ""
    taken: str = ""
    last: str = ""

    @property
    def log(self) -> tuple[Done, ...]:
        """The steps done, the first one first."""
        parts = (each.split("/") for each in self.taken.split())
        return tuple(Done(step=s, outcome=o, at=at, by=by) for s, o, at, by in parts)

    @property
    def under_way(self) -> bool:
        """Whether somebody has looked, and the end is not reached."""
        return self.state not in (ASSESS, CLOSED)

    @property
    def reached(self) -> bool:
        """Whether the person was written to after the last look."""
        return self.state not in (ASSESS, "reach-out")


def levels(care: Welfare, *, fresh: bool) -> tuple[int, ...]:
    """How it may be said to stand: never less than what the person was written to about. `fresh`
    says that somebody has begun to fear for them since; without it, what is closed stays closed.
    """
    if care.state == CLOSED:
        return LEVELS if fresh else ()
    return tuple(n for n in LEVELS if n >= care.floor and (fresh or n != care.level))


def outcomes(care: Welfare, now: datetime) -> tuple[str, ...]:
    """What may come of the step that is next: a look a day later is not had before, nobody is
    silent before their hours are over, and help is called by two people where two can be had.
    """
    found = OUTCOMES.get(care.state, ())
    if care.state == "contact":
        reached = any((each.step, each.outcome) == ("lead", "reached") for each in care.log)
        other = "contacted-alone" if reached else "contacted"
        return tuple(each for each in found if each != other)
    if not times.is_before(now, care.opens_at):
        return found
    return ("answered",) if care.state == "answer" else ()


def assess(care: Welfare, level: int, *, fresh: bool, by: str, now: datetime) -> Welfare:
    """How it stands, for the first time or anew; the person is written to next.

    Refuses what `levels` does not hold (`Incomplete`, by the field `level`).
    """
    if level not in levels(care, fresh=fresh):
        raise Incomplete(fields=(FieldError(field="level", reason="choose"),))
    floor = 0 if care.state == CLOSED else care.floor
    looked = replace(care, level=level, floor=floor, at=care.at or times.stamp(times.quarter(now)))
    opens_at, due_at = _asked("reach-out", now)
    after = replace(looked, state="reach-out", opens_at=opens_at, due_at=due_at)
    return _noted(after, ASSESS, "said", by=by, now=now)


def take(
    care: Welfare, step: str, outcome: str, *, by: str, hours: Hours, now: datetime
) -> Welfare:
    """The step that is next, with what came of it; then the one after it is next.

    Refuses any other step, and what cannot have come of it yet (`Refused`): no page of ours asks
    for those.
    """
    if step != care.state or outcome not in outcomes(care, now):
        raise Refused
    after = _after(care.level, step, outcome)
    floor = care.level if step == "reach-out" else care.floor
    opens_at, due_at = _awaited(hours, now) if after == "answer" else _asked(after, now)
    if after == "follow-up" and (care.level == PLAN or outcome == "again"):
        opens_at, due_at = _asked("next day", now)
    made = replace(care, state=after, floor=floor, opens_at=opens_at, due_at=due_at)
    return _noted(made, step, outcome, by=by, now=now)


def hand_over(care: Welfare, *, by: str, now: datetime) -> Welfare:
    """Somebody else takes the next step: it stays as due as it was. Refuses it where nothing is
    under way (`Refused`).
    """
    if not care.under_way:
        raise Refused
    return _noted(care, HAND_OVER, care.state, by=by, now=now)


def suggests_support(ends: Iterable[int], now: datetime) -> bool:
    """Whether so many heavy cases of one person came within a month that a lead might offer a
    conversation about support; it is an offer and never a strike. `ends` is when each no longer
    counts, in epoch seconds.
    """
    return sum(times.epoch(now) < end for end in ends) >= SUPPORT_CASES


def counts_until(now: datetime) -> int:
    """Until when a heavy case that begins now counts for that, in epoch seconds."""
    return times.epoch(now + timedelta(days=SUPPORT_DAYS))


def _after(level: int, step: str, outcome: str) -> str:
    if step == "answer" and outcome == "silent":
        return "review"
    if step == "review" or outcome == "again":
        return "follow-up"
    path = (*PATHS[level], CLOSED)
    return path[path.index(step) + 1]


def _asked(step: str, now: datetime) -> tuple[str, str]:
    """From when on a step is asked for, and by when it should be done; nothing once all is done."""
    if step == CLOSED:
        return "", ""
    after, by = (timedelta(hours=each) for each in HOURS[step])
    opens = times.quarter_after(now + after) if after else times.quarter(now)
    return times.stamp(opens), times.stamp(times.quarter_after(now + by))


def _awaited(hours: Hours, now: datetime) -> tuple[str, str]:
    """An answer is waited for as long as somebody is here to read it."""
    due = times.stamp(times.quarter_after(hours.due(now, timedelta(hours=ANSWER_STAFFED_HOURS))))
    return due, due


def _noted(care: Welfare, step: str, outcome: str, *, by: str, now: datetime) -> Welfare:
    """The care with one more step in the log of who was told."""
    done = f"{step}/{outcome}/{times.stamp(times.quarter(now))}/{by}"
    return replace(care, version=care.version + 1, taken=f"{care.taken} {done}".strip())

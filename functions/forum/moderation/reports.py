"""Reports (M7, N1): worry for a person is one thing, a broken guideline another, from the first
tap on.

A worry never leads to a strike, and comes first. Anybody may report, signed in or not.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from forum import times
from forum.errors import FieldError, Incomplete
from forum.moderation.hours import Hours
from forum.posts import Post

KINDS = ("worried", "guideline")
WORRIES = {"danger": 0, "thoughts": 1, "low": 1}
CLOSED_KEPT_DAYS = 90
LEAST = 3
PROMISE = {
    0: timedelta(minutes=15),
    1: timedelta(hours=1),
    2: timedelta(hours=4),
    3: timedelta(hours=8),
}


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is reported. `kind` is `post` or `member`; for a member all but id and name is empty."""

    kind: str
    id: str
    author_id: str
    author_name: str
    space: str = ""
    thread_id: str = ""
    seq: int = 0


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A post's words as they stood at a version that somebody reported.

    There is one for each version, however many reports: what was reported first outlives an edit,
    and what it was changed into cannot hide it.
    """

    version: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """One person's report, of `version` of a post. `inbox` (account id or code digest) is dropped
    at closing, and so is `reporter`, the name under which two numbers are kept (M10). `told` says
    that a moderator has looked after what somebody worried about, and `heard` that whoever did
    knows of it since the case was taken. `weight` is how much it counts, and
    `enough` how much was needed when it came (`thresholds.py`).
    """

    id: str
    target: Target
    kind: str
    reason: str
    guideline: str
    note: str
    inbox: str
    priority: int
    at: str
    due_at: str
    version: int = 0
    state: str = "open"
    outcome: str = ""
    reporter: str = ""
    weight: int = 0
    enough: int = 0
    told: bool = False
    heard: bool = False


def may_repeat(report: Report) -> bool:
    """Whether a report may say just what was decided before: a guideline that words broke, without
    a word of one's own. A worry never does, nor what is said about a member.
    """
    return report.kind == "guideline" and report.version > 0 and not report.note


def about_post(post: Post) -> tuple[Target, Snapshot]:
    """A post as a target, and its words as they stand."""
    target = Target(
        kind="post",
        id=post.id,
        author_id=post.author_id,
        author_name=post.author_name,
        space=post.space,
        thread_id=post.thread_id,
        seq=post.seq,
    )
    return target, Snapshot(version=post.version, words=post.words.source)


def report(
    target: Target,
    *,
    id: str,
    kind: str,
    reason: str,
    guideline: str,
    note: str,
    inbox: str,
    urgency: dict[str, int],
    hours: Hours,
    now: datetime,
    version: int = 0,
    reporter: str = "",
    waits_longer: bool = False,
) -> Report:
    """A report with the promise that its priority makes, in moderated `hours`. `urgency` maps
    guideline ids to 0-3. Of somebody whose last reports were not upheld (`waits_longer`) one about
    a guideline is a step less urgent, unless it cannot wait (M25).

    Refuses a reason or guideline that is not among the choices (`Incomplete`).
    """
    priority = _priority(kind, reason, guideline, urgency)
    if waits_longer and kind == "guideline" and 0 < priority < LEAST:
        priority += 1
    due = times.quarter_after(hours.due(now, PROMISE[priority]))
    return Report(
        id=id,
        target=target,
        kind=kind,
        reason=reason,
        guideline=guideline,
        note=note,
        inbox=inbox,
        priority=priority,
        at=times.stamp(times.quarter(now)),
        due_at=times.stamp(due),
        version=version,
        reporter=reporter,
    )


def _priority(kind: str, reason: str, guideline: str, urgency: dict[str, int]) -> int:
    if kind == "worried" and reason in WORRIES and not guideline:
        return WORRIES[reason]
    if kind == "guideline" and guideline in urgency and not reason:
        return urgency[guideline]
    field = "reason" if kind == "worried" else "guideline" if kind == "guideline" else "kind"
    raise Incomplete(fields=(FieldError(field=field, reason="choose"),))

"""A case is everything said about one target; one decision closes it for everybody (moderation.md
5.1).

Most urgent first: by priority, then by when an answer is due.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from forum import changes, times
from forum.accounts import Viewer
from forum.changes import Change
from forum.errors import Conflict, FieldError, Incomplete, NotFound, OwnCase
from forum.moderation.audit import Event
from forum.moderation.notices import Notice
from forum.moderation.reports import Report, Target
from forum.posts import Post
from forum.threads import Thread

ACTIONS = ("keep", "remove")
CARE = "care"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, why, by whom (a role to members, an id to leads), and that a person did."""

    id: str
    target_id: str
    action: str
    guideline: str
    line: str
    moderator_id: str
    at: str
    automated: bool = False


@dataclass(frozen=True, kw_only=True)
class Case:
    """A target with its open reports (never none) and the decisions made before."""

    target: Target
    reports: tuple[Report, ...]
    decisions: tuple[Decision, ...] = ()

    @property
    def order(self) -> tuple[int, str, str]:
        """Sorts the queue: priority, due time, target."""
        return self.priority, self.due_at, self.target.id

    @property
    def priority(self) -> int:
        """The most urgent of its reports."""
        return min(report.priority for report in self.reports)

    @property
    def due_at(self) -> str:
        """The earliest promise made."""
        return min(report.due_at for report in self.reports)

    @property
    def is_worry(self) -> bool:
        """Whether somebody worries about the person."""
        return any(report.kind == "worried" for report in self.reports)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """All that one decision writes, together or not at all."""

    decision: Decision
    change: Change | None
    reports: tuple[Report, ...]
    notices: tuple[Notice, ...]
    event: Event


def gather(reports: Iterable[Report]) -> list[Case]:
    """The queue: open reports grouped by target, most urgent first."""
    groups: dict[str, list[Report]] = {}
    for report in reports:
        groups.setdefault(report.target.id, []).append(report)
    return sorted((_case(group) for group in groups.values()), key=lambda case: case.order)


def check_not_own(moderator: Viewer, case: Case) -> None:
    """A moderator decides, and nobody on their own words or their own report (I7)."""
    if not moderator.is_moderator:
        raise NotFound
    inboxes = {report.inbox for report in case.reports}
    if moderator.id == case.target.author_id or moderator.id in inboxes:
        raise OwnCase


def decide(
    moderator: Viewer,
    case: Case,
    post: Post | None,
    thread: Thread | None,
    *,
    id: str,
    action: str,
    guideline: str,
    line: str,
    version: int,
    guidelines: frozenset[str],
    now: datetime,
) -> Verdict:
    """Keep or remove, with a guideline (or `care` when it is about care, not rules) and a sentence.

    `thread` is what the post opens, if it does; `version` the post's as the moderator saw it: words
    edited since are a `Conflict`. Refuses one's own case (`OwnCase`) and a decision without its
    reasons (`Incomplete`, C4).
    """
    check_not_own(moderator, case)
    _check_reasons(case, action, guideline, line, guidelines)
    if post is not None and post.version != version:
        raise Conflict
    decision = Decision(
        id=id,
        target_id=case.target.id,
        action=action,
        guideline=guideline,
        line=line,
        moderator_id=moderator.id,
        at=times.stamp(times.quarter(now)),
    )
    return Verdict(
        decision=decision,
        change=_change(post, thread, decision, now),
        reports=_closed(case, action),
        notices=_notices(case, decision),
        event=_event(moderator, decision),
    )


def _closed(case: Case, action: str) -> tuple[Report, ...]:
    outcome = _outcome(action)
    return tuple(replace(each, state="closed", outcome=outcome) for each in case.reports)


def _change(
    post: Post | None, thread: Thread | None, decision: Decision, now: datetime
) -> Change | None:
    """What becomes of the post, or `None` when it stays as it is."""
    if post is None or post.state not in ("visible", "withdrawn") or decision.action != "remove":
        return None
    return changes.remove(post, thread, guideline=decision.guideline, now=now)


def _case(reports: list[Report]) -> Case:
    return Case(target=reports[0].target, reports=tuple(reports))


def _check_reasons(
    case: Case, action: str, guideline: str, line: str, guidelines: frozenset[str]
) -> None:
    wrong = []
    removable = case.target.kind == "post"
    if action not in ACTIONS or (action == "remove" and not removable):
        wrong.append(FieldError(field="action", reason="choose"))
    if guideline not in guidelines and not (guideline == CARE and action == "keep"):
        wrong.append(FieldError(field="guideline", reason="choose"))
    if not line:
        wrong.append(FieldError(field="line", reason="empty"))
    if wrong:
        raise Incomplete(fields=tuple(wrong))


def _outcome(action: str) -> str:
    return "kept" if action == "keep" else "removed"


def _notices(case: Case, decision: Decision) -> tuple[Notice, ...]:
    """One for each reporter and one for the author, whose notice never says that somebody
    reported; also when it was the author who did.
    """
    post_id = case.target.id if case.target.kind == "post" else ""
    told = {report.inbox for report in case.reports} - {"", case.target.author_id}
    notices = [
        Notice(
            id=decision.id,
            inbox=inbox,
            kind="report",
            at=decision.at,
            space=case.target.space,
            outcome="cared" if case.is_worry else _outcome(decision.action),
            guideline=decision.guideline,
        )
        for inbox in sorted(told)
    ]
    notices.append(
        Notice(
            id=decision.id,
            inbox=case.target.author_id,
            kind=_outcome(decision.action),
            at=decision.at,
            space=case.target.space,
            post_id=post_id,
            guideline=decision.guideline,
            line=decision.line,
        )
    )
    return tuple(notices)


def _event(moderator: Viewer, decision: Decision) -> Event:
    return Event(
        at=decision.at,
        actor_role=moderator.role,
        actor_id=moderator.id,
        event=decision.action,
        target=decision.target_id,
        reason=decision.guideline,
    )

"""A decision: what a moderator sends, what it must hold, and all that it writes, together or not
at all.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from forum import times
from forum.accounts import Viewer
from forum.changes import Change
from forum.errors import CaseMoved, FieldError, Incomplete
from forum.moderation import actions, cases
from forum.moderation.actions import Action
from forum.moderation.audit import Event
from forum.moderation.cases import Case, CaseFile, Decision
from forum.moderation.notices import Notice
from forum.moderation.reports import Report, Snapshot, Target
from forum.posts import Post
from forum.threads import Thread

# The guideline of a decision that is about care and not rules, and what whoever worried is told.
CARE, CARED = "care", "cared"


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What a moderator sends: their choice, their reasons, and what they had seen.

    `id` is the form's: the same form decides once. `post_version` and `case_version` are those
    of the page that they read.
    """

    id: str
    action: str
    guideline: str
    line: str
    post_version: int
    case_version: int


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The decision; the case, the reports and the post after it; the words that may go with them;
    who is told; what is logged.
    """

    decision: Decision
    case: Case
    change: Change | None
    reports: tuple[Report, ...]
    snapshots: tuple[Snapshot, ...]
    notices: tuple[Notice, ...]
    event: Event


def decide(
    moderator: Viewer,
    file: CaseFile,
    post: Post | None,
    thread: Thread | None,
    ruling: Ruling,
    *,
    guidelines: frozenset[str],
    now: datetime,
) -> Verdict:
    """One of `actions.ACTIONS`, with a guideline (or `care`) and a sentence of one's own. `thread`
    is what the post opens, if it does.

    Refuses one's own case (`OwnCase`), one that is decided (`Decided`), one that was added to or
    words that were edited since the moderator read them (`CaseMoved`), and a decision without its
    reasons (`Incomplete`, C4).
    """
    cases.check_may_decide(moderator, file)
    action = _chosen(ruling, file.case.target, guidelines)
    if ruling.case_version != file.case.version:
        raise CaseMoved
    if post is not None and ruling.post_version != post.version:
        raise CaseMoved
    decision = _decision(moderator, file, ruling, now)
    versions = {report.version for report in file.reports}
    return Verdict(
        decision=decision,
        case=cases.closed(file),
        change=actions.change(action, post, thread, guideline=ruling.guideline, now=now),
        reports=tuple(
            replace(each, state="closed", outcome=_outcome(each, action)) for each in file.reports
        ),
        snapshots=tuple(each for each in file.snapshots if each.version in versions),
        notices=_notices(file, decision, action),
        event=_event(moderator, decision),
    )


def _chosen(ruling: Ruling, target: Target, guidelines: frozenset[str]) -> Action:
    """The row of the action chosen, or `Incomplete` with every reason that is missing."""
    possible = actions.actions_for(target)
    action = next((each for each in possible if each.slug == ruling.action), None)
    wrong = []
    if action is None:
        wrong.append(FieldError(field="action", reason="choose"))
    for_care = ruling.guideline == CARE and (action is None or action.for_care)
    if ruling.guideline not in guidelines and not for_care:
        wrong.append(FieldError(field="guideline", reason="choose"))
    if not ruling.line:
        wrong.append(FieldError(field="line", reason="empty"))
    if action is None or wrong:
        raise Incomplete(fields=tuple(wrong))
    return action


def _decision(moderator: Viewer, file: CaseFile, ruling: Ruling, now: datetime) -> Decision:
    return Decision(
        id=ruling.id,
        target_id=file.case.id,
        action=ruling.action,
        guideline=ruling.guideline,
        line=ruling.line,
        moderator_id=moderator.id,
        at=times.stamp(times.quarter(now)),
    )


def _outcome(report: Report, action: Action) -> str:
    """Whoever worried is told that somebody cares, never what was decided about the words."""
    return CARED if report.kind == "worried" else action.outcome


def _notices(file: CaseFile, decision: Decision, action: Action) -> tuple[Notice, ...]:
    """One for each reporter and one for the author, whose notice never says that somebody
    reported; also when it was the author who did.
    """
    target = file.case.target
    outcomes = _outcomes(file, action)
    told = [
        Notice(
            id=decision.id,
            inbox=inbox,
            kind="report",
            at=decision.at,
            space=target.space,
            outcome=outcomes[inbox],
            guideline=decision.guideline,
        )
        for inbox in sorted(outcomes)
    ]
    author = Notice(
        id=decision.id,
        inbox=target.author_id,
        kind=action.notice,
        at=decision.at,
        space=target.space,
        post_id=target.id if target.kind == "post" else "",
        guideline=decision.guideline,
        line=decision.line,
    )
    return *told, author


def _outcomes(file: CaseFile, action: Action) -> dict[str, str]:
    """What each inbox is told; somebody who also worried is told of the care."""
    told: dict[str, str] = {}
    for report in file.reports:
        if report.inbox and report.inbox != file.case.target.author_id:
            before = told.get(report.inbox)
            told[report.inbox] = before if before == CARED else _outcome(report, action)
    return told


def _event(moderator: Viewer, decision: Decision) -> Event:
    return Event(
        at=decision.at,
        actor_role=moderator.role,
        actor_id=moderator.id,
        event=decision.action,
        target=decision.target_id,
        reason=decision.guideline,
    )

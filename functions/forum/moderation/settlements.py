"""What a decision brings about once it can no longer be undone: everybody is told, together with
what becomes of the post, or not at all (M11, M12, M18).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from forum.accounts import Account
from forum.changes import Change
from forum.moderation import actions, cases, reporters, statements, steps
from forum.moderation.actions import Action
from forum.moderation.cases import Case, CaseFile, Decision
from forum.moderation.notices import Notice, reply_notices
from forum.moderation.reporters import Mark
from forum.moderation.reports import Report, Snapshot
from forum.moderation.statements import Statement
from forum.moderation.steps import Given
from forum.posts import Post
from forum.threads import Thread

# What whoever worried is told: that somebody cares, never what was decided about the words.
CARED = "cared"
# The kind of notice about a step where the post stays as it is.
STEP = "step"


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """The decision, the case, the reports and the post after it; the words that may go with them;
    who is told; whether its author has one more approved post; the reasons that they read, with
    the step for their account; and what is counted of the reporters.
    """

    decision: Decision
    case: Case
    change: Change | None
    reports: tuple[Report, ...]
    snapshots: tuple[Snapshot, ...]
    notices: tuple[Notice, ...]
    counts: bool = False
    statement: Statement | None = None
    marks: tuple[Mark, ...] = ()
    given: Given | None = None


def find_pending(file: CaseFile, id: str) -> Decision | None:
    """A decision that nobody has been told of yet; `None` when it was undone, or all was told."""
    return next((each for each in file.decisions if (each.id, each.state) == (id, "pending")), None)


def settle(
    file: CaseFile,
    decision: Decision,
    post: Post | None,
    thread: Thread | None,
    *,
    now: datetime,
    answers: frozenset[str] = frozenset(),
    counts: bool = False,
    account: Account | None = None,
) -> Settlement | None:
    """What comes of a pending decision; `None` for an action that only newer code knows.

    The post may have changed in the meantime: what its author has withdrawn is taken down as well,
    what is gone stays gone, and words that nobody has read are not let through. Reports that came
    later stay open. `answers` are the accounts that the post answers, `counts` says whether its
    author is new enough to count what was approved, `account` is theirs where there is a step.
    """
    action = actions.find(decision.action)
    if action is None:
        return None
    if action.reads and not (post and post.waits and post.version == decision.read):
        return _unread(file, decision, post)
    reports = tuple(each for each in file.reports if each.id in decision.reports.split())
    versions = {report.version for report in reports}
    change = actions.change(action, post, thread, decision, now=now)
    given = steps.give(file, decision, account, now)
    told = _replied(change, answers, decision.at) if change and change.rises else ()
    return Settlement(
        decision=replace(decision, state="final"),
        case=cases.settled(file.case, **_kept(reports, decision, action)),
        change=change,
        reports=_closed(reports, action),
        snapshots=tuple(each for each in file.snapshots if each.version in versions),
        notices=(*_notices(file, reports, decision, action, given), *told),
        counts=counts and change is not None and change.rises != "",
        marks=reporters.marks(reports, action),
        statement=_statement(file, reports, decision, action, given, now),
        given=given,
    )


def _closed(reports: tuple[Report, ...], action: Action) -> tuple[Report, ...]:
    return tuple(replace(each, state="closed", outcome=_outcome(each, action)) for each in reports)


def _replied(change: Change, answers: frozenset[str], at: str) -> tuple[Notice, ...]:
    """Whom the post answers learns of it once it is up."""
    post = change.post
    author = post.author_id, post.author_name
    return reply_notices(post_id=post.id, space=post.space, at=at, author=author, to=set(answers))


def _unread(file: CaseFile, decision: Decision, post: Post | None) -> Settlement:
    """The words changed before the decision was told: it is undone, and somebody reads the new
    ones. What is not there to be read any more leaves the queue, and nobody is told.
    """
    waits = post is not None and post.waits
    return Settlement(
        decision=replace(decision, state="undone"),
        case=cases.reopened(file.case) if waits else cases.settled(file.case),
        change=None,
        reports=(),
        snapshots=(),
        notices=(),
    )


def _kept(reports: tuple[Report, ...], decision: Decision, action: Action) -> dict[str, Any]:
    """Which words were kept, and for which guidelines (M24)."""
    named = sorted({each.guideline for each in reports} - {""})
    if action.slug != "keep" or not named:
        return {}
    return {"kept_version": decision.read, "kept_for": f" {' '.join(named)} "}


def _statement(
    file: CaseFile,
    reports: tuple[Report, ...],
    decision: Decision,
    action: Action,
    given: Given | None,
    now: datetime,
) -> Statement | None:
    """What restricts somebody has its reasons on a page of their own (M21)."""
    if not action.states and given is None:
        return None
    reported = any(each.inbox != file.case.target.author_id for each in reports)
    kind = _kind(action, given)
    return statements.state(file, decision, kind=kind, reported=reported, now=now, given=given)


def _kind(action: Action, given: Given | None) -> str:
    """What leaves a post as it is and comes with a step is told as that."""
    return STEP if given and not action.states else action.notice


def _outcome(report: Report, action: Action) -> str:
    """Whoever worried is told that somebody cares, never what was decided about the words."""
    return CARED if report.kind == "worried" else action.outcome


def _notices(
    file: CaseFile,
    reports: tuple[Report, ...],
    decision: Decision,
    action: Action,
    given: Given | None,
) -> tuple[Notice, ...]:
    """One for each reporter and one for the author, whose notice never says that somebody
    reported; also when it was the author who did.
    """
    target = file.case.target
    outcomes = _outcomes(target.author_id, reports, action)
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
        kind=_kind(action, given),
        at=decision.at,
        space=target.space,
        post_id=target.id if target.kind == "post" else "",
        guideline=decision.guideline,
        line=decision.line,
    )
    return *told, author


def _outcomes(author_id: str, reports: tuple[Report, ...], action: Action) -> dict[str, str]:
    """What each inbox is told; somebody who also worried is told of the care, and nobody who has
    heard of it is told again.
    """
    told: dict[str, str] = {}
    heard = {report.inbox for report in reports if report.told} | {"", author_id}
    for report in reports:
        if report.inbox not in heard:
            before = told.get(report.inbox)
            told[report.inbox] = before if before == CARED else _outcome(report, action)
    return told

"""Asking for another look (M22): once about each decision, answered by somebody else.

open -> answered, while the answer can still be undone -> upheld, varied or overturned, and told.
Whoever asks reads at once by when we aim to answer. Where one moderator is alone, the same one may
look again after a day, and everybody who reads of it reads that too.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forum import posts, times
from forum.accounts import Viewer
from forum.changes import Change
from forum.errors import Asked, CaseMoved, FieldError, Incomplete, NotFound, OwnCase, TooLate
from forum.moderation import audit, cases, decisions, leases
from forum.moderation.audit import Event
from forum.moderation.cases import Appeal, Case, CaseFile, Decision
from forum.moderation.decisions import Verdict
from forum.moderation.reports import Target
from forum.moderation.statements import OPEN, Statement
from forum.posts import Post

ANSWER_DAYS = 7
ALONE_HOURS = 24
# What a target is called that is a decision, and how urgent it is: after what waits to be read.
KIND, PRIORITY = "appeal", cases.HELD
UPHOLD, VARY, OVERTURN = "uphold", "vary", "overturn"
# What a moderator chooses, and what whoever asked is told.
OUTCOMES = {UPHOLD: "upheld", VARY: "varied", OVERTURN: "overturned"}
# What they find in their inbox when their words are as they were before.
RESTORED = "restored"
# Why somebody may not answer, yet or at all.
SOMEBODY_ELSE, LATER = "somebody else", "later"


@dataclass(frozen=True, kw_only=True)
class Asking:
    """An appeal as it is made: its case in the queue, the statement that says so, and the post,
    whose words are kept a while longer.
    """

    appeal: Appeal
    case: Case
    statement: Statement
    change: Change | None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a moderator sends. `id` is the form's; `guideline` is for another reason than before."""

    id: str
    outcome: str
    guideline: str
    line: str
    case_version: int


def ask(
    viewer: Viewer, statement: Statement, post: Post | None, text: str, now: datetime
) -> Asking:
    """Asks for another look, in one's own words; also while one's place is paused.

    Refuses somebody else (`NotFound`), a second time (`Asked`), and after the time (`TooLate`).
    """
    if viewer.id != statement.account_id:
        raise NotFound
    if statement.appeal:
        raise Asked
    if times.stamp(now) >= statement.appeal_until:
        raise TooLate
    at, due = times.stamp(times.quarter(now)), posts.after(now, days=ANSWER_DAYS)
    appeal = Appeal(id=statement.id, case_id=statement.case_id, text=text, at=at, due_at=due)
    target = Target(
        kind=KIND,
        id=statement.id,
        author_id=viewer.id,
        author_name=viewer.name,
        space=statement.space,
    )
    return Asking(
        appeal=appeal,
        case=Case(target=target, priority=PRIORITY, due_at=due, at=at),
        statement=replace(statement, appeal=OPEN, appeal_at=at, answer_by=due),
        change=_kept_longer(post, now),
    )


def why_not(
    moderator: Viewer, decision: Decision | None, appeal: Appeal, *, alone: bool, now: datetime
) -> str:
    """Why this moderator may not answer, or nothing. `alone` says that there is no other one."""
    if decision is None or decision.moderator_id != moderator.id:
        return ""
    if not alone:
        return SOMEBODY_ELSE
    return LATER if now < times.parse(may_alone(appeal)) else ""


def may_alone(appeal: Appeal) -> str:
    """From when the only moderator may look at their own decision again, as a stamp."""
    return times.stamp(times.parse(appeal.at) + timedelta(hours=ALONE_HOURS))


def answer(
    moderator: Viewer,
    file: CaseFile,
    decision: Decision | None,
    sent: Answer,
    *,
    alone: bool,
    guidelines: frozenset[str],
    now: datetime,
) -> Verdict:
    """One of `OUTCOMES`, with a sentence that meets what was said. `decision` is the one that was
    asked about, while it is kept.

    Refuses as a decision does (`OwnCase`, `Decided`, `BeingRead`, `CaseMoved`, `Incomplete`); also
    whoever made the decision, unless there is nobody else and a day has passed (`OwnCase`).
    """
    cases.check_may_decide(moderator, file)
    leases.check_free(moderator, file.case, now)
    appeal = file.appeal
    if appeal is None:
        raise NotFound
    if why_not(moderator, decision, appeal, alone=alone, now=now):
        raise OwnCase
    if sent.case_version != file.case.version:
        raise CaseMoved
    _check(sent, decision, guidelines)
    made = _pending(moderator, file, decision, sent, now)
    after, event = cases.decided(file), _event(moderator, made, appeal)
    return Verdict(decision=made, case=after, change=None, event=event, at=times.epoch(now))


def _kept_longer(post: Post | None, now: datetime) -> Change | None:
    """The words outlive the answer."""
    kept = posts.keep_removed(post, now=now) if post else None
    return Change(was=post.version, post=kept) if post and kept and kept != post else None


def _check(sent: Answer, decision: Decision | None, guidelines: frozenset[str]) -> None:
    wrong = []
    if sent.outcome not in OUTCOMES:
        wrong.append(FieldError(field="outcome", reason="choose"))
    before = decision.guideline if decision else ""
    if sent.outcome == VARY and (sent.guideline not in guidelines or sent.guideline == before):
        wrong.append(FieldError(field="guideline", reason="choose"))
    if not sent.line:
        wrong.append(FieldError(field="answer", reason="empty"))
    if wrong:
        raise Incomplete(fields=tuple(wrong))


def _pending(
    moderator: Viewer, file: CaseFile, decision: Decision | None, sent: Answer, now: datetime
) -> Decision:
    kept = decision.guideline if decision else ""
    return Decision(
        id=sent.id,
        target_id=file.case.id,
        action=sent.outcome,
        guideline=sent.guideline if sent.outcome == VARY else kept,
        line=sent.line,
        moderator_id=moderator.id,
        at=times.stamp(times.quarter(now)),
        state="pending",
        undo_until=times.epoch(now) + decisions.UNDO_SECONDS,
        alone=decision is not None and decision.moderator_id == moderator.id,
    )


def _event(moderator: Viewer, made: Decision, appeal: Appeal) -> Event:
    """It stands beside the other events of that case, and says whether it was the same person."""
    return audit.did(
        moderator,
        f"{made.action}-alone" if made.alone else made.action,
        appeal.case_id,
        made.at,
        reason=made.guideline,
    )

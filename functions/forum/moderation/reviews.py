"""What comes of an answer to whoever asked for another look, once it can no longer be undone (M22):
what was done is taken back, or stands, and they are told with reasons.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from forum import changes, posts
from forum.accounts import Account
from forum.changes import Change
from forum.moderation import cases, corrections, redactions, steps
from forum.moderation.appeals import OUTCOMES, OVERTURN, RESTORED, UPHOLD, VARY
from forum.moderation.cases import Case, CaseFile, Decision
from forum.moderation.notices import Notice, reply_notices
from forum.moderation.redactions import Redaction
from forum.moderation.statements import Statement
from forum.moderation.steps import Given, Strike
from forum.posts import Post
from forum.threads import Thread


@dataclass(frozen=True, kw_only=True)
class Review:
    """What comes of an answer once it can no longer be undone. `statement` is gone when its time is
    over; `taken_back` is the step for the account, if there was one.
    """

    decision: Decision
    case: Case
    change: Change | None
    statement: Statement | None
    notices: tuple[Notice, ...]
    taken_back: Given | None = None

    @property
    def changed(self) -> bool:
        """Whether whoever reported is told that it came out otherwise."""
        return self.decision.action == OVERTURN


def review(
    file: CaseFile,
    decision: Decision,
    statement: Statement | None,
    post: Post | None,
    thread: Thread | None,
    *,
    answers: frozenset[str],
    now: datetime,
    strikes: tuple[Strike, ...] = (),
    account: Account | None = None,
) -> Review | None:
    """What comes of an answer; `None` for one that only newer code knows. `thread` is what the post
    opens, and `answers` whom it answers. `strikes` are those of the `account` of whoever asked:
    the one of this decision counts for nothing more, unless it is upheld.

    Words that are gone by now stay gone, and whoever asked is told so.
    """
    if decision.action not in OUTCOMES:
        return None
    change = _becomes(decision, statement, post, thread, now)
    back = decision.action == OVERTURN and (change is not None or _is_words(statement))
    told = _told(file, decision, back)
    rises = change is not None and change.rises != ""
    return Review(
        decision=replace(decision, state="final"),
        case=cases.settled(file.case),
        change=change,
        statement=_answered(statement, decision, back),
        notices=(told, *_replied(change, answers, decision.at)) if change and rises else (told,),
        taken_back=_taken_back(file, decision, strikes, account),
    )


def _becomes(
    decision: Decision,
    statement: Statement | None,
    post: Post | None,
    thread: Thread | None,
    now: datetime,
) -> Change | None:
    """What was done to the post is taken back, or it is down for another reason."""
    if post is None or decision.action == UPHOLD:
        return None
    if decision.action == VARY and post.state == "removed":
        named = replace(post, guideline=decision.guideline, version=post.version + 1)
        return changes.follow(post, named, thread)
    if decision.action == OVERTURN and post.state == "removed":
        return changes.restore(post, thread, now=now)
    if decision.action == OVERTURN and statement and post.state in posts.STANDING:
        return _stands_again(statement, post, thread, now)
    return None


def _stands_again(
    statement: Statement, post: Post, thread: Thread | None, now: datetime
) -> Change | None:
    """Without the note before it, or with the details that were taken out of it, while they are
    kept and none were taken out since.
    """
    made: Change | None = None
    if statement.kind == "corrected" and post.correction:
        made = corrections.correct(post, thread, correction="", source="", now=now)
    if statement.kind == "redacted" and post.original.source:
        whole = Redaction(words=post.original, title=post.original_title, details=())
        if len(redactions.taken_out(post)) == statement.details:
            made = redactions.redact(post, thread, whole, now=now)
    return made if made and made.is_one else None


def _is_words(statement: Statement | None) -> bool:
    """Whether nothing was done to the post, so that nothing is to be brought back."""
    return statement is not None and statement.kind == "step"


def _taken_back(
    file: CaseFile, decision: Decision, strikes: tuple[Strike, ...], account: Account | None
) -> Given | None:
    if decision.action == UPHOLD:
        return None
    found = next((each for each in strikes if each.id == file.case.id), None)
    return steps.take_back(found, [each for each in strikes if each != found], account)


def _answered(statement: Statement | None, decision: Decision, back: bool) -> Statement | None:
    if statement is None:
        return None
    return replace(
        statement,
        appeal=OUTCOMES[decision.action],
        answer=decision.line,
        answered_at=decision.at,
        answered_guideline=decision.guideline if decision.action == VARY else "",
        alone=decision.alone,
        restored=back,
    )


def _told(file: CaseFile, decision: Decision, back: bool) -> Notice:
    """To whoever asked: it leads to the reasons, which have the answer."""
    target = file.case.target
    return Notice(
        id=decision.id,
        inbox=target.author_id,
        kind=RESTORED if back else OUTCOMES[decision.action],
        at=decision.at,
        space=target.space,
        guideline=decision.guideline,
        line=decision.line,
        outcome=target.id,
    )


def _replied(change: Change, answers: frozenset[str], at: str) -> tuple[Notice, ...]:
    """Whom a post answers that was never up before learns of it now."""
    post = change.post
    author = post.author_id, post.author_name
    return reply_notices(post_id=post.id, space=post.space, at=at, author=author, to=set(answers))

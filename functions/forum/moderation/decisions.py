"""A decision: what a moderator sends, what it must hold, and what it writes at once.

For a short while it can be undone and nobody is told (M18); what happens after that is in
`settlements.py`. What is to be out of sight is covered at once.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forum import times
from forum.accounts import Viewer
from forum.changes import Change
from forum.errors import CaseMoved, FieldError, Incomplete, NotFound, PersonFirst, Told
from forum.moderation import actions, audit, caring, cases, leases, steps
from forum.moderation.actions import Action
from forum.moderation.audit import Event
from forum.moderation.cases import Case, CaseFile, Decision
from forum.moderation.redactions import Redaction
from forum.posts import Post
from forum.threads import Thread

UNDO_SECONDS = 20
# The guideline of a decision that is about care and not rules.
CARE = "care"


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What a moderator sends: their choice, their reasons, and what they had seen.

    `id` is the form's: the same form decides once. `post_version` and `case_version` are those of
    the page that they read. `details` are to be taken out, and `redaction` is how the post reads
    without them; `correction` and its `source` are to stand before it. `step` is for the account,
    for a guideline alone. `hurts` says that the words of somebody in distress could hurt others.
    """

    id: str
    action: str
    guideline: str
    line: str
    post_version: int
    case_version: int
    details: tuple[str, ...] = ()
    redaction: Redaction | None = None
    correction: str = ""
    source: str = ""
    step: str = ""
    hurts: bool = False


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A decision as it stands after it was made or undone, with the case and the post then, and
    what is logged. `at` is when, in epoch seconds.
    """

    decision: Decision
    case: Case
    change: Change | None
    event: Event
    at: int


def decide(
    moderator: Viewer,
    file: CaseFile,
    post: Post | None,
    thread: Thread | None,
    ruling: Ruling,
    *,
    guidelines: frozenset[str],
    now: datetime,
    ladder: tuple[str, ...] = (),
) -> Verdict:
    """One of `actions.ACTIONS`, with a guideline (or `care`) and a sentence of one's own. `thread`
    is what the post opens, if it does. `ladder` are the steps that there are for an account; one
    about a worry has none (`Incomplete`, N1).

    Refuses one's own case (`OwnCase`), one that is decided (`Decided`), one that somebody else
    reads (`BeingRead`), one in which the person comes first (`PersonFirst`, G5), one that was added
    to or words that were edited since the moderator read them (`CaseMoved`), and a decision without
    its reasons (`Incomplete`, C4).
    """
    cases.check_may_decide(moderator, file)
    leases.check_free(moderator, file.case, now)
    if caring.waits(file):
        raise PersonFirst
    possible = actions.actions_for(file.case.target, post)
    action = _chosen(ruling, possible, guidelines, post, thread)
    _check_step(ruling, file, action, guidelines, ladder)
    if action.hides and caring.concerns(file) and not ruling.hurts:
        raise Incomplete(fields=(FieldError(field="hurts", reason="tick"),))
    _check_seen(ruling, file, post)
    change = actions.at_once(action, post, thread, redaction=ruling.redaction, now=now)
    decision = _pending(moderator, file, ruling, covers=change is not None, now=now)
    return Verdict(
        decision=decision,
        case=cases.decided(file),
        change=change,
        event=_measured(file, post, _event(moderator, decision, decision.action, decision.at)),
        at=times.epoch(now),
    )


def _check_seen(ruling: Ruling, file: CaseFile, post: Post | None) -> None:
    """Nothing is decided about a case or words that nobody has read."""
    if ruling.case_version != file.case.version:
        raise CaseMoved
    if post is not None and ruling.post_version != post.version:
        raise CaseMoved


def undo(
    moderator: Viewer,
    file: CaseFile,
    post: Post | None,
    thread: Thread | None,
    *,
    id: str,
    now: datetime,
    original: Redaction | None = None,
) -> Verdict:
    """Takes one's own decision back while nobody has been told of it; twice is once (M18).
    `original` is how the post reads with the details that it took out, if it did.

    Refuses somebody else's (`NotFound`), and one of which people have been told (`Told`).
    """
    found = next((each for each in file.decisions if each.id == id), None)
    if found is None or found.moderator_id != moderator.id:
        raise NotFound
    if found.state == "final":
        raise Told
    at = times.stamp(times.quarter(now))
    return Verdict(
        decision=replace(found, state="undone"),
        case=cases.reopened(file.case),
        change=actions.taken_back(found, post, thread, redaction=original, now=now),
        event=_event(moderator, found, "undo", at),
        at=times.epoch(now),
    )


def _pending(
    moderator: Viewer, file: CaseFile, ruling: Ruling, *, covers: bool, now: datetime
) -> Decision:
    """The decision as it is kept while it can be undone; of what another action would ask for,
    nothing.
    """
    corrects = ruling.action == "correct"
    return Decision(
        id=ruling.id,
        target_id=file.case.id,
        action=ruling.action,
        guideline=ruling.guideline or CARE,
        line=ruling.line,
        moderator_id=moderator.id,
        at=times.stamp(times.quarter(now)),
        state="pending",
        undo_until=times.epoch(now) + UNDO_SECONDS,
        reports=" ".join(report.id for report in file.at_once),
        covers=covers,
        read=ruling.post_version,
        details=len(ruling.details) if ruling.action == "redact" else 0,
        correction=ruling.correction if corrects else "",
        source=ruling.source if corrects else "",
        step=ruling.step,
    )


def _check_step(
    ruling: Ruling,
    file: CaseFile,
    action: Action,
    guidelines: frozenset[str],
    ladder: tuple[str, ...],
) -> None:
    of_rule = action.steps and ruling.guideline in guidelines
    if wrong := steps.wrong(ruling.step, file, ladder=ladder, possible=of_rule):
        raise Incomplete(fields=wrong)


def _chosen(
    ruling: Ruling,
    possible: tuple[Action, ...],
    guidelines: frozenset[str],
    post: Post | None,
    thread: Thread | None,
) -> Action:
    """The row of the action chosen, or `Incomplete` with everything that is missing."""
    action = next((each for each in possible if each.slug == ruling.action), None)
    if action and action.plain:
        return action
    wrong = []
    if action is None:
        wrong.append(FieldError(field="action", reason="choose"))
    for_care = ruling.guideline == CARE and (action is None or action.for_care)
    if ruling.guideline not in guidelines and not for_care:
        wrong.append(FieldError(field="guideline", reason="choose"))
    if not ruling.line:
        wrong.append(FieldError(field="line", reason="empty"))
    if action and action.wrong:
        said = ("details", "correction", "source")
        wrong += action.wrong(post, thread, **{name: getattr(ruling, name) for name in said})
    if action is None or wrong:
        raise Incomplete(fields=tuple(wrong))
    return action


def _measured(file: CaseFile, post: Post | None, event: Event) -> Event:
    """The event with what the month's numbers are counted from."""
    began = file.case.at
    waited = times.parse(event.at) - times.parse(began) if began else timedelta(minutes=-1)
    return replace(
        event,
        waited=max(-1, waited // timedelta(minutes=1)),
        answers=len(file.at_once),
        held=post is not None and post.waits,
    )


def _event(moderator: Viewer, decision: Decision, event: str, at: str) -> Event:
    return audit.did(
        moderator, event, decision.target_id, at, reason=decision.guideline, step=decision.step
    )

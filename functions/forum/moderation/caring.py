"""What a step of care brings about (G5, N1): the person hears from a moderator, whoever feared for
them hears that somebody is with them now, and the log has one entry without words.

It has no part that hides or takes down anything, and none that counts against anybody.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from forum import roles, times
from forum.accounts import Viewer
from forum.errors import CaseMoved, FieldError, Incomplete, NotFound, OwnCase
from forum.moderation import audit, leases, welfare
from forum.moderation.audit import Event
from forum.moderation.cases import MOST_URGENT, Case, CaseFile
from forum.moderation.hours import Hours
from forum.moderation.leases import Claim
from forum.moderation.notices import Notice
from forum.moderation.reports import Report
from forum.moderation.welfare import Welfare

# What whoever feared for somebody is told as soon as a moderator is with them.
WITH_THEM = "with-them"
# A step tells as many reporters at once; the next one tells the others.
TOLD_AT_ONCE = 20
# What is logged by what came of a step; else by the step.
EVENTS = {
    "reached": "welfare-lead",
    "not-reached": "welfare-no-lead",
    "contacted": "welfare-help-called",
    "contacted-alone": "welfare-help-called-alone",
    "not-possible": "welfare-no-data",
}


@dataclass(frozen=True, kw_only=True)
class Act:
    """What a moderator sends: the step, what came of it (a level, to assess), a sentence for the
    person, and the version of the care on their page. `id` is the form's.
    """

    id: str
    step: str
    outcome: str
    line: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Care:
    """The care after a step; who is told of what; the reports whose senders were told; the case,
    if that makes another of it; the member whose heavy case it is, or nobody; what is logged.
    """

    welfare: Welfare
    notices: tuple[Notice, ...]
    told: tuple[Report, ...]
    case: Case | None
    heavy: str
    event: Event


def of(file: CaseFile) -> Welfare:
    """The care about a case's target; before anybody looked, one that waits for that."""
    target = file.case.target
    begun = Welfare(target_kind=target.kind, target_id=target.id, space=target.space)
    return file.welfare or begun


def untold(file: CaseFile) -> tuple[Report, ...]:
    """The reports of people who fear for somebody and have not heard that a moderator is there."""
    return tuple(each for each in file.reports if each.kind == "worried" and not each.told)


def waits(file: CaseFile) -> bool:
    """Whether somebody is feared for and was not written to since: nothing is decided before."""
    looked = file.welfare is not None and file.welfare.state != welfare.ASSESS
    begun = file.welfare is not None and file.welfare.state == "reach-out"
    return begun or bool(untold(file)) or (file.case.worry and not looked)


def concerns(file: CaseFile) -> bool:
    """Whether somebody looked and found the person in distress or more: their words come down only
    because they could hurt others.
    """
    return file.welfare is not None and file.welfare.level >= welfare.DISTRESS


def take(moderator: Viewer, file: CaseFile, *, now: datetime) -> Claim:
    """A case that somebody begins to read; whoever fears for the person hears of it at once (N1).
    Refuses as `leases.take` does.
    """
    made = leases.take(moderator, file, now=now)
    unheard = tuple(each for each in untold(file) if not each.heard)[:TOLD_AT_ONCE]
    if made.event is None or not unheard:
        return made
    return replace(
        made,
        heard=tuple(replace(each, heard=True) for each in unheard),
        notices=_to_reporters(file, unheard, unheard[0].id, made.event.at),
    )


def care(moderator: Viewer, file: CaseFile, act: Act, *, hours: Hours, now: datetime) -> Care:
    """One step. The message to the person leaves with it and not twenty seconds later: nothing is
    taken from anybody that could be undone, and waiting can be harm.

    Refuses somebody without the role, and a review by anybody but a lead (`NotFound`); one's own
    words (`OwnCase`), though not one's own worry: care is no judgement; a case that somebody else
    reads (`BeingRead`); a step that was taken meanwhile (`CaseMoved`); and a message without a
    sentence of one's own (`Incomplete`).
    """
    before = of(file)
    _check(moderator, file, before, act, now)
    after = replace(_taken(moderator, file, before, act, hours, now), last=act.id)
    told = untold(file)[:TOLD_AT_ONCE]
    unheard = tuple(each for each in told if not each.heard)
    at = times.stamp(times.quarter(now))
    assessed = act.step == welfare.ASSESS
    return Care(
        welfare=after,
        notices=(*_to_reporters(file, unheard, act.id, at), *_to_person(file, after, act, at)),
        told=tuple(replace(each, told=True) for each in told),
        case=_moved(file.case, told, danger=assessed and after.level == welfare.PLAN),
        heavy=file.case.target.author_id if assessed and after.level >= welfare.THOUGHTS else "",
        event=_event(moderator, file.case, act, at),
    )


def _check(moderator: Viewer, file: CaseFile, before: Welfare, act: Act, now: datetime) -> None:
    is_lead = roles.includes(moderator.role, "lead")
    if not moderator.is_moderator or (act.step == "review" and not is_lead):
        raise NotFound
    if moderator.id == file.case.target.author_id:
        raise OwnCase
    leases.check_free(moderator, file.case, now)
    if act.version != before.version:
        raise CaseMoved
    if act.step == "reach-out" and not act.line:
        raise Incomplete(fields=(FieldError(field="message", reason="empty"),))


def _taken(
    moderator: Viewer, file: CaseFile, before: Welfare, act: Act, hours: Hours, now: datetime
) -> Welfare:
    by = moderator.role
    if act.step == welfare.ASSESS:
        level = int(act.outcome) if act.outcome in map(str, welfare.LEVELS) else 0
        return welfare.assess(before, level, fresh=bool(untold(file)), by=by, now=now)
    if act.step == welfare.HAND_OVER:
        return welfare.hand_over(before, by=by, now=now)
    return welfare.take(before, act.step, act.outcome, by=by, hours=hours, now=now)


def _to_reporters(file: CaseFile, told: tuple[Report, ...], id: str, at: str) -> tuple[Notice, ...]:
    """A moderator is with them now; one notice for each inbox, and none for the person."""
    target = file.case.target
    inboxes = {report.inbox for report in told} - {target.author_id, ""}
    return tuple(
        Notice(id=id, inbox=each, kind="report", at=at, space=target.space, outcome=WITH_THEM)
        for each in sorted(inboxes)
    )


def _to_person(file: CaseFile, after: Welfare, act: Act, at: str) -> tuple[Notice, ...]:
    """The moderator's own sentence, with help in view: when they are written to, and when somebody
    looks after them again and has something to say. Nobody is written to who has left.
    """
    target, steps = file.case.target, ("reach-out", "follow-up")
    if act.step not in steps or not act.line or not target.author_id:
        return ()
    notice = Notice(
        id=act.id,
        inbox=target.author_id,
        kind="reach-out",
        at=at,
        space=target.space,
        post_id=target.id if target.kind == "post" else "",
        line=act.line,
        outcome=str(after.level) if act.step == "reach-out" else act.step,
    )
    return (notice,)


def _moved(case: Case, told: tuple[Report, ...], *, danger: bool) -> Case | None:
    """The case as it is after that: with a plan an open one is the most urgent, and whoever looks
    after the place is told at once. Whoever decides meanwhile does not tell the reporters again.
    """
    priority = MOST_URGENT if danger and case.state == "open" else case.priority
    if not told and priority == case.priority:
        return None
    return replace(case, priority=priority, version=case.version + 1)


def _event(moderator: Viewer, case: Case, act: Act, at: str) -> Event:
    """What was done, and of help that was called whether it was; not how anybody is."""
    return audit.did(moderator, EVENTS.get(act.outcome) or f"welfare-{act.step}", case.id, at)

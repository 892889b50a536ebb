"""A case is everything said about one target, from the first report to the decision.

It is an item of its own: reports join it, the queue reads it, and a decision closes it for
everybody at once. Most urgent first: by priority, then by when an answer is due.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forum import times
from forum.accounts import Viewer
from forum.errors import Decided, NotFound, OwnCase
from forum.moderation.reports import Report, Snapshot, Target, about_post
from forum.moderation.welfare import Welfare
from forum.posts import Post

MOST_URGENT, HELD = 0, 3
REMIND_OFTEN, REMIND_SELDOM = timedelta(minutes=5), timedelta(minutes=30)
REMIND_OFTEN_FOR = timedelta(hours=1)
# A decision closes as many at once, tells and counts as many, and may end as many snapshots.
REPORTS_IN_A_DECISION = 16


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the queue shows of a case: no words, no notes, no names.

    Its id is its target's: there is one case about each. `worry` says that somebody fears for the
    person, `guideline` which one the most urgent report named, `hold` why a post waits to be
    read. `version` rises with every report and every decision; nothing is decided about a version
    that nobody saw. When it was decided
    that a post stays, `kept_version` is what was read and `kept_for` the guidelines that were
    named, apart and between spaces (M24). `lease_by` reads it until `lease_until`, in epoch
    seconds (M16).
    """

    target: Target
    priority: int
    due_at: str
    at: str = ""
    worry: bool = False
    guideline: str = ""
    state: str = "open"
    version: int = 1
    hold: str = ""
    kept_version: int = 0
    kept_for: str = ""
    lease_by: str = ""
    lease_until: int = 0

    @property
    def id(self) -> str:
        """The id of what it is about."""
        return self.target.id

    @property
    def order(self) -> str:
        """Sorts the queue as text: priority, due time, id. At its end, which moves nothing, stands
        until when somebody reads it: so the queue knows that and not who.
        """
        read = f"#{self.lease_until}" if self.lease_until else ""
        return f"P{self.priority}#{self.due_at}#{self.id}{read}"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, why, by whom (a role to members, an id to leads), and that a person did.

    While it is `pending` nobody has been told and it can be undone; `undo_until` is in epoch
    seconds. `reports` are the ids of those it closes, apart by spaces. `covers` says that it
    changed the post at once, and `read` is the version that was read. `details` is how many details
    it took out, which themselves are nowhere in it; `correction` and its `source` everybody reads.
    `alone` says that the only moderator looked at their own decision again. `step` is what it means
    for the account (`steps.py`).
    """

    id: str
    target_id: str
    action: str
    guideline: str
    line: str
    moderator_id: str
    at: str
    automated: bool = False
    state: str = "final"
    undo_until: int = 0
    reports: str = ""
    covers: bool = False
    read: int = 0
    details: int = 0
    correction: str = ""
    source: str = ""
    alone: bool = False
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class Appeal:
    """What somebody says who asks for another look at a decision, whose id it has (`appeals.py`).
    `case_id` is the case of that decision.
    """

    id: str
    case_id: str
    text: str
    at: str
    due_at: str


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """A case with all that is in it: open reports, words as reported, decisions made on it, and how
    far the care for the person is, if somebody looks after them. `taking_part` says that whoever
    reads it wrote in the same conversation, where that matters (`asks_who_wrote`). `worried` says
    that somebody feared for them in any report that is kept, closed ones too.
    """

    case: Case
    reports: tuple[Report, ...]
    snapshots: tuple[Snapshot, ...] = ()
    decisions: tuple[Decision, ...] = ()
    welfare: Welfare | None = None
    appeal: Appeal | None = None
    worried: bool = False
    taking_part: bool = False

    @property
    def at_once(self) -> tuple[Report, ...]:
        """The reports that one decision closes."""
        return self.reports[:REPORTS_IN_A_DECISION]

    @property
    def more(self) -> bool:
        """Whether there are further open reports than one decision closes."""
        return len(self.reports) > REPORTS_IN_A_DECISION

    @property
    def suggested(self) -> str:
        """The guideline that a reporter named first, or none."""
        return next((report.guideline for report in self.reports if report.guideline), "")


def opened(report: Report) -> Case:
    """The case as this report alone would open it."""
    return Case(
        target=report.target,
        priority=report.priority,
        due_at=report.due_at,
        at=report.at,
        worry=report.kind == "worried",
        guideline=report.guideline,
    )


def held(post: Post) -> Case:
    """The case of a post that waits for a person."""
    target, _ = about_post(post)
    return Case(target=target, priority=HELD, due_at=post.look_by, at=post.at, hold=post.hold)


def cannot_wait(case: Case, before: Case | None) -> bool:
    """Whether moderators are told at once: an open case of the most urgent kind, which was not
    that before. Another report in it tells them nothing new.
    """
    return _is_pressing(case) and not (before and _is_pressing(before))


def remind_after(pressing: Iterable[Case], now: datetime) -> timedelta | None:
    """How long after the last alert moderators are told again of what cannot wait and nobody has
    begun to read, less often once it is known that nobody can come; `None` when there is nothing.
    """
    alone = [case for case in pressing if _is_pressing(case) and not case.lease_until]
    if not alone:
        return None
    newest = max(times.parse(case.at) for case in alone)
    return REMIND_SELDOM if now - newest > REMIND_OFTEN_FOR else REMIND_OFTEN


def _is_pressing(case: Case) -> bool:
    return case.state == "open" and case.priority == MOST_URGENT


def asks_who_wrote(case: Case, now: datetime) -> bool:
    """Whether it matters that somebody wrote in the same conversation (M27): where somebody said
    that a guideline was broken, and others can still be asked. What cannot wait, and what has
    waited longer than was promised, is decided by whoever is here: nobody stays unanswered.
    """
    waits = case.state == "open" and now < times.parse(case.due_at)
    return waits and case.priority != MOST_URGENT and case.guideline != ""


def is_own(moderator: Viewer, file: CaseFile) -> bool:
    """Whether it is about their own words, their own report unless that cannot wait, or a
    conversation that they are part of (M27).
    """
    inboxes = {report.inbox for report in file.reports}
    reported = moderator.id in inboxes and file.case.priority != MOST_URGENT
    return moderator.id == file.case.target.author_id or reported or file.taking_part


def check_may_decide(moderator: Viewer, file: CaseFile) -> None:
    """Nobody decides a case of their own (`OwnCase`), nor one that somebody else has decided
    meanwhile (`Decided`).
    """
    if not moderator.is_moderator:
        raise NotFound
    if is_own(moderator, file):
        raise OwnCase
    if file.case.state != "open":
        raise Decided


def decided(file: CaseFile) -> Case:
    """The case after a decision: out of the queue, or open still for the reports beyond one."""
    after = replace(file.case, version=file.case.version + 1)
    return after if file.more else replace(after, state="decided", lease_by="", lease_until=0)


def reopened(case: Case) -> Case:
    """The case after a decision on it was undone."""
    return replace(case, state="open", version=case.version + 1)


def settled(case: Case, *, kept_version: int = 0, kept_for: str = "") -> Case:
    """The case after everybody was told: closed, unless somebody has reported it again. With what
    was read when it was kept, and for what: the very same again tells nobody anything new.
    """
    after = replace(case, version=case.version + 1)
    if case.state == "open":
        return after
    after = replace(after, kept_version=kept_version, kept_for=kept_for)
    return replace(after, state="closed", at="", worry=False, hold="")

"""When several members name a guideline, a post is out of sight until a person has looked (M15).

It is a pause, with nothing decided: its author is told at once, and a program never does more. Who
came this week counts half, and only beside somebody who did not, so that new accounts alone hide
nothing; who has no account counts for nothing here, and is read all the same. Where somebody
worries, nothing is hidden by counting.
"""

from dataclasses import replace
from datetime import datetime

from forum import times
from forum.accounts import Viewer
from forum.moderation import pauses
from forum.moderation.audit import Event
from forum.moderation.cases import Case, CaseFile, Decision
from forum.moderation.hours import Hours
from forum.moderation.pauses import Pause
from forum.moderation.reports import Report
from forum.posts import Post
from forum.threads import Thread

# In halves of a member: three while somebody is here, two while nobody is.
MEMBER, NEWCOMER = 2, 1
ENOUGH_HERE, ENOUGH_AWAY = 3 * MEMBER, 2 * MEMBER
PROGRAM = "program"


def counted(report: Report, viewer: Viewer | None, hours: Hours, now: datetime) -> Report:
    """A report that comes now, with how much it counts and how much is needed, in halves."""
    return replace(report, weight=_weight(viewer), enough=_enough(hours, now))


def may_be_met(case: Case) -> bool:
    """Whether it is worth looking into the case: one report alone is never enough."""
    plain = case.target.kind == "post" and not case.worry and not case.hold
    return plain and case.state == "open" and case.version > 1


def pause(file: CaseFile, post: Post | None, thread: Thread | None, now: datetime) -> Pause | None:
    """The post as several reports leave it; `None` when there is nothing to do. Words of which a
    moderator has said that they stay are not hidden by counting again.
    """
    if post is None or post.state != "visible" or not may_be_met(file.case) or not _are_met(file):
        return None
    if any(_stays(decision, post) for decision in file.decisions):
        return None
    at = times.stamp(times.quarter(now))
    event = Event(
        at=at,
        actor_role=PROGRAM,
        actor_id="",
        event="pause-by-reports",
        target=post.id,
        reason="",
    )
    return pauses.cover(file, post, thread, id=file.reports[-1].id, event=event, automated=True)


def _are_met(file: CaseFile) -> bool:
    """Whether those who named a guideline are enough; each counts once, by their fullest."""
    named = [report for report in file.reports if report.kind == "guideline" and report.weight]
    if not named:
        return False
    each: dict[str, int] = {}
    for report in named:
        each[report.inbox] = max(each.get(report.inbox, 0), report.weight)
    return MEMBER in each.values() and sum(each.values()) >= _asked(named)


def _asked(named: list[Report]) -> int:
    """What was needed when the last of them came."""
    return max(named, key=lambda report: report.at).enough


def _stays(decision: Decision, post: Post) -> bool:
    return (decision.action, decision.read) == ("keep", post.version) and decision.state != "undone"


def _weight(viewer: Viewer | None) -> int:
    if viewer is None:
        return 0
    return NEWCOMER if viewer.in_first_week else MEMBER


def _enough(hours: Hours, now: datetime) -> int:
    return ENOUGH_HERE if hours.staffed(now) else ENOUGH_AWAY

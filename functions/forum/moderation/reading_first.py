"""Reading what somebody writes, or what is written in a conversation, before others do: for some
days, never for good (M4). A member is told at once, and why; a conversation says it on its page.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from forum import times
from forum.accounts import Viewer
from forum.errors import FieldError, Incomplete, NotFound, OwnCase
from forum.moderation import audit
from forum.moderation.audit import Event
from forum.moderation.notices import Notice
from forum.moderation.reports import Target

WHOM = ("member", "thread")
# The last one ends it before its time.
CHOICES = (7, 14, 30, 0)


@dataclass(frozen=True, kw_only=True)
class ReadFirst:
    """Of whom or of what, by id, until when (a stamp, or nothing); what a member is told; what is
    logged.
    """

    whom: str
    id: str
    until: str
    notice: Notice | None
    event: Event


def read_first(
    moderator: Viewer, target: Target, *, id: str, whom: str, days: int, line: str, now: datetime
) -> ReadFirst:
    """From now on for so many days. `id` is the form's.

    Refuses somebody without the role (`NotFound`), one's own case (`OwnCase`), and what is not
    among the choices or has no sentence for the person (`Incomplete`).
    """
    if not moderator.is_moderator:
        raise NotFound
    if target.author_id == moderator.id:
        raise OwnCase
    _check(target, whom, days, line)
    until = times.stamp(times.quarter_after(now + timedelta(days=days))) if days else ""
    at = times.stamp(times.quarter(now))
    told = Notice(
        id=id, inbox=target.author_id, kind="read-first", at=at, line=line, outcome=str(days)
    )
    return ReadFirst(
        whom=whom,
        id=target.author_id if whom == "member" else target.thread_id,
        until=until,
        notice=told if whom == "member" else None,
        event=audit.did(moderator, "read-first", target.id, at),
    )


def _check(target: Target, whom: str, days: int, line: str) -> None:
    wrong = []
    if whom not in WHOM or (whom == "thread" and not target.thread_id):
        wrong.append(FieldError(field="whom", reason="choose"))
    if days not in CHOICES:
        wrong.append(FieldError(field="days", reason="choose"))
    if whom == "member" and not line:
        wrong.append(FieldError(field="reading_line", reason="empty"))
    if wrong:
        raise Incomplete(fields=tuple(wrong))

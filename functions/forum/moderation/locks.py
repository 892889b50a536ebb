"""Closing a conversation for some hours (M26): everybody reads why, and when it opens again, which
it does by itself. What was written stays, and whoever began it is told.
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
from forum.threads import Thread

# The last one opens it before its time.
CHOICES = (4, 24, 72, 168, 0)


@dataclass(frozen=True, kw_only=True)
class Lock:
    """Which conversation, until when (a stamp, or nothing) and why; who is told; what is logged."""

    thread_id: str
    until: str
    line: str
    notice: Notice | None
    event: Event


def lock(
    moderator: Viewer,
    target: Target,
    thread: Thread | None,
    *,
    id: str,
    hours: int,
    line: str,
    now: datetime,
) -> Lock:
    """From now on for so many hours. `id` is the form's.

    Refuses somebody without the role, and what is no conversation any more (`NotFound`), one's own
    case (`OwnCase`), and what is not among the choices or gives no reason (`Incomplete`).
    """
    if not moderator.is_moderator or thread is None or thread.state != "visible":
        raise NotFound
    if moderator.id in (target.author_id, thread.author_id):
        raise OwnCase
    _check(hours, line)
    at = times.stamp(times.quarter(now))
    return Lock(
        thread_id=thread.id,
        until=times.stamp(times.quarter_after(now + timedelta(hours=hours))) if hours else "",
        line=line if hours else "",
        notice=_notice(thread, id, at, hours, line) if thread.author_id else None,
        event=audit.did(moderator, "lock" if hours else "unlock", target.id, at),
    )


def _notice(thread: Thread, id: str, at: str, hours: int, line: str) -> Notice:
    return Notice(
        id=id,
        inbox=thread.author_id,
        kind="locked" if hours else "unlocked",
        at=at,
        space=thread.space,
        post_id=thread.opening_id,
        line=line,
    )


def _check(hours: int, line: str) -> None:
    wrong = []
    if hours not in CHOICES:
        wrong.append(FieldError(field="hours", reason="choose"))
    if not line:
        wrong.append(FieldError(field="lock_line", reason="empty"))
    if wrong:
        raise Incomplete(fields=tuple(wrong))

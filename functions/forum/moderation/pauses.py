"""Pausing a post while a moderator looks: covered at once, with nothing decided (M21).

Its author is told in the same breath, the case stays open, and a decision ends it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from forum import changes, times
from forum.accounts import Viewer
from forum.changes import Change
from forum.errors import CaseMoved
from forum.moderation import audit, cases
from forum.moderation.audit import Event
from forum.moderation.cases import Case, CaseFile
from forum.moderation.notices import Notice
from forum.posts import Post
from forum.threads import Thread


@dataclass(frozen=True, kw_only=True)
class Pause:
    """The post and the case after it; what its author is told; what is logged."""

    change: Change
    case: Case
    notice: Notice
    event: Event


def pause(
    moderator: Viewer,
    file: CaseFile,
    post: Post,
    thread: Thread | None,
    *,
    id: str,
    version: int,
    now: datetime,
) -> Pause:
    """Covers the post of an open case; one that is covered stays so. `id` is the form's, `version`
    that of the post as the moderator saw it.

    Refuses as a decision does: one's own case (`OwnCase`), one that is decided (`Decided`), words
    that were edited meanwhile (`CaseMoved`); and what is gone already (`Conflict`).
    """
    cases.check_may_decide(moderator, file)
    if post.state != "paused" and version != post.version:
        raise CaseMoved
    event = audit.did(moderator, "pause", post.id, times.stamp(times.quarter(now)))
    return cover(file, post, thread, id=id, event=event)


def cover(
    file: CaseFile,
    post: Post,
    thread: Thread | None,
    *,
    id: str,
    event: Event,
    automated: bool = False,
) -> Pause:
    """Post and case as they are from now on, whoever or whatever paused it."""
    return Pause(
        change=changes.pause(post, thread),
        case=replace(file.case, version=file.case.version + 1),
        notice=Notice(
            id=id,
            inbox=post.author_id,
            kind="paused",
            at=event.at,
            space=post.space,
            post_id=post.id,
            automated=automated,
        ),
        event=event,
    )

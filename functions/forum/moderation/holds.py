"""What waits for a person before others read it, and why (M2). Its author sees that it waits, for
what reason and until when, and can change it or take it back: nothing is held in secret (M21).

A cry for help is never kept waiting for a routine reason.
"""

from dataclasses import dataclass
from datetime import datetime

from forum import changes, times
from forum.accounts import Viewer
from forum.changes import Change
from forum.community import Community
from forum.moderation.cases import HELD
from forum.moderation.reports import PROMISE
from forum.posts import Post
from forum.threads import Thread


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a post waits. A `routine` reason says nothing of its words."""

    slug: str
    routine: bool


REASONS = (Reason(slug="first", routine=True),)


def screen(
    viewer: Viewer,
    post: Post,
    thread: Thread | None,
    *,
    community: Community,
    now: datetime,
    crisis: bool = False,
) -> Change:
    """A new post as it is to be kept, with the conversation that it opens: visible, or held for
    every reason at once, so that one look clears them all.

    `crisis` says that the words sound like a cry for help. Nothing looks for that yet: whatever
    does, says it here.
    """
    met = {"first": _is_first(viewer, community.hold_first)}
    why = tuple(
        reason.slug for reason in REASONS if met[reason.slug] and not (crisis and reason.routine)
    )
    if not why:
        return changes.follow(post, post, thread)
    due = times.quarter_after(community.when_here.due(now, PROMISE[HELD]))
    return changes.hold(post, thread, why=why, look_by=times.stamp(due))


def _is_first(viewer: Viewer, hold_first: int) -> bool:
    account = viewer.account
    return not account.staff and account.approved < hold_first

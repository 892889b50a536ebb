"""What waits for a person before others read it, and why (M2, M4, M5, F13). Its author sees that it
waits, for what reason and until when, and can change it or take it back: nothing is held in secret
(M21).

A cry for help is never kept waiting for a routine reason. An address off the community's list
waits whoever writes it (I4).
"""

from dataclasses import dataclass
from datetime import datetime

from forum import changes, times, words
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


REASONS = (
    Reason(slug="link", routine=False),
    Reason(slug="first", routine=True),
    Reason(slug="unstaffed", routine=True),
    Reason(slug="member", routine=True),
    Reason(slug="thread", routine=True),
    Reason(slug="space", routine=True),
)


def screen(
    viewer: Viewer,
    post: Post,
    thread: Thread,
    *,
    community: Community,
    now: datetime,
    crisis: bool = False,
) -> Change:
    """A new post as it is to be kept, with its conversation if it opens it: visible, or held for
    every reason at once, so that one look clears them all.

    `crisis` says that the words sound like a cry for help. Nothing looks for that yet: whatever
    does, says it here.
    """
    opens = thread if post.id == thread.opening_id else None
    met = _met(viewer, post, thread, community, now)
    why = tuple(each.slug for each in REASONS if each.slug in met)
    if crisis:
        why = tuple(each.slug for each in REASONS if each.slug in why and not each.routine)
    if not why:
        return changes.follow(post, post, opens)
    return changes.hold(post, opens, why=why, look_by=look_by(community, now))


def look_by(community: Community, now: datetime) -> str:
    """By when somebody aims to have read what waits from now on, as a stamp."""
    return times.stamp(times.quarter_after(community.when_here.due(now, PROMISE[HELD])))


def _met(
    viewer: Viewer, post: Post, thread: Thread, community: Community, now: datetime
) -> frozenset[str]:
    """The reasons there are; none for whoever looks after the place."""
    account, space = viewer.account, community.space(post.space)
    if account.staff:
        return frozenset()
    text = f"{thread.title}\n{post.words.source}" if post.id == thread.opening_id else ""
    named = words.hosts(text or post.words.source)
    found = {
        "link": bool(named - community.link_hosts),
        "first": account.approved < community.hold_first,
        "unstaffed": space.sensitive and not community.when_here.staffed(now),
        "member": times.is_before(now, account.read_first_until),
        "thread": times.is_before(now, thread.read_first_until),
        "space": now.date().isoformat() <= space.read_first_until,
    }
    return frozenset(slug for slug, holds in found.items() if holds)

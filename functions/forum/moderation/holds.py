"""What waits for a person before others read it, and why (M2, M4, M5, F13). Its author sees that it
waits, for what reason and until when, and can change it or take it back: nothing is held in secret
(M21).

A cry for help is never kept waiting for a routine reason. An address off the community's list
waits whoever writes it (I4).
"""

from dataclasses import dataclass, replace
from datetime import datetime

from forum import changes, threads, times, waiting, words
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
    why = tuple(_why(_met(viewer, post, thread, community, now), crisis))
    if not why:
        return changes.follow(post, post, opens)
    return changes.hold(post, opens, why=why, look_by=look_by(community, now))


def screen_edit(
    viewer: Viewer,
    post: Post,
    thread: Thread,
    change: Change,
    *,
    community: Community,
    now: datetime,
    crisis: bool = False,
) -> Change:
    """A change of a post as it is to be kept, by what the post and its thread were before it (F6).

    What waits goes on waiting, for whatever it waited for and for what is new. Of what is up, a
    change that meets a reason waits, and the words that a person has read stay until then.
    """
    if not change.is_one:
        return change
    why = _why_changed(_met_by(viewer, post, thread, change, community, now), post, crisis)
    if not why:
        return _let_up(change, now) if post.hold else change
    due = post.look_by if times.is_before(now, post.look_by) else look_by(community, now)
    if change.post.state == "held":
        return replace(change, post=replace(change.post, hold=" ".join(why), look_by=due))
    opens = change.thread
    title, want = (opens.title, opens.want) if opens else ("", "")
    proposed = waiting.propose(post, change.post, title=title, want=want, why=why, look_by=due)
    return Change(was=change.was, post=proposed)


def _met_by(
    viewer: Viewer, post: Post, thread: Thread, change: Change, community: Community, now: datetime
) -> frozenset[str]:
    """The reasons there are for a change; an address that was there before it is none."""
    named = change.thread or thread
    met = _met(viewer, change.post, named, community, now) - {"first"}
    more = _hosts(change.post, named) - _hosts(post, thread) - community.link_hosts
    return met if more else met - {"link"}


def _why_changed(met: frozenset[str], post: Post, crisis: bool) -> tuple[str, ...]:
    """Why it waits, or goes on waiting."""
    return tuple(_why(met.union(post.hold.split()), crisis))


def _let_up(change: Change, now: datetime) -> Change:
    """What waited is up at once: somebody needs help, and nothing routine may hide it."""
    rises = "" if change.post.up else threads.activity(now, 0)
    made = changes.follow(change.post, waiting.let_up(change.post), change.thread)
    return replace(made, was=change.was, rises=rises)


def look_by(community: Community, now: datetime) -> str:
    """By when somebody aims to have read what waits from now on, as a stamp."""
    return times.stamp(times.quarter_after(community.when_here.due(now, PROMISE[HELD])))


def _why(met: frozenset[str], crisis: bool) -> list[str]:
    return [each.slug for each in REASONS if each.slug in met and not (crisis and each.routine)]


def _hosts(post: Post, thread: Thread) -> frozenset[str]:
    """The hosts that the words name, those of the title with those of an opening."""
    title = thread.title if post.id == thread.opening_id else ""
    return words.hosts(f"{title}\n{post.words.source}")


def _met(
    viewer: Viewer, post: Post, thread: Thread, community: Community, now: datetime
) -> frozenset[str]:
    """The reasons there are; none for whoever looks after the place."""
    account, space = viewer.account, community.space(post.space)
    if account.staff:
        return frozenset()
    found = {
        "link": bool(_hosts(post, thread) - community.link_hosts),
        "first": account.approved < community.hold_first,
        "unstaffed": space.sensitive and not community.when_here.staffed(now),
        "member": times.is_before(now, account.read_first_until),
        "thread": times.is_before(now, thread.read_first_until),
        "space": now.date().isoformat() <= space.read_first_until,
    }
    return frozenset(slug for slug, holds in found.items() if holds)

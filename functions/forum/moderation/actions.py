"""What a moderator can do, as a table.

The rule, the form and the templates read `ACTIONS`: an action that is not a row does not exist,
and no place in the code means one of them by saying "else".
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from forum import changes, posts
from forum.changes import Change
from forum.moderation.cases import Decision
from forum.moderation.reports import Target
from forum.posts import Post
from forum.threads import Thread


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing that a moderator can do.

    `targets` it can be done to; the `outcome` that a reporter is told; the kind of `notice` that
    the author finds; what `change` it makes of a post that still stands. `hides` says that its
    words are covered from the moment it is chosen, `states` that its author finds a statement of
    reasons and may ask for another look (`statements.py`). `for_care` says that it may be chosen
    for care alone, without a guideline, and `plain` that it needs no reasons at all. `to` says
    whether it is for what is up, or for what waits for a person. `reads` says that it is about the
    very words that were read.
    """

    slug: str
    targets: frozenset[str]
    outcome: str
    notice: str
    change: Callable[..., Change]
    hides: bool = False
    states: bool = False
    for_care: bool = False
    plain: bool = False
    reads: bool = False
    to: frozenset[str] = frozenset({"up"})


def _keep(post: Post, thread: Thread | None, **_: object) -> Change:
    """It stays, and if somebody had paused it, it is uncovered."""
    return changes.resume(post, thread)


def _approve(post: Post, thread: Thread | None, *, now: datetime, **_: object) -> Change:
    """It is up, in its place."""
    return changes.approve(post, thread, now=now)


def _return(post: Post, thread: Thread | None, *, line: str, now: datetime, **_: object) -> Change:
    """Its author has it back, with one thing to change."""
    return changes.hand_back(post, thread, ask=line, now=now)


def _remove(
    post: Post, thread: Thread | None, *, guideline: str, now: datetime, **_: object
) -> Change:
    """It is down, for a guideline."""
    return changes.remove(post, thread, guideline=guideline, now=now)


ACTIONS = (
    Action(
        slug="approve",
        targets=frozenset({"post"}),
        outcome="kept",
        notice="approved",
        change=_approve,
        for_care=True,
        plain=True,
        reads=True,
        to=frozenset({"held"}),
    ),
    Action(
        slug="return",
        targets=frozenset({"post"}),
        outcome="kept",
        notice="returned",
        change=_return,
        for_care=True,
        reads=True,
        to=frozenset({"held"}),
    ),
    Action(
        slug="keep",
        targets=frozenset({"post", "member"}),
        outcome="kept",
        notice="kept",
        change=_keep,
        for_care=True,
    ),
    Action(
        slug="remove",
        targets=frozenset({"post"}),
        outcome="removed",
        notice="removed",
        change=_remove,
        hides=True,
        states=True,
        to=frozenset({"up", "held"}),
    ),
)


def actions_for(target: Target, post: Post | None) -> tuple[Action, ...]:
    """What can be done about a target, as its post stands, in the order of the table."""
    stands = "held" if post and post.waits else "up"
    possible = (action for action in ACTIONS if stands in action.to)
    return tuple(action for action in possible if target.kind in action.targets)


def find(slug: str) -> Action | None:
    """The row of that name."""
    return next((action for action in ACTIONS if action.slug == slug), None)


def cover(action: Action, post: Post | None, thread: Thread | None) -> Change | None:
    """What becomes of the post while the action can still be undone, or `None`."""
    if not action.hides or post is None or post.state not in posts.STANDING:
        return None
    made = changes.pause(post, thread)
    return made if made.is_one else None


def change(
    action: Action, post: Post | None, thread: Thread | None, decision: Decision, *, now: datetime
) -> Change | None:
    """What becomes of the post by its reasons, or `None` when it stays as it is or is down
    already.
    """
    if post is None or post.state not in (*posts.STANDING, *posts.WAITING):
        return None
    reasons = {"guideline": decision.guideline, "line": decision.line}
    made = action.change(post, thread, **reasons, now=now)
    return made if made.is_one else None

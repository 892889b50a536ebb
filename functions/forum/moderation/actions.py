"""What a moderator can do, as a table.

The rule, the form and the templates read `ACTIONS`: an action that is not a row does not exist,
and no place in the code means one of them by saying "else".
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from forum import changes, posts
from forum.changes import Change
from forum.errors import FieldError
from forum.moderation import corrections, redactions
from forum.moderation.cases import Decision
from forum.moderation.redactions import Redaction
from forum.moderation.reports import Target
from forum.posts import Post
from forum.threads import Thread


@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing that a moderator can do.

    `targets` it can be done to; the `outcome` that a reporter is told; the kind of `notice` that
    the author finds; what `change` it makes of a post that still stands, once nobody can undo it.
    `first` is what it makes of the post from the moment it is chosen, `back` what an undo makes of
    that, and `hides` says that the words are out of sight from then on. `states` says that its
    author finds a statement of reasons and may ask for another look (`statements.py`). `steps` says
    that it may come with a step for the account (`steps.py`), `for_care` that it may be chosen for
    care alone, without a guideline, and `plain` that it needs no reasons at all. `wrong` finds what
    is missing of what it alone asks for. `to` says whether it is for what is up, or for what waits
    for a person, and `of` what else must be so of the post. `reads` says that it is about the very
    words that were read.
    """

    slug: str
    targets: frozenset[str]
    outcome: str
    notice: str
    change: Callable[..., Change]
    first: Callable[..., Change] | None = None
    back: Callable[..., Change] | None = None
    hides: bool = False
    states: bool = False
    steps: bool = False
    wrong: Callable[..., list[FieldError]] | None = None
    of: Callable[[Post], bool] | None = None
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


def _correct(
    post: Post,
    thread: Thread | None,
    *,
    correction: str,
    source: str,
    now: datetime,
    **_: object,
) -> Change:
    """It stays, with what is right before it."""
    return corrections.correct(post, thread, correction=correction, source=source, now=now)


def _uncorrect(post: Post, thread: Thread | None, *, now: datetime, **_: object) -> Change:
    """It stands for itself again."""
    return corrections.correct(post, thread, correction="", source="", now=now)


def _pause(post: Post, thread: Thread | None, **_: object) -> Change:
    """Covered, until its author has been told."""
    return changes.pause(post, thread)


def _redact(
    post: Post, thread: Thread | None, *, redaction: Redaction, now: datetime, **_: object
) -> Change:
    """It reads without some details."""
    return redactions.redact(post, thread, redaction, now=now)


def _put_back(
    post: Post, thread: Thread | None, *, redaction: Redaction, now: datetime, **_: object
) -> Change:
    """It reads with them again, unless its author has written it another way since."""
    if not post.original.source:
        return changes.follow(post, post, thread)
    return redactions.redact(post, thread, redaction, now=now)


def _wrong_details(
    post: Post | None, thread: Thread | None, *, details: tuple[str, ...], **_: object
) -> list[FieldError]:
    return redactions.wrong(post, thread, details)


def _wrong_correction(
    post: Post | None, thread: Thread | None, *, correction: str, source: str, **_: object
) -> list[FieldError]:
    return corrections.wrong(correction, source)


def _stands(post: Post) -> bool:
    return post.state in posts.STANDING


def _is_corrected(post: Post) -> bool:
    return _stands(post) and post.correction != ""


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
        steps=True,
        for_care=True,
    ),
    Action(
        slug="redact",
        targets=frozenset({"post"}),
        outcome="edited",
        notice="redacted",
        change=_keep,
        first=_redact,
        back=_put_back,
        states=True,
        wrong=_wrong_details,
        of=_stands,
    ),
    Action(
        slug="correct",
        targets=frozenset({"post"}),
        outcome="noted",
        notice="corrected",
        change=_correct,
        states=True,
        wrong=_wrong_correction,
        of=_stands,
    ),
    Action(
        slug="uncorrect",
        targets=frozenset({"post"}),
        outcome="kept",
        notice="uncorrected",
        change=_uncorrect,
        for_care=True,
        of=_is_corrected,
    ),
    Action(
        slug="remove",
        targets=frozenset({"post"}),
        outcome="removed",
        notice="removed",
        change=_remove,
        first=_pause,
        back=_keep,
        hides=True,
        states=True,
        steps=True,
        to=frozenset({"up", "held"}),
    ),
)


def actions_for(target: Target, post: Post | None) -> tuple[Action, ...]:
    """What can be done about a target, as its post stands, in the order of the table."""
    stands = "held" if post and post.waits else "up"
    possible = (action for action in ACTIONS if stands in action.to)
    return tuple(
        action
        for action in possible
        if target.kind in action.targets and (not action.of or (post and action.of(post)))
    )


def find(slug: str) -> Action | None:
    """The row of that name."""
    return next((action for action in ACTIONS if action.slug == slug), None)


def at_once(
    action: Action, post: Post | None, thread: Thread | None, **how: object
) -> Change | None:
    """What becomes of the post while the action can still be undone, or `None`."""
    if not action.first or post is None or post.state not in posts.STANDING:
        return None
    made = action.first(post, thread, **how)
    return made if made.is_one else None


def taken_back(
    decision: Decision, post: Post | None, thread: Thread | None, **how: object
) -> Change | None:
    """What an undo makes of what the decision made at once, or `None` when it is gone by now."""
    action = find(decision.action)
    if not decision.covers or not action or not action.back or post is None:
        return None
    if post.state not in posts.STANDING:
        return None
    made = action.back(post, thread, **how)
    return made if made.is_one else None


def change(
    action: Action, post: Post | None, thread: Thread | None, decision: Decision, *, now: datetime
) -> Change | None:
    """What becomes of the post by its reasons, or `None` when it stays as it is or is down
    already.
    """
    if post is None or post.state not in (*posts.STANDING, *posts.WAITING):
        return None
    said = ("guideline", "line", "correction", "source")
    reasons = {name: getattr(decision, name) for name in said}
    made = action.change(post, thread, **reasons, now=now)
    return made if made.is_one else None

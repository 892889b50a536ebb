"""What may happen to a post that a person reads before others do (M2, M14, F6), or its change.

held -> visible, once it is read, or returned with one thing to change, and then held again. A
change of what is up waits beside it, and the words that were read stay up until then.
"""

from dataclasses import replace
from datetime import datetime

from forum.posts import (
    RETURNED_KEPT_DAYS,
    UNDO_WINDOW_HOURS,
    Post,
    after,
    asked_no_more,
    reworded,
    without_draft,
)

NUDGE_HOURS = 24


def hold(post: Post, *, why: tuple[str, ...], look_by: str) -> Post:
    """A new post that a person reads before others do."""
    return replace(post, state="held", up=False, hold=" ".join(why), look_by=look_by)


def propose(
    post: Post, changed: Post, *, title: str, want: str, why: tuple[str, ...], look_by: str
) -> Post:
    """An edit that a person reads first: until then the words before it stay up."""
    return replace(
        asked_no_more(post),
        draft=changed.words,
        draft_title=title,
        draft_want=want,
        hold=" ".join(why),
        look_by=look_by,
        version=changed.version,
    )


def approve(post: Post) -> Post:
    """Up, in the place that it was written in, with its change if that is what waited. One that its
    author took back stays so.
    """
    if not post.waits:
        return post
    if post.draft.source:
        post = replace(reworded(post), words=post.draft, edited=True)
    return replace(let_up(post), version=post.version + 1)


def restore(post: Post, *, now: datetime) -> Post:
    """Up again in its place, as its author left it: it should not have been taken down. A person
    has read it by now. Twice is once. What its author had taken back stays so, with its undo.
    """
    if post.state != "removed":
        return post
    if post.back_to == "withdrawn":
        purge_at = after(now, hours=UNDO_WINDOW_HOURS)
        gone = replace(post, state="withdrawn", back_to="visible", guideline="", purge_at=purge_at)
        return replace(gone, version=post.version + 1)
    if post.draft.source:
        post = replace(post, words=post.draft, edited=True)
    return replace(let_up(post), guideline="", purge_at="", version=post.version + 1)


def let_up(post: Post) -> Post:
    """Waits for nobody any more, in the version that it has."""
    kept = without_draft(asked_no_more(post))
    return replace(kept, state="visible", up=True, hold="", look_by="")


def hand_back(post: Post, *, ask: str, now: datetime) -> Post:
    """Back to its author with one thing to change (M14); what was taken back stays so. Words that
    were up before their change are up still.
    """
    if not post.waits:
        return post
    return replace(
        post,
        state="visible" if post.up else "returned",
        ask=ask,
        ask_until=after(now, days=RETURNED_KEPT_DAYS),
        nudge_at=after(now, hours=NUDGE_HOURS),
        version=post.version + 1,
    )


def lapse(post: Post, *, now: datetime) -> Post:
    """Taken back, since its author never came back to it. They can still undo that. Of a change,
    what was up before it stays, and the change is gone.
    """
    if post.up:
        kept = without_draft(asked_no_more(post))
        return replace(kept, hold="", look_by="", version=post.version + 1)
    return replace(
        post,
        state="withdrawn",
        back_to="returned",
        ask_until=after(now, days=RETURNED_KEPT_DAYS),
        purge_at=after(now, hours=UNDO_WINDOW_HOURS),
        nudge_at="",
        version=post.version + 1,
    )

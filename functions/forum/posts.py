"""What may happen to a post (F6, F7): its author's states and a moderator's.

held -> visible, once a person has read it, or returned with one thing to change, and then held
again; visible -> withdrawn -> as it was (undo) or purged;
visible <-> paused, while a moderator looks; any of these -> removed. Every change raises `version`;
a change from an older one is a `Conflict`.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forum import times
from forum.accounts import Viewer, check_may_write
from forum.errors import Conflict, Gone, NotFound, UnderReview

UNDO_WINDOW_HOURS = 24
REMOVED_KEPT_DAYS = 60
RETURNED_KEPT_DAYS = 30
# What a moderator can still take down.
STANDING = ("visible", "paused", "withdrawn")
# What waits until a person has read it: for its author and moderators alone (M21).
WAITING = ("held", "returned")
# What its author still has in hand.
OWN = ("visible", "paused", *WAITING)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A member's words: as typed (cleaned), as HTML, and the renderer's version that made it."""

    source: str
    html: str
    renderer: int


NO_WORDS = Words(source="", html="", renderer=0)


@dataclass(frozen=True, kw_only=True)
class Post:
    """One opening or reply. `seq` orders it in its thread; `at` is rounded to the quarter hour.

    `back_to` is the state that the undo of a withdrawal leads back to. `hold` says why it waits
    for a person (`moderation/holds.py`), apart by spaces, and `look_by` by when somebody aims to
    have read it. `up` says that others have been able to read it, or know that it was there. `ask`
    is what a moderator asks of its author first: a reminder goes at `nudge_at`, and at `ask_until`
    it is taken back. `draft` is what its author has changed it to, with `draft_title` and
    `draft_want` for an opening, while the words that a person has read stay up (F6). `original` and
    `original_title` are what its author wrote before a moderator took details out, and `taken_out`
    are those, a line each, until `original_until` (M13). `correction` is what a moderator says in
    front of it, from which `source`, since `corrected_at` (N16).
    """

    id: str
    thread_id: str
    space: str
    seq: int
    author_id: str
    author_name: str
    words: Words
    at: str
    reply_to: int = 0
    state: str = "visible"
    version: int = 1
    edited: bool = False
    purge_at: str = ""
    guideline: str = ""
    back_to: str = "visible"
    hold: str = ""
    look_by: str = ""
    up: bool = True
    ask: str = ""
    ask_until: str = ""
    nudge_at: str = ""
    draft: Words = NO_WORDS
    draft_title: str = ""
    draft_want: str = ""
    original: Words = NO_WORDS
    original_title: str = ""
    original_until: str = ""
    taken_out: str = ""
    correction: str = ""
    correction_source: str = ""
    corrected_at: str = ""

    @property
    def latest(self) -> Words:
        """The words as their author left them."""
        return self.draft if self.draft.source else self.words

    @property
    def waits(self) -> bool:
        """Whether a person is still to read it, or what it was changed to."""
        return bool(self.hold) and not self.ask and self.state in OWN


def is_author(viewer: Viewer | None, post: Post) -> bool:
    """Whether the viewer wrote the post. A purged post has no author."""
    return viewer is not None and post.author_id == viewer.id


def check_author(viewer: Viewer, post: Post) -> None:
    """Another member's post is not found, rather than forbidden: nothing to probe."""
    if not is_author(viewer, post):
        raise NotFound


def is_shown(viewer: Viewer | None, post: Post) -> bool:
    """Whether there is anything here for the viewer. What was never up leaves no trace for others,
    not even when it goes.
    """
    return post.up or is_author(viewer, post) or (viewer is not None and viewer.is_moderator)


def check_visible(post: Post) -> None:
    """`UnderReview` while a moderator looks at it, `Gone` when it is out of sight otherwise, and
    `NotFound` when it was never up.
    """
    if not post.up:
        raise NotFound
    if post.state == "paused":
        raise UnderReview
    if post.state != "visible":
        raise Gone


def edit(viewer: Viewer, post: Post, *, version: int, words: Words, retitled: bool = False) -> Post:
    """The post with new words, marked as edited. The same words and title change nothing.

    What waits goes on waiting, in its place, and nobody has seen what it was before; what was
    returned waits again, changed or not.
    Refuses somebody else (`NotFound`), a post that a moderator is looking at (`UnderReview`), one
    taken down (`Gone`), an older form (`Conflict`).
    """
    check_may_edit(viewer, post)
    check_may_write(viewer)
    if words == post.latest and not retitled and not post.ask:
        return post
    if version != post.version:
        raise Conflict
    changed = replace(reworded(post), words=words, edited=post.up, version=post.version + 1)
    if post.state == "returned":
        return asked_no_more(replace(changed, state="held"))
    return changed


def check_may_edit(viewer: Viewer, post: Post) -> None:
    """Refuses as `edit` does whoever may not begin."""
    check_author(viewer, post)
    if post.state not in WAITING:
        check_visible(post)


def without_draft(post: Post) -> Post:
    """Without what its author has changed it to."""
    return replace(post, draft=NO_WORDS, draft_title="", draft_want="")


def reworded(post: Post) -> Post:
    """Its author has written it another way: what they wrote before is not needed any more."""
    return replace(post, original=NO_WORDS, original_title="")


def asked_no_more(post: Post) -> Post:
    """Without what was asked of its author."""
    return replace(post, ask="", ask_until="", nudge_at="")


def after(now: datetime, **apart: int) -> str:
    """The end of a promise that begins now, as a stamp."""
    return times.stamp(times.quarter_after(now + timedelta(**apart)))


def withdraw(viewer: Viewer, post: Post, *, now: datetime) -> Post:
    """Out of sight at once; the words stay for the undo, then are purged. Twice is once. Also while
    a moderator looks at it: an undo leads back to that.
    """
    check_author(viewer, post)
    if post.state == "withdrawn":
        return post
    if post.state not in OWN:
        raise Gone
    return replace(
        post,
        state="withdrawn",
        back_to=post.state,
        version=post.version + 1,
        purge_at=after(now, hours=UNDO_WINDOW_HOURS),
    )


def undo(viewer: Viewer, post: Post, *, now: datetime) -> Post:
    """Brings a withdrawn post back while its window lasts; after it, `Gone`."""
    check_author(viewer, post)
    if post.state in OWN:
        return post
    if post.state != "withdrawn" or now >= times.parse(post.purge_at):
        raise Gone
    return replace(
        post, state=post.back_to, back_to="visible", version=post.version + 1, purge_at=""
    )


def pause(post: Post) -> Post:
    """Covered while a moderator looks at it: only they and its author see the words. Twice is once.
    What its author has withdrawn meanwhile stays so, and an undo cannot uncover it.
    """
    if post.state not in STANDING:
        raise Conflict
    return _standing(post, "paused")


def resume(post: Post) -> Post:
    """Uncovered: a moderator has looked, and it stays. Twice is once."""
    if post.state not in STANDING:
        raise Conflict
    return _standing(post, "visible")


def _standing(post: Post, state: str) -> Post:
    """In this state, or in it again as soon as its author brings it back."""
    gone = post.state == "withdrawn"
    if gone and post.back_to in WAITING:
        return post
    changed = replace(post, back_to=state) if gone else replace(post, state=state)
    return post if changed == post else replace(changed, version=post.version + 1)


def purge(post: Post) -> Post:
    """What stays of a post whose time has come: a place, without words or author."""
    return replace(
        without_draft(reworded(asked_no_more(post))),
        state="purged",
        words=NO_WORDS,
        author_id="",
        author_name="",
        purge_at="",
        back_to="visible",
        hold="",
        look_by="",
        original_until="",
        taken_out="",
        correction="",
        correction_source="",
        corrected_at="",
        version=post.version + 1,
    )


def keep_removed(post: Post, *, now: datetime) -> Post:
    """Its author asks for another look: the private copy is kept as long again from now on."""
    if post.state != "removed":
        return post
    return replace(post, purge_at=after(now, days=REMOVED_KEPT_DAYS), version=post.version + 1)


def remove(post: Post, *, guideline: str, now: datetime) -> Post:
    """Taken down by a moderator: also a withdrawn post, so that an undo cannot bring it back, and
    one that waits.

    Its author keeps a private copy until the time to ask for another look has passed. That they
    had taken it back before is kept as well.
    """
    if post.state not in (*STANDING, *WAITING):
        raise Conflict
    return replace(
        asked_no_more(post),
        state="removed",
        back_to="withdrawn" if post.state == "withdrawn" else "visible",
        hold="",
        look_by="",
        guideline=guideline,
        version=post.version + 1,
        purge_at=after(now, days=REMOVED_KEPT_DAYS),
    )

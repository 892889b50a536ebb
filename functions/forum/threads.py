"""Conversations (F1): an opening post and flat replies, in a space, newest activity first."""

from dataclasses import dataclass
from datetime import datetime

from forum import times
from forum.accounts import Viewer, check_may_write
from forum.community import Space, check_may_read
from forum.errors import Closed, FieldError, Gone, Incomplete, NotFound, UnderReview
from forum.posts import WAITING, Post, Words
from forum.words import first_line

WANTS = ("listen", "shared", "ideas")
THREADS_PER_PAGE = 20
POSTS_PER_PAGE = 20
OPENING = 1


@dataclass(frozen=True, kw_only=True)
class Thread:
    """A conversation. `next_seq` numbers its next post; `activity` sorts it among its space's.

    `first_line` is how its opening begins. `up` is its opening's, and `unseen` counts the places of
    replies that were never up. Until `read_first_until`, a stamp, a moderator reads what is written
    here before others do (M4); until `locked_until` it takes no replies, and `locked_for` says why
    (M26). There is no count of anything else: pages never show `next_seq` (B6).
    """

    id: str
    space: str
    title: str
    want: str
    author_id: str
    author_name: str
    opening_id: str
    at: str
    activity: str
    next_seq: int = OPENING + 1
    state: str = "visible"
    first_line: str = ""
    up: bool = True
    unseen: int = 0
    read_first_until: str = ""
    locked_until: str = ""
    locked_for: str = ""

    @property
    def pages(self) -> int:
        """How many pages of twenty the thread has; a post keeps its page for ever."""
        return max(1, page_of(self.next_seq - 1))

    @property
    def numbered_pages(self) -> range:
        """The number of each page, from the first."""
        return range(1, self.pages + 1)

    @property
    def last_at(self) -> str:
        """When somebody last wrote here, to the quarter hour."""
        return self.activity.partition("#")[0]

    @property
    def waits(self) -> bool:
        """Whether nobody has written back yet that anybody can read (E3)."""
        return self.next_seq == OPENING + 1 + self.unseen


def page_of(seq: int) -> int:
    """The page that shows post number `seq`."""
    return (seq - 1) // POSTS_PER_PAGE + 1


def activity(now: datetime, turn: int) -> str:
    """Sorts by quarter hour, then by turn within it: no finer time is stored (A6).

    `turn` is the community's counter of posts in this hour, which the pace check hands out.
    """
    return f"{times.stamp(times.quarter(now))}#{turn:06d}"


def open_thread(
    viewer: Viewer,
    space: Space,
    *,
    ids: tuple[str, str],
    title: str,
    want: str,
    words: Words,
    now: datetime,
    turn: int,
) -> tuple[Thread, Post]:
    """A new conversation and its opening; `ids` come from the form, so a retry makes one.
    Refuses a paused member (`Paused`), a space they may not read, an unknown `want` (`Incomplete`).
    """
    check_may_write(viewer)
    check_may_read(space, viewer)
    check_want(want)
    at = times.stamp(times.quarter(now))
    thread = Thread(
        id=ids[0],
        space=space.slug,
        title=title,
        want=want,
        author_id=viewer.id,
        author_name=viewer.name,
        opening_id=ids[1],
        at=at,
        activity=activity(now, turn),
        first_line=first_line(words.source),
    )
    return thread, _opening(thread, words)


def _opening(thread: Thread, words: Words) -> Post:
    return Post(
        id=thread.opening_id,
        thread_id=thread.id,
        space=thread.space,
        seq=OPENING,
        author_id=thread.author_id,
        author_name=thread.author_name,
        words=words,
        at=thread.at,
    )


def reply(
    viewer: Viewer, thread: Thread, *, id: str, reply_to: int, words: Words, now: datetime
) -> Post:
    """A reply in answer to post number `reply_to`. Its place is given by the shelf when it is kept.

    Refuses a thread that was taken down meanwhile (`Gone`) or closed (`Closed`), or whose opening a
    moderator is looking at (`UnderReview`).
    """
    check_may_write(viewer)
    check_takes_replies(thread)
    check_not_locked(thread, now)
    if not OPENING <= reply_to < thread.next_seq:
        reply_to = OPENING
    return Post(
        id=id,
        thread_id=thread.id,
        space=thread.space,
        seq=thread.next_seq,
        author_id=viewer.id,
        author_name=viewer.name,
        words=words,
        at=times.stamp(times.quarter(now)),
        reply_to=reply_to,
    )


def check_may_see(viewer: Viewer | None, thread: Thread) -> None:
    """A conversation that was never up is not found, but by whoever began it and moderators."""
    if thread.up or (viewer and (viewer.is_moderator or viewer.id == thread.author_id)):
        return
    raise NotFound


def check_takes_replies(thread: Thread) -> None:
    """`Gone` when the opening was withdrawn or removed, `Closed` when a moderator closed it,
    `UnderReview` while one looks at the opening or is still to read it.
    """
    if thread.state == "closed":
        raise Closed
    if thread.state in ("paused", *WAITING):
        raise UnderReview
    if thread.state != "visible":
        raise Gone


def check_not_locked(thread: Thread, now: datetime) -> None:
    """`Closed` for the hours that a moderator closed it; then it is open by itself (M26)."""
    if times.is_before(now, thread.locked_until):
        raise Closed


def check_want(want: str) -> None:
    """`Incomplete` unless the member said what would help (E2)."""
    if want not in WANTS:
        raise Incomplete(fields=(FieldError(field="want", reason="choose"),))

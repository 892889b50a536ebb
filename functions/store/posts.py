"""Posts, kept under their thread in order, with a pointer from the random id to the place."""

from dataclasses import asdict, replace
from typing import Any

from forum.changes import Change
from forum.erasures import of_post
from forum.errors import Conflict, Gone, NotFound, Refused, Resting
from forum.moderation.notices import Notice
from forum.posts import NO_WORDS, Post, Words
from forum.threads import OPENING, POSTS_PER_PAGE, Thread, check_takes_replies
from store import accounts, erasures, items, tables, threads
from store.moderation import holds, notices

AROUND = 2
PURGE, ASKED, ORIGINAL = "purge", "asked", "original"
_PLACE_ATTEMPTS = 8
# What few posts have: the others are not made larger by it.
_AT_TIMES = (
    *("draft_title", "draft_want", "original_title", "original_until", "taken_out"),
    *("correction", "correction_source", "corrected_at"),
)


def add_opening(thread: Thread, opening: Post, *, counts: bool) -> Thread:
    """Keeps a new thread with its opening; a retry of the same form keeps one. One transaction.

    `counts` says whether the post moves its author on from being new. One that waits for a person
    opens its case. Refuses the id of somebody else's thread (`Refused`).
    """
    put = items.put("forum", f"thread#{thread.id}", _sort_key(opening.seq), _values(opening))
    writes = [{"Put": threads.thread_item(thread)}, _place(opening), {"Put": put}]
    try:
        tables.write(*writes, *_counted(opening, counts), *holds.opened_writes(opening))
    except tables.Cancelled as cancelled:
        kept = threads.find_thread(thread.id)
        same = (thread.author_id, thread.opening_id)
        if kept is None or (kept.author_id, kept.opening_id) != same:
            raise Refused from cancelled
        return kept
    return thread


def add_reply(
    reply: Post, thread: Thread, *, activity: str, told: tuple[Notice, ...], counts: bool
) -> Post:
    """Keeps a reply in the thread's next place and tells the people it answers; one transaction.

    One that waits for a person opens its case and comes without an `activity`.

    A reply that is kept already is returned as it stands (a retry makes one). Loses to a withdrawal
    meanwhile (`Gone`) or a closing (`Closed`); of two replies at once the later takes the next
    place.
    """
    for _ in range(_PLACE_ATTEMPTS):
        placed = replace(reply, seq=thread.next_seq)
        try:
            writes = _reply_writes(placed, thread, activity, told, counts)
            tables.write(*writes, *holds.opened_writes(placed))
        except tables.Cancelled as cancelled:
            if 1 in cancelled.failed:
                return _kept_before(reply)
            thread = threads.get_thread(thread.id)
            check_takes_replies(thread)
        else:
            return placed
    raise Resting


def get_place(post_id: str) -> tuple[str, int]:
    """The thread and number of a post, or `NotFound`. Stays when the words are gone."""
    item = items.get("forum", f"post#{post_id}", "place")
    if item is None:
        raise NotFound
    return str(item["thread_id"]), int(item["seq"])


def get_post(post_id: str) -> Post:
    """A post by its id, in whatever state, or `NotFound`."""
    thread_id, seq = get_place(post_id)
    item = items.get("forum", f"thread#{thread_id}", _sort_key(seq))
    if item is None:
        raise NotFound
    return _post(item)


def get_author(thread_id: str, seq: int) -> str:
    """The account that wrote the post in a place; nothing for an empty or a purged place."""
    item = items.get("forum", f"thread#{thread_id}", _sort_key(seq))
    return str(item["author_id"]) if item else ""


def get_answered(post: Post) -> frozenset[str]:
    """The accounts that a reply answers: whoever began, and whom it points to."""
    if post.seq == OPENING:
        return frozenset()
    found = {threads.get_thread(post.thread_id).author_id}
    if post.reply_to > OPENING:
        found.add(get_author(post.thread_id, post.reply_to))
    return frozenset(found)


def list_posts(thread_id: str, page: int) -> list[Post]:
    """The twenty places of one page, in order, whatever the state of each."""
    first = (page - 1) * POSTS_PER_PAGE + 1
    return _between(thread_id, first, first + POSTS_PER_PAGE - 1)


def list_around(thread_id: str, seq: int) -> list[Post]:
    """A post between the two before it and the two after it, whatever the state of each."""
    return _between(thread_id, max(1, seq - AROUND), seq + AROUND)


def list_due(at: str, limit: int, *, what: str = PURGE) -> list[Post]:
    """Posts whose time has come, for the worker: withdrawn ones whose undo has run out (`PURGE`),
    returned ones whose author is to be reminded, or never came back (`ASKED`), or those of which
    nobody needs what was taken out any more (`ORIGINAL`).
    """
    answer = tables.call(
        "query",
        TableName=tables.name("forum"),
        IndexName="due",
        Limit=limit,
        KeyConditionExpression="#due = :what AND #due_at <= :at",
        ExpressionAttributeNames={"#due": "due", "#due_at": "due_at"},
        ExpressionAttributeValues=items.pack({":what": what, ":at": at}),
    )
    return [_post(items.unpack(row)) for row in answer["Items"]]


def set_post(change: Change) -> None:
    """Keeps a change whole; nothing when it is none. Of two changes one wins, the other gets
    `Conflict`; the same change twice is one.

    What waits for a person has an open case, and one that its author takes back leaves the queue.
    """
    if not change.is_one:
        return
    if ways := holds.ways_writes(change.post):
        _keep_with_case(change, ways)
    else:
        _keep(change, [])


def _keep_with_case(change: Change, ways: list[list[dict[str, Any]]]) -> None:
    writes = change_writes(change)
    for way in ways:
        try:
            tables.write(*writes, *way)
        except tables.Cancelled as lost:
            if lost.failed != {len(writes)}:
                _check_kept(change, lost)
                return
        else:
            return
    raise Resting


def set_purged(change: Change, *, ends: int) -> None:
    """Keeps a purge as `set_post` does, and with it the entry of the ledger, which goes at `ends`,
    in epoch seconds.
    """
    _keep(change, erasures.erased_writes(of_post(change.post), ends=ends))


def set_lapsed(change: Change, notice: Notice) -> None:
    """Takes a returned post back whose author never came, and tells them. Loses to a change
    meanwhile (`Conflict`).
    """
    _keep(change, [{"Put": notices.notice_item(notice)}])


def _keep(change: Change, more: list[dict[str, Any]]) -> None:
    post, *follows = [*change_writes(change), *more]
    try:
        if follows:
            tables.write(post, *follows)
        else:
            tables.call("put_item", **post["Put"])
    except (tables.ConditionFailed, tables.Cancelled) as lost:
        _check_kept(change, lost)


def _check_kept(change: Change, lost: Exception) -> None:
    """`Conflict`, unless it was this very change that was kept before."""
    if not _is_kept(change.post, change.thread):
        raise Conflict from lost


def change_writes(change: Change) -> list[dict[str, Any]]:
    """The writes of `set_post`, for a larger transaction."""
    post, thread = change.post, change.thread
    put = items.put(
        "forum",
        f"thread#{post.thread_id}",
        _sort_key(post.seq),
        _values(post),
        condition="#version = :was",
        was=change.was,
    )
    if thread:
        follows = [{"Update": threads.change_item(thread, rises=change.rises)}]
    elif change.rises:
        follows = [{"Update": threads.rising_item(post.thread_id, change.rises)}]
    else:
        follows = []
    return [{"Put": put}, *follows]


def _between(thread_id: str, first: int, last: int) -> list[Post]:
    answer = tables.call(
        "query",
        TableName=tables.name("forum"),
        ConsistentRead=True,
        KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
        ExpressionAttributeValues=items.pack(
            {
                ":pk": f"thread#{thread_id}",
                ":first": _sort_key(first),
                ":last": _sort_key(last),
            }
        ),
    )
    return [_post(items.unpack(row)) for row in answer["Items"]]


def _reply_writes(
    reply: Post, thread: Thread, activity: str, told: tuple[Notice, ...], counts: bool
) -> list[dict[str, Any]]:
    put = items.put("forum", f"thread#{reply.thread_id}", _sort_key(reply.seq), _values(reply))
    return [
        {"Update": threads.next_place_item(thread, activity)},
        _place(reply),
        {"Put": put},
        *({"Put": notices.notice_item(notice)} for notice in told),
        *_counted(reply, counts),
    ]


def _counted(post: Post, counts: bool) -> list[dict[str, Any]]:
    """Counts an approved post towards no longer being new; only asked for while under the cap."""
    return [{"Update": accounts.approved_item(post.author_id)}] if counts else []


def _is_kept(post: Post, thread: Thread | None) -> bool:
    """Whether this very change is what stands, as when its answer was lost on the way."""
    kept = items.get("forum", f"thread#{post.thread_id}", _sort_key(post.seq))
    if thread and kept == _values(post):
        now = threads.get_thread(thread.id)
        elsewhere = {name: getattr(thread, name) for name in ("activity", "next_seq", "unseen")}
        return replace(now, **elsewhere) == thread
    return kept == _values(post)


def _kept_before(reply: Post) -> Post:
    kept = get_post(reply.id)
    if kept.author_id == reply.author_id and kept.thread_id == reply.thread_id:
        return kept
    raise Gone if kept.state == "purged" else Refused


def _place(post: Post) -> dict[str, Any]:
    values = {"thread_id": post.thread_id, "seq": post.seq}
    put = items.put(
        "forum", f"post#{post.id}", "place", values, condition="attribute_not_exists(pk)"
    )
    return {"Put": put}


def _sort_key(seq: int) -> str:
    return f"post#{seq:06d}"


def _values(post: Post) -> dict[str, Any]:
    values = asdict(post) | asdict(post.words)
    del values["words"]
    for name in ("draft", "original"):
        values |= {f"{name}_{part}": value for part, value in values.pop(name).items() if value}
    values = {key: value for key, value in values.items() if value or key not in _AT_TIMES}
    if post.author_id:
        own_at = f"{post.at}#{post.thread_id}#{post.seq:06d}"
        values |= {"own": post.author_id, "own_at": own_at}
    return values | _due(post)


def _due(post: Post) -> dict[str, str]:
    """What the worker does with it next, and when."""
    asked = post.nudge_at or post.ask_until if post.ask and not post.purge_at else ""
    times = [(post.original_until, ORIGINAL), (post.purge_at, PURGE), (asked, ASKED)]
    at, what = min((each for each in times if each[0]), default=("", ""))
    return {"due": what, "due_at": at} if what else {}


def _post(item: dict[str, Any]) -> Post:
    made = {"words": items.read(Words, item)}
    for name in ("draft", "original"):
        named = ((part, f"{name}_{part}") for part in asdict(NO_WORDS))
        parts = {part: item[stored] for part, stored in named if stored in item}
        made |= {name: Words(**parts)} if parts else {}
    return items.read(Post, item | made)

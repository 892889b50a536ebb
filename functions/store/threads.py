"""Threads: one item each, listed by activity through a sparse index while they are visible."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from forum.errors import NotFound, Refused
from forum.posts import Post
from forum.threads import OPENING, THREADS_PER_PAGE, Thread
from store import items, tables

_CURSOR = re.compile(r"(20[0-9:TZ-]{15})\.([0-9]{6})\.([0-9a-z]{26})")


@dataclass(frozen=True, kw_only=True)
class Listing:
    """One page of a space. `older` and `newer` are cursors, empty where there is nothing."""

    threads: list[Thread]
    older: str = ""
    newer: str = ""


def get_thread(thread_id: str) -> Thread:
    """A thread in whatever state, or `NotFound`."""
    thread = find_thread(thread_id)
    if thread is None:
        raise NotFound
    return thread


def list_threads(space: str, *, before: str = "", after: str = "") -> Listing:
    """One page of a space's visible threads, newest activity first.

    `before` and `after` are cursors of `Listing`; a cursor that is none is `Refused`. Costs one
    page, however large the space is.
    """
    cursor = before or after
    start = {"ExclusiveStartKey": _start_key(space, cursor)} if cursor else {}
    answer = tables.call(
        "query",
        TableName=tables.name("forum"),
        IndexName="activity",
        Limit=THREADS_PER_PAGE + 1,
        KeyConditionExpression="#listed_in = :space",
        ScanIndexForward=bool(after),
        ExpressionAttributeNames={"#listed_in": "listed_in"},
        ExpressionAttributeValues=items.pack({":space": space}),
        **start,
    )
    found = [items.read(Thread, items.unpack(row)) for row in answer["Items"]]
    more, page = len(found) > THREADS_PER_PAGE, found[:THREADS_PER_PAGE]
    if after:
        page.reverse()
    ends = (_cursor(page[0]), _cursor(page[-1])) if page else ("", "")
    has_newer, has_older = (more, True) if after else (bool(before), more)
    return Listing(
        threads=page, newer=ends[0] if has_newer else "", older=ends[1] if has_older else ""
    )


def next_place_item(thread: Thread, activity: str) -> dict[str, Any]:
    """The Update that takes the thread's next place and moves it up its list; without an
    `activity` it stays where it is, as if nobody had written.
    """
    moves = {"activity": activity} if activity else {"one": 1}
    return items.update(
        "forum",
        f"thread#{thread.id}",
        "thread",
        f"SET #next_seq = :next{', #activity = :activity' if activity else ' ADD #unseen :one'}",
        condition="#next_seq = :now AND #state = :visible",
        next=thread.next_seq + 1,
        now=thread.next_seq,
        visible="visible",
        **moves,
    )


def rising_item(thread_id: str, activity: str) -> dict[str, Any]:
    """The Update that moves a thread up its list when a reply that nobody saw is up."""
    return items.update(
        "forum",
        f"thread#{thread_id}",
        "thread",
        "SET #activity = :activity ADD #unseen :less",
        condition="attribute_exists(pk)",
        activity=activity,
        less=-1,
    )


def change_item(thread: Thread, *, rises: str = "") -> dict[str, Any]:
    """The Update that makes a thread follow its opening, in and out of the list; to the top of it
    when it `rises` with this activity.
    """
    listed = thread.state == "visible"
    named = {
        "title": thread.title,
        "want": thread.want,
        "state": thread.state,
        "author_id": thread.author_id,
        "author_name": thread.author_name,
        "first_line": thread.first_line,
        "up": thread.up,
        **({"activity": rises} if rises else {}),
    }
    sets = ", ".join(f"#{name} = :{name}" for name in named)
    index = ", #listed_in = :listed_in" if listed else " REMOVE #listed_in"
    if listed:
        named["listed_in"] = thread.space
    return items.update(
        "forum",
        f"thread#{thread.id}",
        "thread",
        f"SET {sets}{index}",
        condition="attribute_exists(pk)",
        **named,
    )


def find_thread(thread_id: str) -> Thread | None:
    """A thread in whatever state, or `None`."""
    item = items.get("forum", f"thread#{thread_id}", "thread")
    return items.read(Thread, item) if item else None


def find_opened(post: Post) -> Thread | None:
    """The thread that a post opens; `None` without a read for a reply."""
    return get_thread(post.thread_id) if post.seq == OPENING else None


def thread_item(thread: Thread) -> dict[str, Any]:
    """The Put of a new thread, which is listed if it is visible."""
    listed = {"listed_in": thread.space} if thread.state == "visible" else {}
    return items.put(
        "forum",
        f"thread#{thread.id}",
        "thread",
        {**asdict(thread), **listed},
        condition="attribute_not_exists(pk)",
    )


def _cursor(thread: Thread) -> str:
    return f"{thread.activity.replace('#', '.')}.{thread.id}"


def _start_key(space: str, cursor: str) -> dict[str, Any]:
    parts = _CURSOR.fullmatch(cursor)
    if parts is None:
        raise Refused
    at, turn, thread_id = parts.groups()
    values = {"listed_in": space, "activity": f"{at}#{turn}"}
    return {**items.key(f"thread#{thread_id}", "thread"), **items.pack(values)}

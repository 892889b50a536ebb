"""Conversations: start one, read one."""

import re
from typing import Any

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum import pace, posts, threads, times
from forum.accounts import Viewer
from forum.community import Space, check_may_read
from forum.posts import Post
from forum.threads import Thread
from store import posts as post_store
from store import threads as thread_store
from web import at_edge, forms, limits, pages, session
from web.member import writing

bp = Blueprint("threads", __name__)
_POSTED = re.compile(r"(new|reply|edit)-([0-9]{1,6})")
_DRAFTS = {"new": "thread", "reply": "reply", "edit": "edit"}
_decide = threads.open_thread


@bp.get("/spaces/<slug>/new/")
def new(slug: str) -> Response:
    """The form for a new conversation; the form carries the ids, so that it makes one (retries)."""
    space = pages.content().community.space(slug)
    defaults = {"title": "", "body": "", "want": "", "keep_draft": ""}
    ids = forms.values(thread_id=forms.new_id(), post_id=forms.new_id())
    values = forms.values(**defaults) | ids
    return pages.page(
        "forum/new.html",
        space=space,
        values=values,
        preview=g.get("preview"),
        allowance=_allowance(),
        current="spaces",
    )


@bp.post("/spaces/<slug>/new/")
@forms.again(new)
@forms.fields("thread_id", "post_id", "title", "body", "want", "keep_draft", "preview")
def create(slug: str) -> Response:
    """Opens a conversation, or shows how it would look."""
    viewer, space = _load(slug)
    title, written, want = writing.make_opening()
    if forms.ticked("preview"):
        return writing.preview(written, new, slug=slug)
    ids = forms.opaque("thread_id"), forms.opaque("post_id")
    turn = _pace(viewer, ids[0])
    opened = _decide(
        viewer, space, ids=ids, title=title, want=want, words=written, now=g.now, turn=turn
    )
    kept = _save(viewer, *opened)
    return writing.posted("new", kept.id, threads.OPENING)


@bp.get("/threads/<id>/")
@at_edge.same_for_all
def show(id: str) -> Response:
    """One page of a conversation: two reads, whatever its length."""
    thread = thread_store.get_thread(id)
    space = pages.content().community.space(thread.space)
    check_may_read(space, g.viewer)
    threads.check_may_see(g.viewer, thread)
    number = min(pages.page_number(), thread.pages)
    here = post_store.list_posts(thread.id, number)
    found = [post for post in here if posts.is_shown(g.viewer, post)]
    return pages.page("forum/thread.html", **_thread_values(thread, space, found, number))


def _thread_values(thread: Thread, space: Space, found: list[Post], number: int) -> dict[str, Any]:
    locked = times.is_before(g.now, thread.locked_until)
    defaults = {"body": "", "keep_draft": "", "reply_to": request.args.get("to", "")}
    values = forms.values(**defaults) | forms.values(post_id=forms.new_id())
    return {
        "thread": thread,
        "space": space,
        "read_first": times.is_before(g.now, thread.read_first_until),
        "takes_replies": thread.state == "visible" and not locked,
        "locked": locked,
        "posts": found,
        "names": {post.seq: post.author_name for post in found},
        "page": number,
        "values": values,
        "answered": _answered(found, values["reply_to"]),
        "is_own": g.viewer is not None and g.viewer.id == thread.author_id,
        "preview": g.get("preview"),
        **_posted(thread, found),
        "current": "spaces",
    }


def _answered(found: list[Post], reply_to: str) -> str:
    """The name of whom the form writes to, when it answers somebody else's post on this page."""
    me = g.viewer.id if g.viewer else ""
    names = {str(post.seq): post.author_name for post in found if post.author_id != me}
    return names.get(reply_to, "")


def _posted(thread: Thread, found: list[Post]) -> dict[str, Any]:
    """Which of one's own posts has just been kept, and the draft that the browser may forget."""
    parts = _POSTED.fullmatch(request.args.get("posted", ""))
    mine = {str(post.seq): post for post in found if posts.is_author(g.viewer, post)}
    post = mine.get(parts[2]) if parts else None
    if parts is None or post is None:
        return {"posted": "", "posted_seq": 0}
    drafts = {"new": thread.space, "reply": thread.id, "edit": post.id}
    key = f"{_DRAFTS[parts[1]]}:{drafts[parts[1]]}:{g.viewer.id[:8]}"
    return {"posted": key, "posted_seq": post.seq}


def _allowance() -> int:
    """How many conversations a day somebody new may start; 0 when nothing is to be said of it."""
    if g.viewer is None or not g.viewer.is_new:
        return 0
    return pace.a_day(pages.content().community.paces["thread_new"])


def _save(viewer: Viewer, thread: Thread, opening: Post) -> Thread:
    made = writing.screen(viewer, opening, thread)
    counts = viewer.counts and not made.post.waits
    return post_store.add_opening(made.thread or thread, made.post, counts=counts)


def _load(slug: str) -> tuple[Viewer, Space]:
    return session.viewer(), pages.content().community.space(slug)


def _pace(viewer: Viewer, thread_id: str) -> int:
    limits.spend_opening(viewer, thread_id)
    limits.spend("thread_site")
    return limits.spend("reply_site")

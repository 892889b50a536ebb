"""One post: its permanent address, and what its author may do with it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum import changes, posts, threads, words
from forum.accounts import Viewer
from forum.changes import Change
from forum.community import check_may_read
from forum.errors import NotFound
from forum.posts import Post, Words
from forum.threads import Thread
from store import own_posts
from store import posts as post_store
from store import threads as thread_store
from web import forms, limits, pages, session
from web.member import writing

bp = Blueprint("posts", __name__)
_save = post_store.set_post


@dataclass(frozen=True, kw_only=True)
class _Own:
    """A post in its author's hands, with the thread that it opens."""

    viewer: Viewer
    post: Post
    thread: Thread | None


@bp.get("/posts/")
def index() -> Response:
    """What somebody has written, for themselves alone: newest first, a page at a time."""
    before = request.args.get("before", "")
    found, older = own_posts.list_own(session.viewer().id, before=before)
    number = pages.page_number() if before else 1
    return pages.page(
        "forum/own-posts.html",
        posts=[(post, words.first_line(post.source)) for post in found],
        page=number,
        older=f"/posts/?page={number + 1}&before={older}" if older else "",
        current="you",
    )


@bp.get("/posts/<id>/")
def show(id: str) -> Response:
    """Where a post is; kindly gone when it was taken down, with the author's own copy or undo
    (F8).
    """
    post = post_store.get_post(id)
    check_may_read(pages.content().community.space(post.space), g.viewer)
    if not posts.is_shown(g.viewer, post):
        raise NotFound
    if post.state == "visible" and not (post.hold and posts.is_author(g.viewer, post)):
        page = threads.page_of(post.seq)
        return pages.see(f"/threads/{post.thread_id}/?page={page}#p{post.seq}")
    if not posts.is_author(g.viewer, post):
        posts.check_visible(post)
    status = 200 if post.state in posts.OWN else 410
    return pages.page("forum/own-post.html", status, post=post, current="spaces")


@bp.get("/posts/<id>/edit/")
def edit(id: str) -> Response:
    """The form to change a post; when somebody changed it meanwhile, both versions."""
    post = post_store.get_post(id)
    posts.check_may_edit(session.viewer(), post)
    thread = thread_store.get_thread(post.thread_id)
    title, want = post.draft_title or thread.title, post.draft_want or thread.want
    defaults = {"body": post.latest.source, "title": title, "want": want}
    values = forms.values(**defaults, version=post.version)
    if g.get("refusal") == "conflict":
        values["version"] = post.version
    return pages.page(
        "forum/edit.html",
        post=post,
        thread=thread,
        values=values,
        preview=g.get("preview"),
        current="spaces",
    )


@bp.post("/posts/<id>/edit/")
@forms.again(edit)
@forms.fields("body", "title", "want", "version", "preview")
def update(id: str) -> Response:
    """Keeps the changed words; an edited post says so (F6)."""
    own = _load(id)
    written, title, want = _written(own)
    if forms.ticked("preview"):
        return writing.preview(written, edit, id=id)
    _pace("edit", own)
    change = _decide(
        changes.edit, own, version=forms.number("version"), words=written, title=title, want=want
    )
    thread = own.thread or thread_store.get_thread(own.post.thread_id)
    _save(writing.screen_edit(own.viewer, own.post, thread, change))
    return writing.posted("edit", own.post.thread_id, own.post.seq)


@bp.get("/posts/<id>/withdraw/")
def leave(id: str) -> Response:
    """What taking it back means, and the words once more, before it is done."""
    own = _load(id)
    if own.post.state not in posts.OWN:
        return pages.see(f"/posts/{id}/")
    return pages.page("forum/withdraw.html", post=own.post, current="spaces")


@bp.post("/posts/<id>/withdraw/")
def withdraw(id: str) -> Response:
    """Out of sight at once; the undo waits on the post's own page (F7)."""
    own = _load(id)
    _pace("withdraw", own)
    change = _decide(changes.withdraw, own, now=g.now)
    _save(change)
    if own.thread and change.is_one:
        limits.give_back_opening(own.viewer.id, own.thread.id)
    return pages.see(f"/posts/{id}/")


@bp.post("/posts/<id>/undo/")
def undo(id: str) -> Response:
    """Brings a withdrawn post back; a conversation counts again as one of the day's."""
    own = _load(id)
    _pace("withdraw", own)
    _pace_opening(own)
    change = _decide(changes.undo, own, now=g.now)
    _save(change)
    return pages.see(f"/posts/{id}/")


def _load(id: str) -> _Own:
    viewer, post = session.viewer(), post_store.get_post(id)
    posts.check_author(viewer, post)
    return _Own(viewer=viewer, post=post, thread=thread_store.find_opened(post))


def _pace(act: str, own: _Own) -> None:
    limits.spend(act, own.viewer.id)


def _pace_opening(own: _Own) -> None:
    """A conversation that comes back is one that is opened; twice is once."""
    if own.thread and own.post.state == "withdrawn":
        limits.spend_opening(own.viewer, own.thread.id)


def _decide(rule: Callable[..., Change], own: _Own, **how: object) -> Change:
    return rule(own.viewer, own.post, own.thread, **how)


def _written(own: _Own) -> tuple[Words, str, str]:
    """The words of the form; with title and want when the post opens its thread."""
    if own.thread is None:
        return writing.make_words(forms.text("body")), "", ""
    title, written, want = writing.make_opening()
    return written, title, want

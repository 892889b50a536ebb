"""One post: its permanent address, and what its author may do with it."""

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import posts, threads, words
from forum.community import check_may_read
from forum.errors import Gone
from forum.posts import Post
from forum.threads import Thread
from store import posts as post_store
from store import threads as thread_store
from web import forms, limits, pages, session
from web.member import writing

bp = Blueprint("posts", __name__)


@bp.get("/posts/<id>/")
def show(id: str) -> Response:
    """Where a post is; kindly gone when it was taken down, with the author's own copy or undo
    (F8).
    """
    post = post_store.get_post(id)
    check_may_read(pages.content().community.space(post.space), g.viewer)
    if post.state == "visible":
        page = threads.page_of(post.seq)
        return pages.see(f"/threads/{post.thread_id}/?page={page}#p{post.seq}")
    if not posts.is_author(g.viewer, post):
        raise Gone
    return pages.page("forum/own-post.html", 410, post=post, current="spaces")


@bp.get("/posts/<id>/edit/")
def edit(id: str) -> Response:
    """The form to change a post; when somebody changed it meanwhile, both versions."""
    post = post_store.get_post(id)
    posts.check_author(session.viewer(), post)
    if post.state != "visible":
        raise Gone
    thread = thread_store.get_thread(post.thread_id)
    defaults = {"body": post.words.source, "title": thread.title, "want": thread.want}
    values = forms.values(**defaults, version=post.version)
    if g.get("refusal") == "conflict":
        values["version"] = post.version
    return pages.page(
        "forum/edit.html",
        post=post,
        thread=thread,
        values=values,
        preview=g.get("preview"),
        errors=forms.errors(),
        problem=g.get("problem"),
        current="spaces",
    )


@bp.post("/posts/<id>/edit/")
@forms.again(edit)
@forms.fields("body", "title", "want", "version", "preview")
def update(id: str) -> Response:
    """Keeps the changed words; an edited post says so (F6)."""
    viewer, post = session.viewer(), post_store.get_post(id)
    posts.check_author(viewer, post)
    written = writing.make_words(forms.text("body"))
    title, want = _opening_fields(post)
    if forms.ticked("preview"):
        return writing.preview(written, edit, id=id)
    limits.spend("edit", viewer.id)
    changed = posts.edit(
        viewer,
        post,
        version=forms.number("version"),
        words=written,
        retitled=_is_retitled(post, title, want),
    )
    _keep(post, changed, title=title, want=want)
    page = threads.page_of(post.seq)
    return pages.see(f"/threads/{post.thread_id}/?page={page}&posted=edit-{post.id}#p{post.seq}")


@bp.post("/posts/<id>/withdraw/")
def withdraw(id: str) -> Response:
    """Out of sight at once; the undo waits on the post's own page (F7)."""
    viewer, post = session.viewer(), post_store.get_post(id)
    limits.spend("withdraw", viewer.id)
    changed = posts.withdraw(viewer, post, now=g.now)
    _keep(post, changed)
    return pages.see(f"/posts/{post.id}/")


@bp.post("/posts/<id>/undo/")
def undo(id: str) -> Response:
    """Brings a withdrawn post back."""
    viewer, post = session.viewer(), post_store.get_post(id)
    limits.spend("withdraw", viewer.id)
    changed = posts.undo(viewer, post, now=g.now)
    _keep(post, changed)
    return pages.see(f"/posts/{post.id}/")


def _opening_fields(post: Post) -> tuple[str, str]:
    """Title and want of an opening's form, checked; nothing for a reply."""
    if post.seq != threads.OPENING:
        return "", ""
    threads.check_want(forms.text("want"))
    return words.check_title(forms.text("title")), forms.text("want")


def _is_retitled(post: Post, title: str, want: str) -> bool:
    if post.seq != threads.OPENING:
        return False
    thread = thread_store.get_thread(post.thread_id)
    return (thread.title, thread.want) != (title, want)


def _keep(post: Post, changed: Post, *, title: str = "", want: str = "") -> None:
    """Saves a change once, with its thread when the post is the opening."""
    thread: Thread | None = None
    if changed == post:
        return
    if post.seq == threads.OPENING:
        before = thread_store.get_thread(post.thread_id)
        thread = threads.follow(before, changed, title=title, want=want)
    post_store.set_post(changed, version=post.version, thread=thread)

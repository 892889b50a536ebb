"""Replies: one form, one transaction, one place in the conversation."""

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import threads
from forum.accounts import Viewer
from forum.community import check_may_read
from forum.moderation import notices
from forum.posts import Post
from forum.threads import Thread
from store import accounts
from store import posts as post_store
from store import threads as thread_store
from web import forms, limits, pages, session
from web.member import writing
from web.member.threads import show

bp = Blueprint("replies", __name__)
_decide = threads.reply


@bp.post("/threads/<id>/replies/")
@forms.again(show)
@forms.fields("post_id", "body", "reply_to", "keep_draft", "preview")
def create(id: str) -> Response:
    """Keeps a reply, or shows how it would look."""
    viewer, thread = _load(id)
    written = writing.make_words(forms.text("body"))
    if forms.ticked("preview"):
        return writing.preview(written, show, id=id)
    post_id = forms.opaque("post_id")
    to = forms.number("reply_to") if forms.text("reply_to") else threads.OPENING
    turn = _pace(viewer, post_id)
    reply = _decide(viewer, thread, id=post_id, reply_to=to, words=written, now=g.now)
    kept = _save(viewer, thread, reply, turn)
    return writing.posted("reply", thread.id, kept.seq)


def _load(id: str) -> tuple[Viewer, Thread]:
    viewer, thread = session.viewer(), thread_store.get_thread(id)
    check_may_read(pages.content().community.space(thread.space), viewer)
    threads.check_may_see(viewer, thread)
    threads.check_takes_replies(thread)
    threads.check_not_locked(thread, g.now)
    return viewer, thread


def _pace(viewer: Viewer, post_id: str) -> int:
    limits.spend("reply_new" if viewer.is_new else "reply", viewer.id, act=post_id)
    return limits.spend("reply_site")


def _save(viewer: Viewer, thread: Thread, reply: Post, turn: int) -> Post:
    made = writing.screen(viewer, reply, thread).post
    if made.waits:
        return post_store.add_reply(made, thread, activity="", told=(), counts=False)
    told = notices.reply_notices(
        post_id=reply.id,
        space=reply.space,
        at=reply.at,
        author=(viewer.id, viewer.name),
        to=_answered(thread, reply),
    )
    activity = threads.activity(g.now, turn)
    kept = post_store.add_reply(reply, thread, activity=activity, told=told, counts=viewer.counts)
    for notice in told:
        accounts.set_inbox_new(notice.inbox)
    return kept


def _answered(thread: Thread, reply: Post) -> set[str]:
    """Who a reply answers: the one who began, and the one it points to."""
    people = {thread.author_id}
    if reply.reply_to > threads.OPENING:
        people.add(post_store.get_author(thread.id, reply.reply_to))
    return people

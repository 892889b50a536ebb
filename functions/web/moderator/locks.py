"""Closing a conversation for some hours (M26)."""

from functools import partial

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import words
from forum.moderation import locks
from store import accounts
from store import threads as thread_store
from store.moderation import locks as store
from web import forms, limits, pages, session
from web.moderator import files
from web.moderator.cases import show

bp = Blueprint("locks", __name__)
_load = files.load
_pace = partial(limits.spend, "staff")
_decide = locks.lock
_save = store.set_locked


@bp.post("/moderate/cases/<id>/lock/")
@forms.again(show)
@forms.fields("lock_id", "hours", "lock_line")
def create(id: str) -> Response:
    """From now on; whoever began it is told at once, since it changes what they meet."""
    moderator, target = session.viewer(), _load(id).file.case.target
    thread = thread_store.find_thread(target.thread_id) if target.thread_id else None
    _pace(moderator.id)
    made = _decide(
        moderator,
        target,
        thread,
        id=forms.opaque("lock_id"),
        hours=forms.number("hours") if forms.text("hours") else -1,
        line=words.check_note(forms.text("lock_line"), field="lock_line"),
        now=g.now,
    )
    _save(made)
    if made.notice:
        accounts.set_inbox_new(made.notice.inbox)
    return pages.see(f"/moderate/cases/{id}/?lock={'on' if made.until else 'off'}#lock")

"""Covering a post while somebody looks at it."""

from functools import partial

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum.errors import NotFound
from forum.moderation import pauses
from store import accounts
from store.moderation import pauses as pause_store
from web import forms, limits, pages, session
from web.moderator import files

bp = Blueprint("pauses", __name__)

_load = files.load
_pace = partial(limits.spend, "staff")
_decide = pauses.pause
_save = pause_store.add_pause


@bp.post("/moderate/cases/<id>/pause/")
@forms.fields("pause_id", "post_version")
def create(id: str) -> Response:
    """Covered at once; nothing is decided by it, and its author is told so."""
    moderator, open_file = session.viewer(), _load(id)
    post, opened = open_file.post, open_file.find_opened()
    if post is None:
        raise NotFound
    _pace(moderator.id)
    files.renew(moderator, open_file.file.case)
    pause = _decide(
        moderator,
        open_file.file,
        post,
        opened,
        id=forms.opaque("pause_id"),
        version=forms.number("post_version"),
        now=g.now,
    )
    _save(pause)
    accounts.set_inbox_new(post.author_id)
    return pages.see(f"/moderate/cases/{id}/#words")

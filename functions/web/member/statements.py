"""The reasons of a decision, for whoever it restricts: what, why, until when, what they can do
(M12, W5), and asking for another look (M22), also while their place is paused.
"""

from functools import partial

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import ids, posts, times, words
from forum.accounts import Viewer
from forum.errors import NotFound
from forum.moderation import appeals
from forum.moderation.statements import Statement
from forum.posts import Post
from store import posts as post_store
from store.moderation import appeals as appeal_store
from store.moderation import statements
from web import forms, limits, pages, session

bp = Blueprint("statements", __name__)

_pace = partial(limits.spend, "appeal")
_decide = appeals.ask
_save = appeal_store.add_appeal


@bp.get("/notices/<id>/")
def show(id: str) -> Response:
    """One's own alone: another's is not found."""
    viewer = session.viewer()
    statement = _load(viewer, id)
    return pages.page(
        "forum/statement.html",
        statement=statement,
        rule=pages.content().guideline(statement.guideline),
        post=_own_post(viewer, statement),
        in_time=times.stamp(g.now) < statement.appeal_until,
        longest=words.APPEAL_MAX_CHARACTERS,
        values=forms.values(appeal=""),
        current="inbox",
    )


@bp.post("/notices/<id>/appeal/")
@forms.again(show)
@forms.fields("appeal")
def appeal(id: str) -> Response:
    """Another look is asked for; the page says at once by when we aim to answer."""
    viewer = session.viewer()
    statement, text = _load(viewer, id), words.check_appeal(forms.text("appeal"))
    _pace(viewer.id)
    asking = _decide(viewer, statement, _own_post(viewer, statement), text, g.now)
    _save(asking)
    return pages.see(f"/notices/{id}/#again")


def _load(viewer: Viewer, id: str) -> Statement:
    if not ids.is_id(id):
        raise NotFound
    return statements.get_statement(viewer.id, id, at=times.epoch(g.now))


def _own_post(viewer: Viewer, statement: Statement) -> Post | None:
    """The post it is about while its author has it still; the words are nowhere else."""
    post = post_store.get_post(statement.post_id) if statement.post_id else None
    return post if post and posts.is_author(viewer, post) else None

"""The reasons of a decision, for whoever it restricts: what, why, until when, and what they can do
(M12, W5).
"""

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import ids, posts, times
from forum.accounts import Viewer
from forum.errors import NotFound
from forum.moderation.statements import Statement
from forum.posts import Post
from store import posts as post_store
from store.moderation import statements
from web import pages, session

bp = Blueprint("statements", __name__)


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
        current="inbox",
    )


def _load(viewer: Viewer, id: str) -> Statement:
    if not ids.is_id(id):
        raise NotFound
    return statements.get_statement(viewer.id, id, at=times.epoch(g.now))


def _own_post(viewer: Viewer, statement: Statement) -> Post | None:
    """The post it is about while its author has it still; the words are nowhere else."""
    post = post_store.get_post(statement.post_id) if statement.post_id else None
    return post if post and posts.is_author(viewer, post) else None

"""Taking a decision back, while nobody has been told of it."""

from functools import partial

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum.moderation import decisions
from store.moderation import decisions as decision_store
from web import forms, limits, pages, session
from web.moderator import files, redacting

bp = Blueprint("undos", __name__)

_load = files.load
_pace = partial(limits.spend, "staff")
_decide = decisions.undo
_save = decision_store.set_undone


@bp.post("/moderate/cases/<id>/undo/")
@forms.fields("decision_id")
def create(id: str) -> Response:
    """The case is in the queue again, as if nothing had been decided; the log says that it was."""
    moderator, open_file = session.viewer(), _load(id)
    post, opened = open_file.post, open_file.find_opened()
    _pace(moderator.id)
    decision_id = forms.opaque("decision_id")
    original = redacting.with_them(post, opened, open_file.find_decision(decision_id))
    verdict = _decide(
        moderator, open_file.file, post, opened, id=decision_id, now=g.now, original=original
    )
    _save(verdict)
    return pages.see(f"/moderate/cases/{id}/")

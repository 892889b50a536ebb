"""Reading what somebody writes before others do, for some days (M4)."""

from functools import partial

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import words
from forum.moderation import reading_first
from store import accounts
from store.moderation import reading_first as store
from web import forms, limits, pages, session
from web.moderator import files
from web.moderator.cases import show

bp = Blueprint("reading_first", __name__)
_load = files.load
_pace = partial(limits.spend, "staff")
_decide = reading_first.read_first
_save = store.set_read_first


@bp.post("/moderate/cases/<id>/read-first/")
@forms.again(show)
@forms.fields("reading_id", "whom", "days", "reading_line")
def create(id: str) -> Response:
    """From now on; whom it concerns is told at once, since it changes what they meet."""
    moderator, case = session.viewer(), _load(id).file.case
    _pace(moderator.id)
    files.renew(moderator, case)
    made = _decide(
        moderator,
        case.target,
        id=forms.opaque("reading_id"),
        whom=forms.text("whom"),
        days=forms.number("days") if forms.text("days") else -1,
        line=words.check_note(forms.text("reading_line"), field="reading_line"),
        now=g.now,
    )
    _save(made)
    if made.notice:
        accounts.set_inbox_new(made.notice.inbox)
    return pages.see(f"/moderate/cases/{id}/?read-first={made.whom}#read-first")

"""A member as moderators know them: what they told each other, and until when (M17)."""

from datetime import UTC, datetime
from functools import partial

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import times, words
from forum.errors import NotFound
from forum.moderation import person_notes
from forum.moderation.person_notes import PersonNote
from store import accounts
from store.moderation import person_notes as store
from web import forms, limits, pages, session

bp = Blueprint("person_notes", __name__)
PATH = "/moderate/people/{id}/"
_pace = partial(limits.spend, "staff")
_decide = person_notes.write
_save = store.set_note


@bp.get("/moderate/people/<id>/")
def show(id: str, **_: str) -> Response:
    """The notes about somebody, and the form for one more; nobody sees their own."""
    account = accounts.get_account(id)
    if account is None or id == session.viewer().id:
        raise NotFound
    return pages.page(
        "moderator/person.html",
        about=account,
        notes=[(note, _stamp(note.ends)) for note in _notes(id)],
        days=person_notes.NOTE_DAYS,
        values=forms.values(note_id=forms.new_id(), note="", why=""),
        current="moderate",
    )


@bp.post("/moderate/people/<id>/")
@forms.again(show)
@forms.fields("note_id", "note")
def create(id: str) -> Response:
    """One more note, which ends by itself."""
    moderator, line = session.viewer(), words.check_note(forms.text("note"))
    _pace(moderator.id)
    if accounts.get_account(id) is None:
        raise NotFound
    _save(_decide(moderator, id, id=forms.opaque("note_id"), line=line, now=g.now))
    return pages.see(PATH.format(id=id))


@bp.post("/moderate/people/<id>/notes/<note_id>/renew/")
@forms.again(show)
@forms.fields("why")
def renew(id: str, note_id: str) -> Response:
    """Half a year more, for a reason."""
    moderator, why = session.viewer(), words.check_note(forms.text("why"), field="why")
    _pace(moderator.id)
    _save(person_notes.renew(moderator, _notes(id), id=note_id, why=why, now=g.now))
    return pages.see(PATH.format(id=id))


def _notes(id: str) -> list[PersonNote]:
    return store.list_notes(id, times.epoch(g.now))


def _stamp(ends: int) -> str:
    return times.stamp(datetime.fromtimestamp(ends, UTC))

"""The steps of care for somebody whom others fear for, one form for each (G5)."""

from functools import partial

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import words
from forum.moderation import caring
from forum.moderation.caring import Act
from store import accounts
from store.moderation import welfare as store
from web import forms, limits, pages, session, staffing
from web.moderator import files
from web.moderator.cases import CARE_FIELDS, show

bp = Blueprint("welfare", __name__)
CARE = "/moderate/cases/{id}/#care"

_load = files.load
_pace = partial(limits.spend, "staff")
_decide = caring.care
_save = store.add_step


@bp.post("/moderate/cases/<id>/welfare/")
@forms.again(show)
@forms.fields(*CARE_FIELDS)
def create(id: str) -> Response:
    """One step. Whom it concerns is told at once: there is nothing in it to take back, and waiting
    can be harm.
    """
    moderator, file, act = session.viewer(), _load(id).file, _act()
    files.renew(moderator, file.case)
    if caring.of(file).last == act.id:
        return pages.see(CARE.format(id=id))
    _pace(moderator.id)
    hours = staffing.community().when_here
    care = _decide(moderator, file, act, hours=hours, now=g.now)
    _save(care)
    for notice in care.notices:
        accounts.set_inbox_new(notice.inbox)
    return pages.see(CARE.format(id=id))


def _act() -> Act:
    return Act(
        id=forms.opaque("step_id"),
        step=forms.text("step"),
        outcome=forms.text("came") or forms.text("level"),
        line=words.check_note(forms.text("message"), field="message"),
        version=forms.number("care_version"),
    )

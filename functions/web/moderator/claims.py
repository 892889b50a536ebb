"""Taking a case to read it alone, and handing it on (M16)."""

from functools import partial

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum.moderation import caring, leases
from store import accounts
from store.moderation import leases as store
from web import forms, limits, pages, session
from web.moderator import files
from web.moderator.cases import show

bp = Blueprint("claims", __name__)
CASE = "/moderate/cases/{id}/"
HANDED_ON = "/moderate/?handed-on=1"

_load = files.load
_pace = partial(limits.spend, "staff")
_decide = caring.take
_save = store.add_claim


@bp.post("/moderate/cases/<id>/claim/")
@forms.again(show)
@forms.fields()
def create(id: str) -> Response:
    """For a quarter of an hour nobody else decides it. Whoever fears for somebody is told."""
    moderator, file = session.viewer(), _load(id).file
    _pace(moderator.id)
    claim = _decide(moderator, file, now=g.now)
    _save(claim)
    for notice in claim.notices:
        accounts.set_inbox_new(notice.inbox)
    return pages.see(CASE.format(id=id))


@bp.post("/moderate/cases/<id>/hand-on/")
@forms.again(show)
@forms.fields()
def hand_on(id: str) -> Response:
    """It is in the queue for anybody; nobody is asked why."""
    moderator, case = session.viewer(), _load(id).file.case
    _pace(moderator.id)
    if claim := leases.hand_on(moderator, case, now=g.now):
        store.set_handed_on(claim)
    return pages.see(HANDED_ON)

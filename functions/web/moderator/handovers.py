"""The end of a shift, on one page (R9)."""

from dataclasses import replace
from functools import partial

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum import times, words
from forum.moderation import handovers
from forum.moderation.handovers import Handover
from store.moderation import cases
from store.moderation import handovers as store
from web import forms, limits, pages, session

bp = Blueprint("handovers", __name__)
PATH = "/moderate/handover/"
_pace = partial(limits.spend, "staff")
_save = store.add_handover


@bp.get(PATH)
def index() -> Response:
    """What the last shifts said, and the note of this one: the queue in numbers, and what only a
    person knows.
    """
    values = forms.values(handover_id=forms.new_id(), promises="", look_in="", confirm="")
    return pages.page(
        "moderator/handover.html",
        now=_snapshot(str(values["handover_id"])),
        earlier=store.list_handovers(times.epoch(g.now)),
        given="given" in request.args,
        kept_days=handovers.HANDOVER_DAYS,
        values=values,
        current="moderate",
    )


@bp.post(PATH)
@forms.again(index)
@forms.fields("handover_id", "promises", "look_in", "confirm")
def create() -> Response:
    """Handed over, once somebody has ticked that it is right."""
    moderator = session.viewer()
    _pace(moderator.id)
    handovers.check_confirmed(forms.text("confirm") == "1")
    _save(_said(_snapshot(forms.opaque("handover_id"))))
    return pages.see(PATH + "?given=1")


def _snapshot(id: str) -> Handover:
    queue = cases.list_open_cases()
    full = len(queue) == cases.QUEUE_LENGTH
    return handovers.snapshot(session.viewer(), queue, id=id, full=full, now=g.now)


def _said(handover: Handover) -> Handover:
    return replace(
        handover,
        promises=words.check_note(forms.text("promises"), field="promises"),
        look_in=words.check_note(forms.text("look_in"), field="look_in"),
    )

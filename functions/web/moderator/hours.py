"""When moderators are here: the days to come, and what is said of a certain one (M5)."""

from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import times, words
from forum.community import Community
from forum.moderation import overrides
from forum.moderation.hours import DAYS_AHEAD, Override
from forum.moderation.overrides import Wish
from store.moderation import overrides as store
from web import forms, limits, pages, session, staffing

bp = Blueprint("hours", __name__)
DAYS_SHOWN = 7
PATH = "/moderate/hours/"
FIELDS = ("here", "day", "begins", "ends", "why")
_pace = partial(limits.spend, "staff")
_decide = overrides.say
_save = store.add_override


@bp.get(PATH)
def index() -> Response:
    """The week to come as it will be, and every day that differs, with who may take it back."""
    said, community = _said(), staffing.community()
    spans = community.when_here.spans(g.now, DAYS_SHOWN)
    values = forms.values(**dict.fromkeys(FIELDS, ""))
    return pages.page(
        "moderator/hours.html",
        spans=[(times.stamp(start), times.stamp(end), start <= g.now) for start, end in spans],
        staffed=community.when_here.staffed(g.now),
        every_hour=not any(community.moderated),
        said=[(each, *map(times.stamp, each.span)) for each in said],
        days=_days(),
        values=values | {"override_id": forms.new_id()},
        current="moderate",
    )


@bp.post(PATH)
@forms.again(index)
@forms.fields("override_id", *FIELDS)
def create() -> Response:
    """From then to then somebody is here, or nobody is: promises and pages go by it."""
    moderator = session.viewer()
    _pace(moderator.id)
    zone, id = _community().timezone, forms.opaque("override_id")
    _save(_decide(moderator, _wish(), id=id, timezone=zone, now=g.now))
    staffing.forget()
    return pages.see(PATH + "#said")


@bp.post("/moderate/hours/<id>/take-back/")
@forms.fields()
def take_back(id: str) -> Response:
    """The week counts again; sent twice, it is taken back once."""
    moderator = session.viewer()
    _pace(moderator.id)
    store.set_taken_back(overrides.take_back(moderator, _said(), id=id, now=g.now))
    staffing.forget()
    return pages.see(PATH + "#said")


def _community() -> Community:
    return pages.content().community


def _days() -> list[str]:
    """The days that somebody may speak of, by the community's clock, as ISO dates."""
    today = g.now.astimezone(ZoneInfo(_community().timezone)).date()
    return [(today + timedelta(days=ahead)).isoformat() for ahead in range(DAYS_AHEAD)]


def _said() -> tuple[Override, ...]:
    """Read anew: whoever has just said something sees it."""
    staffing.forget()
    return staffing.community().overrides


def _wish() -> Wish:
    return Wish(
        kind=forms.text("here"),
        day=forms.text("day"),
        begins=forms.text("begins"),
        ends=forms.text("ends"),
        reason=words.check_note(forms.text("why"), field="why"),
    )

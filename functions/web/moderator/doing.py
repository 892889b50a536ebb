"""The month that goes on, counted from the log as it is now: the same page, for leads (O6)."""

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import times
from forum.moderation import anchors as rules
from forum.moderation import numbers
from store.moderation import anchors, audit
from web import doing

bp = Blueprint("live", __name__)


@bp.get("/moderate/how-we-are-doing/")
def index() -> Response:
    """This month so far, as the public page will have it."""
    month = times.month(g.now)
    head = audit.get_head()
    start = rules.before(anchors.list_anchors(), numbers.first_day(month))
    entries = audit.list_since(start, head)
    return doing.page(numbers.count(entries, month, head), [], live=True)

"""*How we are doing*, for anybody: what the log of a month says, without anybody in it (O6)."""

from flask import Blueprint
from werkzeug.wrappers import Response

from forum.errors import NotFound
from store.moderation import numbers
from web import at_edge, doing

bp = Blueprint("doing", __name__)


@bp.get("/how-we-are-doing/")
@at_edge.same_for_all
def index() -> Response:
    """The last month that is over."""
    found = numbers.list_months()
    return doing.page(found[0] if found else None, [each.month for each in found[1:]])


@bp.get("/how-we-are-doing/<month>/")
@at_edge.same_for_all
def show(month: str) -> Response:
    """An earlier month."""
    wanted = doing.year_and_month(month)
    found = numbers.find_month(wanted) if wanted else None
    if found is None:
        raise NotFound
    return doing.page(found, [])

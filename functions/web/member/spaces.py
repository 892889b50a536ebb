"""Spaces and their conversations: for anybody to read where the space is open (F13, A15)."""

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum.community import Space, check_may_read
from store import threads
from store.threads import Listing
from web import at_edge, pages

bp = Blueprint("spaces", __name__)


@bp.get("/spaces/")
@at_edge.same_for_all
def index() -> Response:
    """All spaces."""
    return pages.page(
        "forum/spaces.html", spaces=pages.content().community.spaces, current="spaces"
    )


@bp.get("/spaces/<slug>/")
@at_edge.same_for_all
def show(slug: str) -> Response:
    """One page of twenty conversations, newest activity first, with older and newer pages (B4)."""
    space = pages.content().community.space(slug)
    check_may_read(space, g.viewer)
    before, after = request.args.get("before", ""), request.args.get("after", "")
    listing = threads.list_threads(space.slug, before=before, after=after)
    number = pages.page_number() if before or after else 1
    return pages.page(
        "forum/space.html",
        space=space,
        waiting=[thread for thread in listing.threads if thread.waits],
        talking=[thread for thread in listing.threads if not thread.waits],
        page=number,
        newer=_newer(space, listing, number),
        older=_older(space, listing, number),
        current="spaces",
    )


def _newer(space: Space, listing: Listing, number: int) -> str:
    """The address of the newer page; the first is the space itself."""
    if number == 2:
        return f"/spaces/{space.slug}/"
    if number < 2 or not listing.newer:
        return ""
    return f"/spaces/{space.slug}/?page={number - 1}&after={listing.newer}"


def _older(space: Space, listing: Listing, number: int) -> str:
    if not listing.older:
        return ""
    return f"/spaces/{space.slug}/?page={number + 1}&before={listing.older}"

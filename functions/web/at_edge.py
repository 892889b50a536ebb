"""Which answers the edge may keep for a moment: pages of open spaces, as a stranger sees them.

The promise: what is kept is the same for everybody, so nothing personal can be in it, and what is
taken down is gone from it within a minute. A view asks with `@same_for_all`, and that alone does
nothing: an answer stays private unless the request named nobody and the answer is a plain page.
What is said here is for the edge, which tells browsers to keep nothing (infra/headers.py); so
without an edge before the door, it is never said.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, g, request
from werkzeug.wrappers import Response

import settings

View = TypeVar("View", bound=Callable[..., Any])
# An edge has two rings of caches, so a page is at most twice as old (infra/cloud/edge.py says why).
KEPT_SECONDS = 20
# Without the last two, CloudFront goes on showing an old page for as long as no door answers.
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
KEPT = f"public, max-age=0, s-maxage={KEPT_SECONDS}, must-revalidate, stale-if-error=0"
# Whoever sends one of these is somebody.
NAMING = ("Cookie", "Authorization")
FOR_ONE_PERSON = ("Set-Cookie", "Clear-Site-Data", "Vary")


def same_for_all(view: View) -> View:
    """Declares that a view depends on its address alone when nobody is signed in."""
    view.same_for_all = True  # type: ignore[attr-defined]
    return view


def mark(response: Response) -> None:
    """Lets the edge keep an answer, if nothing at all speaks against it."""
    if _from_a_stranger() and _is_plain(response):
        response.headers["Cache-Control"] = KEPT


def _from_a_stranger() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return (
        getattr(view, "same_for_all", False)
        and bool(settings.load().origin_verify)
        and not any(name in request.headers for name in NAMING)
        and g.get("viewer") is None
    )


def _is_plain(response: Response) -> bool:
    """A whole page without a form: a form is filled in by one person."""
    return (
        response.status_code == 200
        and response.mimetype == "text/html"
        and not any(name in response.headers for name in FOR_ONE_PERSON)
        and b"<form" not in response.get_data()
    )

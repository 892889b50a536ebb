"""A door's Flask app: what happens to every request before and after its view."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Flask, current_app, g, request
from mangum import Mangum
from werkzeug.wrappers import Response

import settings
from store import tables
from web import (
    access,
    admission,
    at_edge,
    breaker,
    content,
    forms,
    pages,
    problems,
    session,
    staffing,
    time_words,
    usual_waits,
)
from web.bridge import Bridge

TEXT_TYPES = ["text/", "application/json", problems.PROBLEM_JSON]
ORIGIN_VERIFY = "X-Origin-Verify"


def make_app(*blueprints: Blueprint) -> Flask:
    """An app with these routes and no others: a route of another door is absent, not forbidden."""
    loaded = settings.load()
    app = _Forum("leanto", static_folder=None)
    app.config["CLOCK"] = lambda: datetime.now(UTC)
    app.config["RANDOM"] = secrets.token_bytes
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    pages.install(app, content.load(loaded.site))
    app.jinja_env.filters |= time_words.FILTERS
    app.jinja_env.globals |= {**breaker.GLOBALS, **staffing.GLOBALS, **usual_waits.GLOBALS}
    problems.install(app)
    app.before_request(admit)
    app.after_request(finish)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    tables.connect(None, loaded.tables)
    return app


class _Forum(Flask):
    """Flask, without its habit of logging the path and the message of what escaped a handler."""

    def log_exception(self, exc_info: object) -> None:
        """Nothing: `web/problems.py` has logged type and place, and no more is ever logged."""


def make_handler(app: Flask) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """The Lambda handler of an app: Mangum for the events, `Bridge` for the view's own thread.

    The client is made now: a function that starts has a whole processor, a request a fifth of one.
    """
    tables.client()
    return Mangum(Bridge(app), lifespan="off", text_mime_types=TEXT_TYPES)


def admit() -> None:
    """The cheapest question first; each step raises its own refusal."""
    g.now = current_app.config["CLOCK"]()
    g.request_id = current_app.config["RANDOM"](4).hex()
    g.viewer = g.session = None
    admission.check_path(_raw_path())
    admission.check_origin_verify(
        request.headers.get(ORIGIN_VERIFY, ""), settings.load().origin_verify
    )
    if request.routing_exception is not None:
        raise request.routing_exception
    if request.method not in admission.SAFE_METHODS:
        _admit_write()
    session.read()
    access.check(request.endpoint, g.viewer)
    breaker.check(request.endpoint)


def _admit_write() -> None:
    admission.check_same_origin(request.headers, settings.load().origin)
    fields = admission.read_body(request)
    forms.check_fields(current_app.view_functions[request.endpoint or ""], fields)
    g.sent = {name: values[0] for name, values in fields.items()}


def finish(response: Response) -> Response:
    """Nothing that a function answers is kept, but for what the edge may keep for a moment, or
    found by a search engine (A9).
    """
    response.headers.setdefault("Cache-Control", pages.NEVER_STORED)
    at_edge.mark(response)
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


def _raw_path() -> str:
    event = request.environ.get("aws.event") or {}
    return str(event.get("rawPath") or request.environ.get("REQUEST_URI", request.path)).split("?")[
        0
    ]

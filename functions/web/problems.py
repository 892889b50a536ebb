"""The only map from a refusal to a status and to words (house: Errors).

A page says what happened, what is safe, what to do next and where help is, and gives back what was
typed. A client that asks for JSON gets RFC 9457, whose `type` is a static page.
"""

import json
import logging

from flask import Flask, current_app, g, make_response, request
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed
from werkzeug.wrappers import Response

from forum.errors import (
    FieldError,
    NotFound,
    Paused,
    Refusal,
    TooLarge,
    TooSoon,
    WritingPaused,
    WrongMethod,
)
from web import bridge, pages, session, time_words
from web.field_words import FIELD_WORDS, LOOK_AGAIN
from web.pace_words import PACE_WORDS
from web.pages import _
from web.problem_words import (
    PAUSE_WORDS,
    PROBLEM_WORDS,
    SIGN_IN_FIRST,
)

log = logging.getLogger("leanto.web")
STATUS = {
    "refused": 400,
    "signed-out": 401,
    "members-only": 401,
    "not-match": 401,
    "passkey-needed": 401,
    "step-up": 401,
    "passkey-refused": 401,
    "passkey-frozen": 409,
    "not-found": 404,
    "wrong-method": 405,
    "name-taken": 409,
    "closed": 409,
    "conflict": 409,
    "joining-closed": 409,
    "used-code": 409,
    "paused": 409,
    "under-review": 409,
    "case-moved": 409,
    "being-read": 409,
    "decided": 409,
    "told": 409,
    "asked": 409,
    "own-case": 409,
    "person-first": 409,
    "own-role": 409,
    "second-lead": 409,
    "last-lead": 409,
    "gone": 410,
    "too-late": 410,
    "too-large": 413,
    "wrong-type": 415,
    "too-long": 422,
    "incomplete": 422,
    "speed-bump": 422,
    "too-soon": 429,
    "writing-paused": 429,
    "resting": 503,
    "stumbled": 500,
}
# The CDN shows its own resting page for 502 to 504, and the words typed would be lost with it.
RESTING_WHILE_WRITING = 429
RESTING_SECONDS = 30
LEAVING = "sign_in.destroy"
PASSKEY = ("passkey-needed", "step-up")
SENT_AGAIN = ("resting", "signed-out", *PASSKEY, "too-soon", "writing-paused", "stumbled")
TYPED = ("title", "body", "note", "line")
SECRET = frozenset(("key", "code", "invitation", "speed_bump", "challenge", "credential"))
PROBLEM_JSON = "application/problem+json"


def install(app: Flask) -> None:
    """Answers every refusal, and everything unexpected, with a page or a problem document."""
    app.register_error_handler(Refusal, answer)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _stumbled)


def answer(refusal: Refusal) -> Response:
    """The refused form again where there is one, else the problem's own page."""
    status = _status(refusal)
    if _wants_json():
        response = _document(refusal.slug, status, refusal)
    else:
        response = _form_again(refusal) or _page(refusal.slug, refusal)
        response.status_code = status
    if retry_after := refusal.retry_after or (RESTING_SECONDS if refusal.slug == "resting" else 0):
        response.headers["Retry-After"] = str(retry_after)
    if refusal.slug == "resting" and request.endpoint == LEAVING:
        session.forget(response)  # the shelves may rest, but nobody stays signed in here
    return response


def _status(refusal: Refusal) -> int:
    if refusal.slug == "resting" and request.method == "POST":
        return RESTING_WHILE_WRITING
    return STATUS[refusal.slug]


def _form_again(refusal: Refusal) -> Response | None:
    view = current_app.view_functions.get(request.endpoint or "")
    show = getattr(view, "again", None)
    if show is None or "sent" not in g or request.method != "POST":
        return None
    g.problem = *title_and_text(refusal.slug, refusal), refusal.slug
    g.refusal = refusal.slug
    g.errors = [(error.field, field_words(error)) for error in refusal.fields]
    try:
        response: Response = make_response(show(**(request.view_args or {})))
    except Refusal:
        return None
    return response


def _page(slug: str, refusal: Refusal | None = None) -> Response:
    title, text = title_and_text(slug, refusal)
    sent = g.get("sent", {})
    return pages.page(
        "forum/problem.html",
        slug=slug,
        title=title,
        text=text,
        typed=[(name, sent[name]) for name in TYPED if sent.get(name)],
        carried=[(k, v) for k, v in sent.items() if k not in TYPED and k not in SECRET],
        again=request.path if slug in SENT_AGAIN else "",
        request_id=g.get("request_id", ""),
    )


def _document(slug: str, status: int, refusal: Refusal | None = None) -> Response:
    title, text = title_and_text(slug, refusal)
    body = {"type": f"/problems/{slug}/", "title": title, "status": status, "detail": text}
    response = Response(json.dumps(body), status, content_type=PROBLEM_JSON)
    response.headers["Cache-Control"] = pages.NEVER_STORED
    return response


def _http(error: HTTPException) -> Response:
    """What Flask itself refuses. An error while an error was answered comes here too, wrapped."""
    if isinstance(error, InternalServerError):
        return _stumbled(error.original_exception or error)
    known: dict[int | None, Refusal] = {405: WrongMethod(), 413: TooLarge()}
    response = answer(known.get(error.code, NotFound()))
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return response


def _stumbled(error: BaseException) -> Response:
    log.error("%s at %s, request %s", type(error).__name__, bridge.place(error), g.request_id)
    if _wants_json():
        return _document("stumbled", 500)
    response = _page("stumbled")
    response.status_code = 500
    return response


def _wants_json() -> bool:
    best = request.accept_mimetypes.best_match(("text/html", "application/json", PROBLEM_JSON))
    return best not in (None, "text/html")


def title_and_text(slug: str, refusal: Refusal | None) -> tuple[str, str]:
    """What happened and what to do next, in the community's language."""
    said = PROBLEM_WORDS[slug]
    if slug == "signed-out" and request.method == "GET":
        said = SIGN_IN_FIRST
    if isinstance(refusal, TooSoon):
        said = PACE_WORDS.get(refusal.pace, said)
    if isinstance(refusal, WritingPaused):
        said = PAUSE_WORDS[refusal.door]
    title, text = _(said[0]), _(said[1])
    if isinstance(refusal, WritingPaused):
        text %= {"time": time_words.clock(refusal.until)}
    if isinstance(refusal, Paused) and refusal.until:
        text += " " + _("You can write again from %(day)s on, by itself.") % {
            "day": time_words.day(refusal.until)
        }
    if isinstance(refusal, TooSoon) and refusal.retry_after:
        text += " " + _wait_words(refusal.retry_after)
    return title, text


def _wait_words(seconds: int) -> str:
    catalogue = pages.content().catalogue
    minutes = -(-seconds // 60)
    if seconds < 90:
        return _("You can go on in about a minute.")
    if minutes < 90:
        phrase = catalogue.ngettext(
            "You can go on in about %(n)s minute.", "You can go on in about %(n)s minutes.", minutes
        )
        return phrase % {"n": minutes}
    hours = -(-minutes // 60)
    phrase = catalogue.ngettext(
        "You can go on in about %(n)s hour.", "You can go on in about %(n)s hours.", hours
    )
    return phrase % {"n": hours}


def field_words(error: FieldError) -> str:
    """What to mend in one field."""
    if error.reason == "too-long":
        return _("Please make it a little shorter: %(limit)s is the most that fits.") % {
            "limit": error.limit
        }
    known = _(FIELD_WORDS.get((error.field, error.reason), LOOK_AGAIN))
    return known if error.limit is None else known % {"limit": error.limit}

"""The one cookie, and the session behind it (P6)."""

import hashlib
import re

from flask import current_app, g, request
from werkzeug.wrappers import Response

import settings
from forum import sessions, times
from forum.accounts import Account, Viewer
from forum.errors import SignedOut
from forum.sessions import Session
from store import accounts as account_store
from store import sessions as session_store

TOKEN_BYTES = 32
CLEAR_SITE_DATA = '"cache", "cookies", "storage"'
# exit.js has swept the storage itself and left a mark in the tab: without it Back would show us.
CLEAR_ON_LEAVING = '"cache", "cookies"'
_COOKIE = re.compile(r"([0-9a-z]{26})\.([0-9a-f]{64})")


def read() -> None:
    """Finds who makes this request: one read when there is a cookie, none without one."""
    g.viewer = g.session = None
    parts = _COOKIE.fullmatch(request.cookies.get(cookie_name(), ""))
    if parts is None:
        return
    at = times.epoch(g.now)
    found = account_store.find_viewer(parts[1], digest(parts[2]), at)
    if found is None or not sessions.is_valid(found[0], found[1].account, g.now):
        return
    g.session, g.viewer = found
    if sessions.is_stale(g.session, g.now):
        session_store.set_seen(sessions.touch(g.session, g.now))


def viewer() -> Viewer:
    """The member who makes this request, or `SignedOut`."""
    if g.viewer is None:
        raise SignedOut
    found: Viewer = g.viewer
    return found


def begin(account: Account, *, own_device: bool) -> tuple[Session, str]:
    """Keeps a new session and returns it with the token for its cookie.

    It ends the session that this browser had, and the longest unseen when there are too many.
    """
    made, token = prepare(account, own_device=own_device)
    keep(made, account)
    return made, token


def prepare(account: Account, *, own_device: bool = False) -> tuple[Session, str]:
    """A new session and its token. It is not kept yet, so it opens nothing."""
    token: str = current_app.config["RANDOM"](TOKEN_BYTES).hex()
    return sessions.start(account, digest=digest(token), own_device=own_device, now=g.now), token


def keep(made: Session, account: Account) -> None:
    """Keeps a session that was prepared, in the place of the one that this browser had."""
    session_store.add_session(made)
    if g.session is not None:
        session_store.remove_session(g.session.account_id, g.session.digest)
    _trim(account)


def _trim(account: Account) -> None:
    """Ends what is too many, and looks again. It comes after adding: of any number who sign in at
    once, the last to look sees what all have added.
    """
    while too_many := sessions.surplus(session_store.list_sessions(account.id), account):
        for old in too_many:
            session_store.remove_session(account.id, old.digest)


def carry(response: Response, session: Session, token: str) -> Response:
    """Sets the cookie: for the visit, or for a month on somebody's own device."""
    age = int(sessions.OWN_ABSOLUTE.total_seconds()) if session.own_device else None
    response.set_cookie(
        cookie_name(),
        f"{session.account_id}.{token}",
        max_age=age,
        path="/",
        secure=settings.load().secure,
        httponly=True,
        samesite="Strict",
    )
    return response


def forget(response: Response) -> Response:
    """Takes the cookie and everything the browser kept of the forum."""
    response.delete_cookie(
        cookie_name(), path="/", secure=settings.load().secure, httponly=True, samesite="Strict"
    )
    leaving = g.get("sent", {}).get("leaving")
    response.headers["Clear-Site-Data"] = CLEAR_ON_LEAVING if leaving else CLEAR_SITE_DATA
    return response


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host over https; http on one's own machine cannot have
    it.
    """
    return "__Host-leanto" if settings.load().secure else "leanto"


def digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()

"""Signing in with the key alone, and out: this browser, every browser, or from the way out."""

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum import keys, times
from forum.accounts import Account
from forum.keys import Key
from forum.sessions import Session
from store import accounts, sessions
from web import forms, pages, session, way_back
from web.auth import tries, verifier, work

bp = Blueprint("sign_in", __name__)
AFTER = "/spaces/"
AFTER_FOR_STAFF = "/staff/"


@bp.get("/sign-in/")
def new() -> Response:
    """The form. A password manager may fill in the name; only the key counts."""
    back = way_back.safe(forms.text("back") or request.args.get("back", ""))
    if g.viewer and request.method == "GET":
        return pages.page("forum/already.html", back=back, current="you")
    return pages.page(
        "forum/sign-in.html",
        values=forms.values(own_device=""),
        token=forms.new_id(),
        back=back,
        current="sign-in",
    )


@bp.post("/sign-in/")
@forms.again(new)
@forms.fields("token", "back", "key", "name", "own_device", "speed_bump")
def create() -> Response:
    """Starts a session. Of seven words that could be a key nobody learns which were right: the
    answer is the same and costs the same.
    """
    key, form = _load()
    _pace(key, form)
    account = _decide(key)
    return _save(account)


@bp.get("/sign-in/challenge/")
def challenge() -> Response:
    """Work for a browser, when many sign in at once."""
    return work.challenge("sign_in")


def _load() -> tuple[Key, str]:
    return keys.read_key(forms.text("key")), forms.opaque("token")


def _pace(key: Key, form: str) -> None:
    tries.spend_key(verifier.locate(key), form)


def _decide(key: Key) -> Account:
    return verifier.prove(key)


def _save(account: Account) -> Response:
    month = times.month(g.now)
    if account.month_active != month:
        accounts.set_month_active(account.id, month)
    started, token = session.begin(account, own_device=forms.ticked("own_device"))
    after = way_back.safe(forms.text("back")) or _first_page(account, started)
    return session.carry(pages.see(after), started, token)


def _first_page(account: Account, started: Session) -> str:
    """Where somebody begins who came from nowhere: whoever has a role, at their passkey."""
    if not account.staff:
        return AFTER
    found = accounts.find_viewer(account.id, started.digest, times.epoch(g.now))
    return AFTER_FOR_STAFF if found and found[1].is_staff else AFTER


@bp.post("/sign-out/")
@forms.fields("leaving")
def destroy() -> Response:
    """Ends this session and clears what the browser kept; a beacon gets no page (A12)."""
    if g.session is not None:
        sessions.remove_session(g.session.account_id, g.session.digest)
    g.viewer = None
    if forms.ticked("leaving"):
        return session.forget(Response(status=204))
    return session.forget(pages.page("forum/signed-out.html", current="you"))

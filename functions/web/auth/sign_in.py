"""Signing in with the key alone, and out (security.md sections 1, 2, 10)."""

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import times
from store import accounts, sessions
from web import forms, pages, session
from web.auth import verifier

bp = Blueprint("sign_in", __name__)
AFTER = "/spaces/"


@bp.get("/sign-in/")
def new() -> Response:
    """The form. A password manager may fill in the name; only the key counts."""
    values = forms.values(own_device="")
    return pages.page(
        "forum/sign-in.html",
        values=values,
        current="you",
    )


@bp.post("/sign-in/")
@forms.again(new)
@forms.fields("key", "name", "own_device")
def create() -> Response:
    """Starts a session. Whatever was wrong, the answer is the same and costs the same."""
    account = verifier.prove(forms.text("key"))
    month = times.month(g.now)
    if account.month_active != month:
        accounts.set_month_active(account.id, month)
    started, token = session.begin(account, own_device=forms.ticked("own_device"))
    return session.carry(pages.see(AFTER), started, token)


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

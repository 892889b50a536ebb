"""Your place: the sessions that are open, signing out everywhere, a new key."""

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import ids, keys, sessions, times
from forum.errors import NotMatch, Refused
from forum.keys import Key
from store import accounts, credentials
from store import sessions as session_store
from web import forms, pages, session
from web.auth import issue, tries, verifier

bp = Blueprint("account", __name__)
DIGEST_CHARACTERS = 64


@bp.get("/account/")
def show() -> Response:
    """Name and open sessions: start week and "this device", no address, no agent, no place."""
    viewer = session.viewer()
    kept = session_store.list_sessions(viewer.id)
    valid = [each for each in kept if sessions.is_valid(each, viewer.account, g.now)]
    typed = forms.text("token")
    again = ids.is_id(typed) and g.get("refusal") != "conflict"
    return pages.page(
        "forum/account.html",
        sessions=sorted(valid, key=lambda each: -each.seen),
        weeks={each.digest: times.weeks_since(each.week, g.now) for each in valid},
        this=g.session.digest,
        token=typed if again else forms.new_id(),
        current="you",
    )


@bp.post("/account/sessions/end/")
@forms.fields("digest")
def end_session() -> Response:
    """Ends one of one's own sessions."""
    digest = forms.text("digest")
    if len(digest) != DIGEST_CHARACTERS:
        raise Refused
    session_store.remove_session(session.viewer().id, digest)
    return pages.see("/account/")


@bp.post("/account/sessions/end-every/")
def end_every_session() -> Response:
    """Signs out everywhere, here too."""
    session_store.set_every_session_ended(session.viewer().id)
    g.viewer = None
    return session.forget(pages.page("forum/signed-out.html", current="you"))


@bp.post("/account/guidelines/")
@forms.fields("version")
def update_guidelines() -> Response:
    """Somebody has seen what is new in the guidelines: they are asked once for each version
    (C4).
    """
    viewer, shown = session.viewer(), forms.number("version")
    accounts.set_guidelines(viewer.id, min(shown, pages.content().version))
    return pages.see("/spaces/")


@bp.post("/account/key/")
@forms.again(show)
@forms.fields("key", "token", "speed_bump")
def create_key() -> Response:
    """A new key and code for somebody who gives the present one; every session ends.

    Anybody may send this form again, since its own success has ended the session: the pace comes
    before anything is read.
    """
    key, token = _load()
    _pace(key, token)
    account_id = issue.issued_before(token)
    if account_id is None:
        account_id = _decide(key)
        _save(account_id, token)
    return issue.renewed(account_id, token)


def _load() -> tuple[Key, str]:
    return keys.read_key(forms.text("key")), forms.opaque("token")


def _pace(key: Key, token: str) -> None:
    tries.spend_key(verifier.locate(key), token)


def _decide(key: Key) -> str:
    viewer = session.viewer()
    if verifier.prove(key).id != viewer.id:
        raise NotMatch(fields=verifier.WRONG)
    return viewer.id


def _save(account_id: str, token: str) -> None:
    made, at = issue.issue(account_id, token), times.epoch(g.now)
    credentials.set_credentials(account_id, made, at=at)

"""A lost key: the recovery code gives a new one, once, and ends every session (A2)."""

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import ids, keys, times
from forum.errors import FieldError, NotMatch
from store import credentials
from web import forms, pages
from web.auth import issue, tries, work

bp = Blueprint("recovery", __name__)
WRONG = (FieldError(field="code", reason="not-match"),)


@bp.get("/recover/")
def new() -> Response:
    """The form for the recovery code."""
    typed = forms.text("token")
    again = ids.is_id(typed) and g.get("refusal") != "conflict"
    return pages.page(
        "forum/recover.html",
        token=typed if again else forms.new_id(),
        current="you",
    )


@bp.post("/recover/")
@forms.again(new)
@forms.fields("code", "token", "speed_bump")
def create() -> Response:
    """A new key and a new code for the one who holds the old code."""
    token, code = _load()
    _pace(token)
    account_id = issue.issued_before(token)
    if account_id is None:
        account_id = _decide(code)
        _save(account_id, token, code)
    return issue.renewed(account_id, token)


@bp.get("/recover/challenge/")
def challenge() -> Response:
    """Work for a browser, when many codes are tried."""
    return work.challenge("recovery")


def _load() -> tuple[str, str]:
    """The form's token and the digest of its code; a code that cannot be one costs nobody a try."""
    token, code = forms.opaque("token"), keys.parse_code(forms.text("code"))
    if code is None:
        raise NotMatch(fields=WRONG)
    return token, keys.code_digest(code)


def _pace(token: str) -> None:
    tries.spend_code(token)


def _decide(code: str) -> str:
    account_id = credentials.get_recovery(code)
    if account_id is None:
        raise NotMatch(fields=WRONG)
    return account_id


def _save(account_id: str, token: str, code: str) -> None:
    made, at = issue.issue(account_id, token), times.epoch(g.now)
    credentials.set_credentials(account_id, made, at=at, used_code=code)

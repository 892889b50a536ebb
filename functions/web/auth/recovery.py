"""A lost key: the recovery code gives a new one, once, and ends every session (A2)."""

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import ids, keys, times
from forum.errors import FieldError, NotMatch
from store import credentials
from web import forms, limits, pages
from web.auth import issue

bp = Blueprint("recovery", __name__)


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
@forms.fields("code", "token")
def create() -> Response:
    """A new key and a new code for the one who holds the old code."""
    token = forms.opaque("token")
    limits.spend("recovery", limits.bucket(), act=token)
    limits.spend("recovery_site")
    account_id = issue.issued_before(token) or _spend(forms.text("code"), token)
    return issue.renewed(account_id, token)


def _spend(typed: str, token: str) -> str:
    digest = keys.code_digest(keys.parse_code(typed) or "")
    account_id = credentials.get_recovery(digest)
    if account_id is None:
        raise NotMatch(fields=(FieldError(field="code", reason="not-match"),))
    made, at = issue.issue(account_id, token), times.epoch(g.now)
    credentials.set_credentials(account_id, made, at=at, used_code=digest)
    return account_id

"""An invitation to the moderators' team: the deployer's one-time link becomes a key of one's own.

The code travels in the address's fragment, which no server, proxy or log ever sees; without a
script it is typed or pasted.
"""

from typing import Any

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import accounts, keys, times
from forum.errors import FieldError, NotMatch, UsedCode
from store import credentials, invitations
from web import forms, limits, pages
from web.auth import issue

bp = Blueprint("staff_invitations", __name__)


@bp.get("/invitation/")
def show() -> Response:
    """The form for the code of a staff invitation."""
    return pages.page(
        "forum/invitation.html",
        values=forms.values(token=forms.new_id(), code=""),
        current="you",
    )


@bp.post("/invitation/")
@forms.again(show)
@forms.fields("code", "token")
def accept() -> Response:
    """Makes the account that the invitation names, and shows its key."""
    token = forms.opaque("token")
    limits.spend("sign_in", limits.bucket())
    return issue.renewed(issue.issued_before(token) or _accept(forms.text("code"), token), token)


def _accept(typed: str, token: str) -> str:
    digest, at = keys.code_digest(keys.parse_code(typed) or ""), times.epoch(g.now)
    invitation: dict[str, Any] | None = invitations.get_invitation("staff", digest, at=at)
    if invitation is None:
        raise NotMatch(fields=(FieldError(field="code", reason="not-match"),))
    if invitation["used_by"]:
        raise UsedCode
    account = accounts.join(
        id=invitation["account_id"],
        name=invitation["name"],
        now=g.now,
        guidelines=pages.content().version,
        staff=True,
    )
    used = {"Update": invitations.used_item("staff", digest, account_id=account.id, at=at)}
    made = issue.issue(account.id, token)
    credentials.add_member(account, made, used, at=at, week_ends=at)
    return account.id

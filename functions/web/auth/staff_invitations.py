"""An invitation to the moderators' team: the deployer's one-time link becomes a key of one's own,
and then, at the door of the staff, a passkey.

The code travels in the address's fragment, which no server, proxy or log ever sees; without a
script it is typed or pasted.
"""

from typing import Any

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import accounts, keys, times
from forum.accounts import Account
from forum.errors import FieldError, NotMatch, UsedCode
from store import credentials, invitations
from web import forms, limits, pages
from web.auth import issue

bp = Blueprint("staff_invitations", __name__)
WRONG = (FieldError(field="code", reason="not-match"),)


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
    token, code = _load()
    _pace()
    account_id = issue.issued_before(token)
    if account_id is None:
        account = _decide(code)
        account_id = account.id
        _save(account, token, code)
    return issue.renewed(account_id, token, invitation=forms.text("code").strip())


def _load() -> tuple[str, str]:
    """The form's token and the digest of its code; a code that cannot be one costs nobody a try."""
    token, code = forms.opaque("token"), keys.parse_code(forms.text("code"))
    if code is None:
        raise NotMatch(fields=WRONG)
    return token, keys.code_digest(code)


def _pace() -> None:
    limits.spend("sign_in", limits.bucket())


def _decide(code: str) -> Account:
    at = times.epoch(g.now)
    invitation: dict[str, Any] | None = invitations.get_invitation("staff", code, at=at)
    if invitation is None:
        raise NotMatch(fields=WRONG)
    if invitation["used_by"]:
        raise UsedCode
    return accounts.join(
        id=invitation["account_id"],
        name=invitation["name"],
        now=g.now,
        guidelines=pages.content().version,
        staff=True,
    )


def _save(account: Account, token: str, code: str) -> None:
    at = times.epoch(g.now)
    used = {"Update": invitations.used_item("staff", code, account_id=account.id, at=at)}
    made = issue.issue(account.id, token)
    credentials.add_member(account, made, used, at=at, week_ends=at)

"""Joining (A1, A2, P10): a made-up name, a key to keep, consent, and three cards. No e-mail."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, current_app, g, request
from werkzeug.wrappers import Response

from forum import accounts, ids, keys, names, times
from forum.accounts import Account
from forum.errors import FieldError, Incomplete, JoiningClosed, SpeedBump, UsedCode
from store import accounts as account_store
from store import counters, credentials, invitations
from web import forms, limits, pages, session
from web.auth import issue, work

bp = Blueprint("join", __name__)
FIELDS = (
    "token",
    "name",
    "adult",
    "cards",
    "consent",
    "own_device",
    "speed_bump",
    "invitation",
    "more",
)
CARDS_READ = "1"
TICKS = ("adult", "cards", "consent")
CHALLENGE_MINUTES = 10


@bp.get("/join/")
def new() -> Response:
    """Five names to choose from, three cards, consent, and the speed bump or an invitation code."""
    if g.viewer and request.method == "GET":
        return pages.page("forum/already.html", back="", current="you")
    offered = [_name() for _ in range(names.OFFERED_NAMES)]
    chosen = forms.text("name")
    if _is_offered_again(chosen):
        offered[0] = chosen
    values = forms.values(**dict.fromkeys((*TICKS, "own_device", "invitation"), ""))
    values["token"] = _token()
    values["name"] = chosen if chosen in offered else ""
    return pages.page(
        "forum/join.html",
        names=offered,
        values=values,
        joining=pages.content().community.joining,
        folds=_folds(values["invitation"]),
        cards=pages.content().cards,
        current="join",
    )


@bp.post("/join/")
@forms.again(new)
@forms.fields(*FIELDS)
def create() -> Response:
    """Makes the account, signs in, and shows the key and the code this once."""
    if forms.ticked("more"):
        return new()
    form = _load()
    solved = _pace(form)
    admitted = _decide(form, solved)
    return _save(form.account, form.token, admitted)


@bp.get("/join/challenge/")
def challenge() -> Response:
    """Work for a browser: a speed bump, not a wall."""
    return work.challenge("join")


@bp.post("/join/kept/")
@forms.fields("name", "key", "code", "kept", "invitation")
def kept() -> Response:
    """Where the page with the key leads: a form, so that a password manager offers to keep the
    key. Whoever came to be of the staff takes the code of their link along, for their passkey: in
    the fragment again, which no server sees.
    """
    if not (g.viewer and g.viewer.is_staff):
        return pages.see("/spaces/")
    code = keys.parse_code(forms.text("invitation"))
    return pages.see(f"/staff/#{forms.text('invitation')}" if code else "/staff/")


def _folds(invitation: str) -> bool:
    """Whether the invitation code may be folded away: nothing that happened makes it wanted."""
    wanted = invitation or pages.content().community.joining != "open"
    return not wanted and g.get("refusal", "incomplete") in ("incomplete", "name-taken")


@dataclass(frozen=True, kw_only=True)
class _Form:
    """Who would join by this form; `invitation` is the digest of a code that we gave out, or
    nothing, and `used_by` who came in by it.
    """

    account: Account
    token: str
    invitation: str
    used_by: str


def _load() -> _Form:
    _check_ticks()
    _check_way_in()
    token = forms.opaque("token")
    account = accounts.join(
        id=account_id(token),
        name=forms.text("name"),
        now=g.now,
        guidelines=pages.content().version,
        cards_read=forms.text("cards") == CARDS_READ,
    )
    invitation, used_by = _load_invitation()
    return _Form(account=account, token=token, invitation=invitation, used_by=used_by)


def _load_invitation() -> tuple[str, str]:
    """The digest of the code that was typed and who has used it; nothing when none was typed."""
    if not forms.text("invitation"):
        return "", ""
    code = keys.parse_code(forms.text("invitation"))
    digest = keys.code_digest(code or "")
    found = invitations.get_invitation("join", digest, at=times.epoch(g.now)) if code else None
    if found is None:
        raise Incomplete(fields=(FieldError(field="invitation", reason="not-match"),))
    return digest, found["used_by"]


def _pace(form: _Form) -> str:
    """The solved challenge of somebody who has no invitation; only with it are they counted."""
    if form.invitation:
        limits.spend("invitation", form.invitation, act=form.account.id)
        return ""
    solved = work.check("join", form.account.id)
    limits.spend("join", limits.bucket(), act=form.account.id)
    limits.spend("join_site")
    return solved


def _decide(form: _Form, solved: str) -> dict[str, Any]:
    """What lets somebody in, to be used up with the same stroke: a solved challenge, or an
    invitation, which passes the pace of the network and the site.
    """
    at = times.epoch(g.now)
    if solved:
        ends = times.epoch(g.now + timedelta(minutes=CHALLENGE_MINUTES))
        return {"Put": counters.challenge_item(solved, ends=ends)}
    if form.used_by not in ("", form.account.id):
        raise UsedCode
    used = invitations.used_item("join", form.invitation, account_id=form.account.id, at=at)
    return {"Update": used}


def _save(account: Account, token: str, admitted: dict[str, Any]) -> Response:
    made, at = issue.issue(account.id, token), times.epoch(g.now)
    credentials.add_member(account, made, admitted, at=at, week_ends=_week_ends())
    account = account_store.get_account(account.id) or account
    started, cookie = session.begin(account, own_device=forms.ticked("own_device"))
    return session.carry(issue.show(account, token), started, cookie)


def _check_ticks() -> None:
    missing = tuple(
        FieldError(field=name, reason="tick") for name in TICKS if not forms.ticked(name)
    )
    if not names.is_generated(forms.text("name")):
        missing = (FieldError(field="name", reason="choose"), *missing)
    if missing:
        raise Incomplete(fields=missing)


def _check_way_in() -> None:
    """Without an invitation the community has to be open, and a browser has to have worked."""
    if forms.text("invitation"):
        return
    if pages.content().community.joining != "open":
        raise JoiningClosed
    if not forms.text("speed_bump"):
        raise SpeedBump(fields=(FieldError(field="invitation", reason="no-script"),))


def _token() -> str:
    """The form's own token while it may still succeed; another one after its key met another's."""
    typed = forms.text("token")
    return typed if ids.is_id(typed) and g.get("refusal") != "conflict" else forms.new_id()


def account_id(token: str) -> str:
    """The id of the account that a joining form makes: one form, one member."""
    return ids.encode(hashlib.sha256(token.encode()).digest()[: ids.ID_BYTES])


def _week_ends() -> int:
    """The end of the first week, to the day: the day of joining is not kept."""
    ends = times.epoch(g.now + timedelta(days=accounts.NEW_DAYS))
    return ends - ends % 86400


def _name() -> str:
    return names.make_name(current_app.config["RANDOM"](names.NAME_BYTES))


def _is_offered_again(chosen: str) -> bool:
    """Whether the form keeps the name that was chosen: not one that somebody else has."""
    if forms.ticked("more") or g.get("refusal") == "name-taken":
        return False
    return names.is_generated(chosen)

"""Invitations to join, made by a moderator: the way in without scripts, and past a busy network."""

from datetime import timedelta

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import keys, times
from store import invitations
from web import forms, limits, pages, session
from web.pepper import get_pepper

bp = Blueprint("join_invitations", __name__)
INVITATION_DAYS = 14


@bp.get("/moderate/invitations/")
def new() -> Response:
    """The button that makes an invitation code."""
    return pages.page(
        "moderator/invitation.html",
        token=forms.new_id(),
        code="",
        days=INVITATION_DAYS,
        current="moderate",
    )


@bp.post("/moderate/invitations/")
@forms.again(new)
@forms.fields("token")
def create() -> Response:
    """A single-use code, shown this once; only its digest is kept. The same form makes one."""
    token = forms.opaque("token")
    limits.spend("staff", session.viewer().id)
    code = keys.make_code(keys.derive(get_pepper(), token, "invitation"))
    ends = times.epoch(g.now + timedelta(days=INVITATION_DAYS))
    invitations.add_invitation("join", keys.code_digest(keys.parse_code(code) or ""), ends=ends)
    return pages.page(
        "moderator/invitation.html",
        token=forms.new_id(),
        code=code,
        days=INVITATION_DAYS,
        current="moderate",
    )

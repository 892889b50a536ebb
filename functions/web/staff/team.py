"""The team, for leads: who looks after the place, and how that changes (R1)."""

from flask import Blueprint, current_app, g
from werkzeug.wrappers import Response

from forum import ids, keys, passkeys, roles, times
from forum import team as rules
from forum.errors import NotFound
from forum.moderation import audit
from forum.passkeys import Ring
from forum.team import Change
from store import accounts
from store import passkeys as passkey_store
from store import team as team_store
from web import forms, limits, pages, session

bp = Blueprint("team", __name__)
LINK_HOURS = 24


@bp.get("/staff/team/")
def index(link: str = "", whose: str = "") -> Response:
    """Everybody, their roles, and what is proposed. `link` is one for a new passkey, shown once."""
    viewer = session.viewer()
    team = team_store.get_team(times.epoch(g.now))
    return pages.page(
        "staff/team.html",
        team=team,
        names={seat.account_id: seat.name for seat in team.seats},
        alone={s.account_id for s in team.seats if rules.may_agree_alone(team, s, g.now)},
        just_used=passkeys.is_stepped_up(viewer.passkey_at, g.now),
        roles=roles.ROLES,
        new_passkey=rules.NEW_PASSKEY,
        link=link,
        whose=whose,
        hours=LINK_HOURS,
        current="moderate",
    )


@bp.post("/staff/team/<id>/propose/")
@forms.fields("what")
def propose(id: str) -> Response:
    """Says what another lead is asked to agree to."""
    lead, team = session.viewer(), _load(id)
    limits.spend("staff", lead.id)
    _save(rules.propose(lead, team, id, forms.text("what"), now=g.now))
    return pages.see("/staff/team/")


@bp.post("/staff/team/<id>/agree/")
@forms.fields("what")
def agree(id: str) -> Response:
    """Another lead agrees, and it is done."""
    lead, team = session.viewer(), _load(id)
    limits.spend("staff", lead.id)
    change = rules.agree(lead, team, id, forms.text("what"), now=g.now)
    if forms.text("what") != rules.NEW_PASSKEY:
        _save(change)
        return pages.see("/staff/team/")
    code = keys.make_code(current_app.config["RANDOM"](keys.CODE_BYTES))
    digest = keys.code_digest(keys.parse_code(code) or "")
    ends = times.epoch(g.now) + LINK_HOURS * 3600
    _save(change, passkeys.invite(passkey_store.get_ring(id), code=digest, ends=ends))
    return index(link=f"/staff/#{code}", whose=change.seat.name)


@bp.post("/staff/team/<id>/take-back/")
@forms.fields()
def take_back(id: str) -> Response:
    """What was proposed is no more."""
    lead, team = session.viewer(), _load(id)
    limits.spend("staff", lead.id)
    _save(rules.take_back(lead, team, id, now=g.now))
    return pages.see("/staff/team/")


@bp.post("/staff/team/<id>/freeze/")
@forms.fields()
def freeze(id: str) -> Response:
    """Somebody has no role any more, at once."""
    lead, team = session.viewer(), _load(id)
    limits.spend("staff", lead.id)
    _save(rules.freeze(lead, team, id, now=g.now))
    return pages.see("/staff/team/")


def _load(id: str) -> rules.Team:
    if not ids.is_id(id):
        raise NotFound
    return team_store.get_team(times.epoch(g.now))


def _save(change: Change, ring: Ring | None = None) -> None:
    viewer = session.viewer()
    event = audit.did(
        viewer,
        change.event,
        change.seat.account_id,
        times.stamp(times.quarter(g.now)),
        reason=change.reason,
    )
    told = rules.notice(change, id=forms.new_id(), now=g.now)
    team_store.set_change(change, event=event, told=told, ring=ring)
    accounts.set_inbox_new(change.seat.account_id)

"""A passkey beside the key (P7): setting one up, using it, taking one off.

Signing in with the key makes a member's session, as for everybody. A passkey used in it makes a new
one, in which the pages of the staff are open.
"""

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum import keys, passkeys, times
from forum.accounts import Viewer
from forum.errors import PasskeyFrozen, PasskeyRefused
from forum.moderation import audit
from forum.passkeys import Ring
from store import passkeys as passkey_store
from store import roles, team
from web import forms, limits, pages, session, way_back
from web.staff import ceremony

bp = Blueprint("passkeys", __name__)
QUEUE, OWN_PAGE = "/moderate/", "/staff/"


@bp.get("/staff/")
def show() -> Response:
    """One's passkeys, and the buttons that use one or set one up."""
    viewer = session.viewer()
    ring = passkey_store.get_ring(viewer.id)
    usable = [each for each in ring.passkeys if not each.frozen]
    return pages.page(
        "staff/passkeys.html",
        ring=ring,
        weeks={each.id: times.weeks_since(each.week, g.now) for each in ring.passkeys},
        to_use=ceremony.to_use(ring) if usable else "",
        to_set_up=ceremony.to_set_up(viewer, ring),
        just_used=passkeys.is_stepped_up(viewer.passkey_at, g.now),
        full=len(ring.passkeys) == passkeys.PASSKEYS_PER_PERSON,
        values=forms.values(code=""),
        back=way_back.safe(forms.text("back") or request.args.get("back", "")),
        current="staff",
    )


@bp.post("/staff/use/")
@forms.again(show)
@forms.fields("challenge", "credential", "back")
def use() -> Response:
    """A passkey proves that it is really this person: a new session, in which the staff's pages are
    open. One that counts backwards is frozen, and the log says so.
    """
    viewer, ring, answer = _load("use")
    limits.spend("staff", viewer.id)
    after = passkeys.use(ring, *ceremony.used(answer, ring))
    if after.frozen > ring.frozen:
        event = _event(viewer, "freeze-passkey")
        passkey_store.set_ring(after, challenge=answer.spent, event=event)
        raise PasskeyFrozen
    begun, token = session.prepare(viewer.account)
    used = roles.passkey_used_item(viewer.id, begun.digest, at=times.epoch(g.now))
    passkey_store.set_ring(after, challenge=answer.spent, used=used)
    session.keep(begun, viewer.account)
    to = way_back.safe(forms.text("back")) or (QUEUE if viewer.is_moderator else OWN_PAGE)
    return session.carry(pages.see(to), begun, token)


@bp.post("/staff/passkeys/")
@forms.again(show)
@forms.fields("challenge", "credential", "code")
def create() -> Response:
    """A passkey of one's own: the first by the code of a one-time link, the second by the first."""
    viewer, ring, answer = _load("set up")
    limits.spend("staff", viewer.id)
    fresh = ceremony.made(answer, g.now)
    after = passkeys.set_up(ring, fresh, code=_code(), passkey_at=viewer.passkey_at, now=g.now)
    begun, token = session.prepare(viewer.account)
    used = roles.passkey_anew_item(viewer.id, begun.digest, at=times.epoch(g.now))
    event = _event(viewer, "set-up-passkey")
    passkey_store.set_ring(after, challenge=answer.spent, used=used, event=event)
    team.add_seat(viewer.id, viewer.name)
    session.keep(begun, viewer.account)
    return session.carry(pages.see(OWN_PAGE), begun, token)


@bp.post("/staff/passkeys/take-off/")
@forms.again(show)
@forms.fields("id")
def destroy() -> Response:
    """One of two is gone: the device was lost, or is somebody else's now."""
    viewer = session.viewer()
    ring = passkey_store.get_ring(viewer.id)
    limits.spend("staff", viewer.id)
    at = viewer.passkey_at
    after = passkeys.take_off(ring, forms.text("id"), passkey_at=at, now=g.now)
    used = roles.passkey_anew_item(viewer.id, g.session.digest, at=at)
    event = _event(viewer, "take-off-passkey")
    passkey_store.set_ring(after, used=used, event=event)
    return pages.see(OWN_PAGE)


def _load(kind: passkeys.Ceremony) -> tuple[Viewer, Ring, ceremony.Answer]:
    viewer = session.viewer()
    answer = ceremony.read_answer(kind)
    return viewer, passkey_store.get_ring(viewer.id), answer


def _code() -> str:
    """The digest of the code that was typed, or nothing when none was."""
    typed = forms.text("code")
    if not typed:
        return ""
    code = keys.parse_code(typed)
    if code is None:
        raise PasskeyRefused
    return keys.code_digest(code)


def _event(viewer: Viewer, name: str) -> audit.Event:
    return audit.did(viewer, name, viewer.id, times.stamp(times.quarter(g.now)))

"""Acts of leads on somebody's seat in the team, kept with all that goes with them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from forum import team as rules
from forum.accounts import Viewer
from forum.moderation.audit import Event
from forum.passkeys import Ring
from store import roles, team
from support.cast import AT, NOW, gwen, ident, lee, mo


def seated() -> None:
    """A greeter, a lead and a moderator."""
    for viewer in (gwen, lee, mo):
        roles.set_role(viewer.id, viewer.role)
        team.add_seat(viewer.id, viewer.name)


def other_lead() -> Viewer:
    """A second lead, who has just used their passkey."""
    return replace(lee, account=replace(lee.account, id=ident("another lead")), passkey_at=AT)


def act(
    rule: Any, what: str, *, whose: Viewer, by: Viewer | None = None, ring: Ring | None = None
) -> Callable[[], None]:
    """What keeps an act, with the team as it stands now."""
    lead = by or replace(lee, passkey_at=AT)
    change = rule(lead, team.get_team(AT), whose.id, what, now=NOW)
    told = rules.notice(change, id=ident(f"told of {change.event}"), now=NOW)
    return lambda: team.set_change(change, event=noted(change, lead), told=told, ring=ring)


def noted(change: rules.Change, lead: Viewer) -> Event:
    """What the log says of it."""
    return Event(
        at="2026-11-24T02:15Z",
        actor_role=lead.role,
        actor_id=lead.id,
        event=change.event,
        target=change.seat.account_id,
        reason=change.reason,
    )

"""Who looks after the place, and how that changes: a lead proposes, and another agrees (R1).

Nobody changes their own role, and the last lead stays. Where there is one lead alone, they may
agree with themselves after a day, and the log says so. To take a role away at once, as when
somebody's device is lost, one lead is enough.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from forum import passkeys, roles, times
from forum.accounts import Viewer
from forum.errors import LastLead, NotFound, OwnRole, Refused, SecondLead
from forum.moderation.notices import Notice

ALONE_HOURS = 24
# What may be proposed beside a role: a link to set up a new passkey, for who lost both.
NEW_PASSKEY = "new-passkey"
WHAT = (*roles.ROLES, NEW_PASSKEY)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Somebody of the team: their working name, and what is proposed, by whom and when (epoch
    seconds). `role` is the one in force.
    """

    account_id: str
    name: str
    role: str = "member"
    ends: int = 0
    proposed: str = ""
    proposed_by: str = ""
    proposed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Team:
    """Everybody, by name. `version` is the number of changes: of two at once, one is made."""

    seats: tuple[Seat, ...]
    version: int = 0

    def find(self, account_id: str) -> Seat:
        """Somebody's seat, or `NotFound`."""
        for seat in self.seats:
            if seat.account_id == account_id:
                return seat
        raise NotFound

    @property
    def leads(self) -> int:
        """How many leads there are."""
        return sum(seat.role == "lead" for seat in self.seats)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A seat after an act, and what the log calls it. `role` is one that is given now, if any."""

    team: Team
    seat: Seat
    event: str
    reason: str = ""
    role: str = ""
    ends: int = 0


def propose(lead: Viewer, team: Team, account_id: str, what: str, *, now: datetime) -> Change:
    """Another role, the same one for longer, or a new passkey, for somebody else; what was proposed
    before is no more.
    """
    seat = _seat(lead, team, account_id, now)
    if what not in WHAT or (what == seat.role and what != "greeter"):
        raise Refused
    _check_lead_left(team, seat, what)
    at = times.epoch(now)
    made = replace(seat, proposed=what, proposed_by=lead.id, proposed_at=at)
    return Change(team=team, seat=made, event="propose-role", reason=what)


def agree(lead: Viewer, team: Team, account_id: str, what: str, *, now: datetime) -> Change:
    """What was proposed is done. `what` is what the page showed: another proposal is `Refused`."""
    seat = _seat(lead, team, account_id, now)
    if not what or what != seat.proposed:
        raise Refused
    alone = seat.proposed_by == lead.id
    if alone and not may_agree_alone(team, seat, now):
        raise SecondLead
    _check_lead_left(team, seat, what)
    done = replace(seat, proposed="", proposed_by="", proposed_at=0)
    reason = f"{what} alone" if alone else what
    if what == NEW_PASSKEY:
        return Change(team=team, seat=done, event="invite-again", reason=reason)
    ends = roles.ends(what, now)
    return Change(team=team, seat=done, event="give-role", reason=reason, role=what, ends=ends)


def take_back(lead: Viewer, team: Team, account_id: str, *, now: datetime) -> Change:
    """A proposal is no more, whoever made it."""
    seat = _seat(lead, team, account_id, now)
    if not seat.proposed:
        raise Refused
    done = replace(seat, proposed="", proposed_by="", proposed_at=0)
    return Change(team=team, seat=done, event="leave-role", reason=seat.proposed)


def freeze(lead: Viewer, team: Team, account_id: str, *, now: datetime) -> Change:
    """Somebody has no role any more, at once; what was proposed for them is no more, either."""
    seat = _seat(lead, team, account_id, now)
    if seat.role == "member":
        raise Refused
    _check_lead_left(team, seat, "member")
    done = replace(seat, proposed="", proposed_by="", proposed_at=0)
    return Change(team=team, seat=done, event="freeze-role", reason=seat.role, role="member")


def may_agree_alone(team: Team, seat: Seat, now: datetime) -> bool:
    """Whether a lead may agree with themselves: the only one, a day later."""
    waited = times.epoch(now) - seat.proposed_at >= ALONE_HOURS * 3600
    return team.leads == 1 and waited


def notice(change: Change, *, id: str, now: datetime) -> Notice:
    """What the person finds in their inbox, from the first word on."""
    return Notice(
        id=id,
        inbox=change.seat.account_id,
        kind="role",
        at=times.stamp(times.quarter(now)),
        outcome=f"{change.event} {change.reason}",
    )


def _seat(lead: Viewer, team: Team, account_id: str, now: datetime) -> Seat:
    """The seat that an act is about. Refuses whoever is no lead, has not used their passkey just
    now (`StepUp`), or means themselves (`OwnRole`).
    """
    if not roles.may(lead.role, "give a role"):
        raise NotFound
    passkeys.check_stepped_up(lead.passkey_at, now)
    if account_id == lead.id:
        raise OwnRole
    return team.find(account_id)


def _check_lead_left(team: Team, seat: Seat, what: str) -> None:
    """The last lead stays, even if a change came in between."""
    if seat.role == "lead" and what not in ("lead", NEW_PASSKEY) and team.leads == 1:
        raise LastLead

"""A one-time link that makes somebody staff: the deployer's way to give a role, on any machine.

The account that it names has its role from the start and does nothing until the link is used, once,
within a day: for a key, and then for a first passkey. Who lost their passkeys gets a link that does
the second alone. The code is never stored, only its digest.
"""

import secrets
from datetime import UTC, datetime, timedelta

from forum import ids, keys, names, passkeys, times
from forum.moderation import audit
from store import credentials, invitations, roles, team
from store import passkeys as passkey_store

INVITATION_HOURS = 24
NOT_A_NAME = "A moderator's name is a word or two, without digits: Rowan, or Mary Ann."
TAKEN = "There is a {name} here already. Choose another name."


def invite(name: str, *, role: str, origin: str, account_id: str = "") -> str:
    """The link, for a new account or the one that is named; the tables must be connected.

    Two links of one account make one account: whichever is used first. Raises `ValueError`.
    """
    if not names.is_staff_name(name):
        raise ValueError(NOT_A_NAME)
    if credentials.find_name(name):
        raise ValueError(TAKEN.format(name=name))
    now = datetime.now(UTC)
    account_id = account_id or ids.encode(secrets.token_bytes(ids.ID_BYTES))
    code, digest, ends = _code(now)
    roles.set_role(account_id, role)
    invitations.add_invitation("staff", digest, account_id=account_id, name=name, ends=ends)
    team.add_seat(account_id, name)
    _let_set_up(account_id, digest, ends, "invite", now)
    return f"{origin}/invitation/#{code}"


def renew(name: str, *, origin: str) -> str:
    """A link to set up a new passkey, for somebody of the staff who has their key; the passkeys of
    before end when it is used. Nothing when nobody has the name.
    """
    account_id = credentials.find_name(name) if names.is_staff_name(name) else None
    if account_id is None:
        return ""
    now = datetime.now(UTC)
    code, digest, ends = _code(now)
    _let_set_up(account_id, digest, ends, "invite-again", now)
    return f"{origin}/staff/#{code}"


def _code(now: datetime) -> tuple[str, str, int]:
    """A new code, what is kept of it, and until when it counts."""
    code = keys.make_code(secrets.token_bytes(keys.CODE_BYTES))
    ends = times.epoch(now + timedelta(hours=INVITATION_HOURS))
    return code, keys.code_digest(keys.parse_code(code) or ""), ends


def _let_set_up(account_id: str, digest: str, ends: int, event: str, now: datetime) -> None:
    ring = passkey_store.get_ring(account_id)
    invited = passkeys.invite(ring, code=digest, ends=ends)
    passkey_store.set_ring(invited, event=_event(account_id, event, now))


def _event(account_id: str, name: str, now: datetime) -> audit.Event:
    return audit.Event(
        at=times.stamp(times.quarter(now)),
        actor_role="deployer",
        actor_id="",
        event=name,
        target=account_id,
        reason="",
    )

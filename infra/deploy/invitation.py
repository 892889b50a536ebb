"""A one-time link that makes somebody staff: the deployer's way to give a role, on any machine.

The account that it names has its role from the start and does nothing until the link is used, once,
within a day. The code is never stored, only its digest.
"""

import secrets
from datetime import UTC, datetime, timedelta

from forum import ids, keys, names, times
from forum.moderation import audit
from store import credentials, invitations, roles
from store.moderation import audit as audit_store

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
    code = keys.make_code(secrets.token_bytes(keys.CODE_BYTES))
    ends = times.epoch(now + timedelta(hours=INVITATION_HOURS))
    digest = keys.code_digest(keys.parse_code(code) or "")
    roles.set_role(account_id, role)
    invitations.add_invitation("staff", digest, account_id=account_id, name=name, ends=ends)
    audit_store.add_event(_event(account_id, now))
    return f"{origin}/invitation/#{code}"


def _event(account_id: str, now: datetime) -> audit.Event:
    return audit.Event(
        at=times.stamp(times.quarter(now)),
        actor_role="deployer",
        actor_id="",
        event="invite",
        target=account_id,
        reason="",
    )

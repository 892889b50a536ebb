"""Who may use which route: one table, by the least role that may (`forum/roles.py` has their
order). A route that is missing from it is denied.
"""

from typing import Literal

from forum import roles
from forum.accounts import Viewer
from forum.errors import NotFound, PasskeyNeeded, SignedOut

# "staff" is whoever has a role, with their key alone: how they come to use their passkey.
Who = Literal["anyone", "member", "staff", "greeter", "moderator", "lead"]

ACCESS: dict[str, Who] = {
    "join.new": "anyone",
    "join.create": "anyone",
    "join.challenge": "anyone",
    "join.kept": "anyone",
    "sign_in.new": "anyone",
    "sign_in.create": "anyone",
    "sign_in.challenge": "anyone",
    "sign_in.destroy": "anyone",
    "recovery.new": "anyone",
    "recovery.create": "anyone",
    "recovery.challenge": "anyone",
    "staff_invitations.show": "anyone",
    "staff_invitations.accept": "anyone",
    "account.show": "member",
    "account.end_session": "member",
    "account.end_every_session": "member",
    "account.update_guidelines": "member",
    "account.create_key": "anyone",
    "spaces.index": "anyone",
    "spaces.show": "anyone",
    "threads.new": "member",
    "threads.create": "member",
    "threads.show": "anyone",
    "replies.create": "member",
    "posts.index": "member",
    "posts.show": "anyone",
    "posts.edit": "member",
    "posts.update": "member",
    "posts.leave": "member",
    "posts.withdraw": "member",
    "posts.undo": "member",
    "reports.new": "anyone",
    "reports.create": "anyone",
    "reports.show": "anyone",
    "inbox.index": "member",
    "doing.index": "anyone",
    "doing.show": "anyone",
    "live.index": "lead",
    "statements.show": "member",
    "statements.appeal": "member",
    "cases.index": "moderator",
    "cases.show": "moderator",
    "cases.update": "moderator",
    "handovers.index": "moderator",
    "handovers.create": "moderator",
    "person_notes.show": "moderator",
    "person_notes.create": "moderator",
    "person_notes.renew": "moderator",
    "claims.create": "moderator",
    "claims.hand_on": "moderator",
    "pauses.create": "moderator",
    "welfare.create": "moderator",
    "reading_first.create": "moderator",
    "locks.create": "moderator",
    "held.index": "moderator",
    "held.update": "moderator",
    "undos.create": "moderator",
    "appeals.show": "moderator",
    "appeals.update": "moderator",
    "audit.index": "moderator",
    "hours.index": "moderator",
    "hours.create": "moderator",
    "hours.take_back": "moderator",
    "join_invitations.new": "moderator",
    "join_invitations.create": "moderator",
    "passkeys.show": "staff",
    "passkeys.use": "staff",
    "passkeys.create": "staff",
    "passkeys.destroy": "staff",
    "team.index": "lead",
    "team.propose": "lead",
    "team.agree": "lead",
    "team.take_back": "lead",
    "team.freeze": "lead",
}


def check(endpoint: str | None, viewer: Viewer | None) -> None:
    """Refuses somebody without the role: `SignedOut` for a visitor, `NotFound` for everybody
    else. Who has the role and has not used their passkey in this session is `PasskeyNeeded` (P7).
    """
    who = ACCESS.get(endpoint or "")
    if who == "anyone":
        return
    if who is None:
        raise NotFound
    if viewer is None:
        raise SignedOut
    if not roles.includes(viewer.role, "greeter" if who == "staff" else who):
        raise NotFound
    if who not in ("member", "staff") and not viewer.passkey_at:
        raise PasskeyNeeded

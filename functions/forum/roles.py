"""The four roles, and the one table of what each may do (R1).

Each role may do what those before it may. A greeter welcomes newcomers and never sees the queue;
that role ends by itself after 90 days (R3).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from forum import times

Role = Literal["member", "greeter", "moderator", "lead"]
ROLES: tuple[Role, ...] = ("member", "greeter", "moderator", "lead")
GREETER_DAYS = 90

# Who may do what, by the least role that may.
MAY: Mapping[str, Role] = {
    "write": "member",
    "report": "member",
    "greet": "greeter",
    "carry the label": "greeter",
    "see the queue": "moderator",
    "decide a case": "moderator",
    "read the log": "moderator",
    "invite somebody to join": "moderator",
    "give a role": "lead",
    "take a role": "lead",
}


def may(role: str, act: str) -> bool:
    """Whether a role may do an act of the table. An act that is not in it may be done by nobody."""
    return act in MAY and includes(role, MAY[act])


def includes(role: str, needed: Role) -> bool:
    """Whether a role may do what another may; a role that this code does not know, nothing but
    what members may.
    """
    known: tuple[str, ...] = ROLES
    return (known.index(role) if role in known else 0) >= known.index(needed)


def ends(role: str, now: datetime) -> int:
    """When a role that is given now ends by itself, in epoch seconds; 0 for one that does not."""
    return times.epoch(now + timedelta(days=GREETER_DAYS)) if role == "greeter" else 0


def in_force(role: str, ends: int, at: int) -> str:
    """The role as it counts now: one whose time has come is a member's."""
    return "member" if ends and ends <= at else role

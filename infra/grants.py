"""Who may do what to which table, and who may read which secret: one row per door. Data, and the
questions asked of it.

The deployed roles are made from this, and the tests hold every call of every door to it. A door
that is not here, a table that is not in its row, an action that is not listed: refused. `Scan` is
in the worker's row alone, which serves no request: a migration pages through the tables it names.
A grant with `keys` covers only items whose partition key begins with one of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Grant:
    """Some actions, on a whole table or on the items whose `pk` begins with one of `keys`."""

    actions: frozenset[str]
    keys: tuple[str, ...] = ()

    def covers(self, action: str, pks: Iterable[str | None]) -> bool:
        """Whether the action is granted on all these partition keys; None is an unknown key."""
        if action not in self.actions:
            return False
        return not self.keys or all(pk is not None and pk.startswith(self.keys) for pk in pks)


def grant(actions: str, *keys: str) -> Grant:
    return Grant(frozenset(actions.split()), keys)


ROLE = grant("GetItem BatchGetItem", "role#")
# A report is put, and the case it joins is raised in the same transaction; neither can be read.
REPORT = grant("PutItem UpdateItem", "case#")
# What moderators said of certain days: where people write, they are told when somebody is back.
HOURS = grant("Query", "hours")
# Roles and passkeys, the team and its log are the staff door's; beside a role it is noted where a
# passkey was used. Whoever a change is about is told in their inbox.
STAFF_ROLE = grant("GetItem BatchGetItem PutItem UpdateItem", "role#")
PASSKEYS = grant("GetItem PutItem", "passkeys#", "audit")
TEAM = grant("Query PutItem UpdateItem", "team")
TOLD = (grant("PutItem", "inbox#"), grant("UpdateItem", "account#"))
# The ledger of what is gone for good is written and, by any door, never read.
ERASED = grant("PutItem", "erased")
# What was decided is told by the worker, once it can no longer be undone.
CASE = grant("Query UpdateItem", "case#")
OUTBOX = grant("Query DeleteItem", "outbox")
# What is remembered of reporters is counted by the worker; the member's door learns whether what
# somebody reports waits a little longer, so that the page can say so.
REPORTERS = grant("UpdateItem", "reporter#")
UNHELD, UNHELD_WRITTEN = grant("Query", "unheld#"), grant("PutItem", "unheld#")
# Moderators read all of `safety` and write what their work is made of. What the worker noted of the
# log they read as well and cannot write, nor a role, a passkey or the team.
MODERATED_KEYS = ("case#", "support#", "audit", "outbox", "hours", "handover", "person#")
MODERATED = grant("PutItem UpdateItem", *MODERATED_KEYS)
ANCHORS = (grant("GetItem", "audit"), grant("GetItem PutItem", "anchors"))
# What several reports cover is covered by the worker, and the log has it.
LOGGED = grant("PutItem", "audit")
# A step for an account rests on a strike, which goes when the decision was wrong.
STRIKES = grant("Query PutItem DeleteItem", "strikes#")
# What cannot wait is looked for in the queue each minute, and told again while nobody reads it.
PRESSING = grant("Query", "open")
REMINDED = grant("PutItem", "alerts")
# What has had its time goes out of the log by the worker alone; it counts what a month's log says;
# and whom the deployer looked up is told by it, when it is time.
LOG = tuple(grant("Query DeleteItem", key) for key in ("audit", "anchors", "unsealed"))
# What the alarm of a surge said is written by the worker and read where people write.
PAUSED = grant("PutItem", "pause#")

GRANTS: dict[str, dict[str, tuple[Grant, ...]]] = {
    "auth": {
        "identity": (grant("GetItem BatchGetItem Query PutItem UpdateItem"),),
        "forum": (grant("GetItem BatchGetItem PutItem UpdateItem ConditionCheckItem"),),
        "ephemeral": (grant("GetItem BatchGetItem Query PutItem UpdateItem DeleteItem"),),
        "safety": (ROLE,),
    },
    "member": {
        "forum": (grant("GetItem BatchGetItem Query PutItem UpdateItem ConditionCheckItem"),),
        "ephemeral": (grant("GetItem BatchGetItem PutItem UpdateItem"), UNHELD),
        "safety": (ROLE, REPORT, HOURS),
    },
    "moderator": {
        "forum": (grant("GetItem BatchGetItem Query PutItem UpdateItem"),),
        "safety": (grant("GetItem BatchGetItem Query"), MODERATED),
        "ephemeral": (grant("GetItem BatchGetItem PutItem UpdateItem"),),
    },
    "staff": {
        "forum": (grant("GetItem BatchGetItem"), *TOLD),
        "ephemeral": (grant("GetItem BatchGetItem Query PutItem UpdateItem DeleteItem"),),
        "safety": (STAFF_ROLE, PASSKEYS, TEAM),
    },
    "worker": {
        "forum": (grant("GetItem Query Scan PutItem UpdateItem"),),
        "safety": (ERASED, CASE, OUTBOX, REPORTERS, STRIKES, *ANCHORS, LOGGED, *LOG, PRESSING),
        "ephemeral": (grant("DeleteItem", "salt#"), ERASED, PAUSED, UNHELD_WRITTEN, REMINDED),
    },
}


# What a door may read of the secured parameters, by the last part of their names; nobody may write.
# The doors that people come in by make keys, codes or challenges with the pepper.
PARAMETERS: dict[str, frozenset[str]] = {
    "auth": frozenset(("pepper",)),
    "member": frozenset(("pepper",)),
    "moderator": frozenset(("pepper",)),
    "staff": frozenset(("pepper",)),
    "worker": frozenset(),
}


def allows(door: str, table: str, action: str, pks: Iterable[str | None] = (None,)) -> bool:
    """Whether a door may do an action to these partition keys of a table (`forum`, `safety`…)."""
    wanted = tuple(pks)
    return any(one.covers(action, wanted) for one in GRANTS.get(door, {}).get(table, ()))


def may_read(door: str, parameter: str) -> bool:
    """Whether a door may read this parameter (`/leanto/pepper`)."""
    return parameter.rpartition("/")[2] in PARAMETERS.get(door, ())

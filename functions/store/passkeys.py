"""Passkeys in the safety table, one item for each person: no bug on the members' side can read or
write one.
"""

from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from forum.errors import Conflict, NotFound, PasskeyRefused, Refusal, Resting
from forum.moderation.audit import Event
from forum.passkeys import PASSKEYS_PER_PERSON, Passkey, Ring
from store import items, tables
from store.moderation import audit

NONE = Passkey(id="", public_key="", counter=0, week="")
PLACES = tuple(f"passkey_{number}" for number in range(1, PASSKEYS_PER_PERSON + 1))
_NAMES = tuple(each.name for each in fields(Passkey))


def get_ring(account_id: str) -> Ring:
    """Somebody's passkeys; an empty ring for who never had one."""
    item = items.get("safety", f"passkeys#{account_id}", "passkeys")
    if item is None:
        return Ring(account_id=account_id)
    return Ring(
        account_id=account_id,
        passkeys=tuple(_passkeys(item)),
        invitation=item["invitation"],
        invitation_ends=item["invitation_ends"],
        version=item["version"],
    )


def set_ring(
    ring: Ring,
    *,
    challenge: dict[str, Any] | None = None,
    used: dict[str, Any] | None = None,
    event: Event | None = None,
) -> None:
    """Keeps a changed ring and what goes with it, all or nothing; `ring.version` is the one read.

    `challenge` is the Put that uses a challenge up: one that was used is `PasskeyRefused`. `used`
    is the Update that notes in which session a passkey was used: of somebody who has no role any
    more it is `NotFound`. `event` is for the log. A ring that changed meanwhile is a `Conflict`.
    """
    beside = [{"Put": challenge}] if challenge else []
    beside += [{"Update": used}] if used else []
    for _ in range(audit.CHAIN_ATTEMPTS):
        chain = audit.chain_writes(audit.get_head(), event) if event else []
        try:
            tables.write(ring_item(ring), *beside, *chain)
        except tables.Cancelled as cancelled:
            if refusal := _refusal(cancelled.failed, bool(challenge), bool(used)):
                raise refusal from cancelled
            continue
        return
    raise Resting


def _refusal(failed: frozenset[int], challenged: bool, used: bool) -> Refusal | None:
    """What the first condition that did not hold means; nothing when it was the log's."""
    first = min(failed)
    if first == 0:
        return Conflict()
    if challenged and first == 1:
        return PasskeyRefused()
    return NotFound() if used and first == 1 + challenged else None


def ring_item(ring: Ring) -> dict[str, Any]:
    """The Put of a changed ring, for a transaction; `ring.version` is the one that was read."""
    values = {
        "invitation": ring.invitation,
        "invitation_ends": ring.invitation_ends,
        "version": ring.version + 1,
    }
    for place, number in zip(PLACES, range(PASSKEYS_PER_PERSON), strict=True):
        passkey = ring.passkeys[number] if number < len(ring.passkeys) else NONE
        values |= {f"{place}_{name}": value for name, value in asdict(passkey).items()}
    return {
        "Put": items.put(
            "safety",
            f"passkeys#{ring.account_id}",
            "passkeys",
            values,
            condition="attribute_not_exists(pk) OR #version = :was",
            was=ring.version,
        )
    }


def _passkeys(item: dict[str, Any]) -> Iterator[Passkey]:
    for place in PLACES:
        values = {name: item[f"{place}_{name}"] for name in _NAMES if f"{place}_{name}" in item}
        if values.get("id"):
            yield items.read(Passkey, values)

"""The team in the safety table: who has a seat, and what is proposed. The role itself stands under
the person, where each request reads it.
"""

from dataclasses import asdict
from typing import Any

from forum import roles
from forum.errors import Conflict
from forum.moderation.audit import Event
from forum.moderation.notices import Notice
from forum.passkeys import Ring
from forum.team import Change, Seat, Team
from store import items, tables
from store import passkeys as passkey_store
from store.moderation import audit
from store.moderation.notices import notice_item

SEATS_AT_MOST = 100
_KEPT = ("account_id", "name", "proposed", "proposed_by", "proposed_at")


def add_seat(account_id: str, name: str) -> None:
    """Gives somebody a seat, and leaves one that they have as it is."""
    request = items.update(
        "safety",
        "team",
        f"seat#{account_id}",
        "SET #account_id = :id, #name = :name, #schema = :form",
        id=account_id,
        name=name,
        form=items.FIRST_FORM,
    )
    tables.call("update_item", **request)


def get_team(at: int) -> Team:
    """Everybody with a seat, by name, with the role that is in force at that second."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        Limit=SEATS_AT_MOST,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues=items.pack({":pk": "team"}),
    )
    rows = {row["sk"]["S"]: items.unpack(row) for row in answer["Items"]}
    version = rows.pop("version", {}).get("version", 0)
    seats = [_seat(row, at) for row in rows.values()]
    return Team(seats=tuple(sorted(seats, key=lambda each: each.name)), version=version)


def list_names() -> dict[str, str]:
    """The working names of everybody who has or had a seat, by account."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        Limit=SEATS_AT_MOST,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :seat)",
        ExpressionAttributeValues=items.pack({":pk": "team", ":seat": "seat#"}),
    )
    seats = [items.unpack(row) for row in answer["Items"]]
    return {each["account_id"]: each["name"] for each in seats}


def set_change(change: Change, *, event: Event, told: Notice, ring: Ring | None = None) -> None:
    """Keeps a change, its log entry, its notice and, where it lets somebody set up a passkey, their
    `ring`: all or nothing. A team that changed meanwhile is a `Conflict`.
    """
    writes = [_version(change.team), _put(change.seat), {"Put": notice_item(told)}]
    if change.role:
        writes.append(_role(change))
    if ring is not None:
        writes.append(passkey_store.ring_item(ring))
    try:
        audit.add_event(event, *writes)
    except tables.Cancelled as cancelled:
        raise Conflict from cancelled


def _seat(row: dict[str, Any], at: int) -> Seat:
    seat = items.read(Seat, row)
    held = items.get("safety", f"role#{seat.account_id}", "role") or {}
    role = roles.in_force(held.get("role", "member"), held.get("ends", 0), at)
    return items.read(Seat, {**row, "role": role, "ends": held.get("ends", 0)})


def _put(seat: Seat) -> dict[str, Any]:
    values = {name: value for name, value in asdict(seat).items() if name in _KEPT}
    return {"Put": items.put("safety", "team", f"seat#{seat.account_id}", values)}


def _role(change: Change) -> dict[str, Any]:
    values = {"role": change.role, "ends": change.ends}
    return {"Put": items.put("safety", f"role#{change.seat.account_id}", "role", values)}


def _version(team: Team) -> dict[str, Any]:
    values = {"version": team.version + 1}
    condition = "attribute_not_exists(pk) OR #version = :was"
    put = items.put("safety", "team", "version", values, condition=condition, was=team.version)
    return {"Put": put}

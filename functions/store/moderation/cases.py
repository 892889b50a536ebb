"""Cases: one item for each target, in the queue while it is open."""

from dataclasses import asdict, replace
from typing import Any

from forum.moderation.cases import MOST_URGENT, Case
from forum.moderation.reports import Target
from store import items, tables

QUEUE_LENGTH = 50
PRESSING_AT_MOST = 20
# Nobody else has a lease at `:at`, in epoch seconds, which `:me` writes (M16).
FREE = "(attribute_not_exists(#lease_by) OR #lease_by = :me OR #lease_until <= :at)"
_OPENS = (
    "attribute_not_exists(pk) OR #state <> :state OR #priority > :priority"
    " OR (#priority = :priority AND #due_at > :due_at)"
)
# These very words were kept, for this very guideline (M24).
_REPEATS = "#state = :closed AND #kept_version = :read AND contains(#kept_for, :for)"
_LEAVING = "REMOVE #queue, #queue_order, #lease_by, #lease_until"
_CLOSING = f"{_LEAVING}, #at, #worry, #hold"


def list_open_cases() -> list[Case]:
    """The most urgent open cases; nobody's words, notes or names are copied into the queue."""
    return _open(QUEUE_LENGTH, "P")


def list_pressing() -> list[Case]:
    """The open cases that cannot wait, those due first; a few, for there is one alert for all."""
    return _open(PRESSING_AT_MOST, f"P{MOST_URGENT}#")


def open_item(case: Case, *, version: int = 0) -> dict[str, Any]:
    """The Update that opens a case, or makes an open one as urgent as this; else its condition
    does not hold. With a `version` it does not open one that was decided about just this.
    """
    target = asdict(case.target)
    values = {
        **{f"target_{name}": target.pop(name) for name in ("kind", "id")},
        **target,
        "priority": case.priority,
        "due_at": case.due_at,
        "guideline": case.guideline,
        "state": "open",
        "queue": "open",
        "queue_order": case.order,
        **({"worry": True} if case.worry else {}),
        **({"hold": case.hold} if case.hold else {}),
    }
    sets = ", ".join(f"#{name} = :{name}" for name in values)
    condition, more = _OPENS, {}
    if version:
        condition = f"({_OPENS}) AND NOT ({_REPEATS})"
        more = _repeating(case, version)
    return items.update(
        "safety",
        f"case#{case.id}",
        "case",
        f"SET {sets}, #at = if_not_exists(#at, :at), #schema = if_not_exists(#schema, :form)"
        " REMOVE #expires ADD #version :one",
        condition=condition,
        **values,
        **more,
        at=case.at,
        form=items.FIRST_FORM,
        one=1,
    )


def join_item(case: Case) -> dict[str, Any]:
    """The Update of an open case that was as urgent already: one more report is in its file, or its
    post waits as well.
    """
    more: dict[str, Any] = {"worry": True} if case.worry else {}
    more |= {"hold": case.hold} if case.hold else {}
    sets = ", ".join(f"#{name} = :{name}" for name in more)
    return items.update(
        "safety",
        f"case#{case.id}",
        "case",
        f"{f'SET {sets} ' if sets else ''}ADD #version :one",
        condition="#state = :open",
        open="open",
        one=1,
        **more,
    )


def repeat_item(case: Case, *, version: int) -> dict[str, Any]:
    """The Update of a case that was decided about just this: it stays as it is."""
    return items.update(
        "safety",
        f"case#{case.id}",
        "case",
        "SET #kept_version = :read",
        condition=_REPEATS,
        **_repeating(case, version),
    )


def _repeating(case: Case, version: int) -> dict[str, Any]:
    return {"closed": "closed", "read": version, "for": f" {case.guideline} "}


def withdrawn_item(case_id: str, *, ends: int) -> dict[str, Any]:
    """The Update that takes a case out of the queue whose post waited and was taken back: nobody
    is asked to read it. What is decided, or reported, stays; a closed one goes at `ends`.
    """
    return items.update(
        "safety",
        f"case#{case_id}",
        "case",
        f"SET #state = :closed, #expires = :ends {_CLOSING} ADD #version :one",
        condition="#state = :open AND attribute_exists(#hold)",
        closed="closed",
        open="open",
        ends=ends,
        one=1,
    )


def moved_item(case: Case, *, ends: int = 0, free: dict[str, Any] | None = None) -> dict[str, Any]:
    """The Update of a case from the version before: in the queue while it is open, out of it once
    it is decided; closed, it goes at `ends`, in epoch seconds. With `free` (`me` and `at`) it loses
    to whoever else reads it then.
    """
    key = "safety", f"case#{case.id}", "case"
    named: dict[str, Any] = {"was": case.version - 1, "one": 1, "state": case.state}
    if case.state == "open":
        changes = "SET #state = :state, #queue = :queue, #queue_order = :order"
        named |= {"queue": "open", "order": case.order}
    elif case.state == "decided":
        changes = f"SET #state = :state {_LEAVING}"
    else:
        kept = {"kept_version": case.kept_version, "kept_for": case.kept_for}
        sets = "".join(f", #{name} = :{name}" for name in kept)
        changes = f"SET #state = :state, #expires = :ends{sets} {_CLOSING}"
        named |= {"ends": ends, **kept}
    condition = f"#version = :was AND {FREE}" if free else "#version = :was"
    named |= free or {}
    return items.update(*key, f"{changes} ADD #version :one", condition=condition, **named)


def to_change(record: dict[str, Any]) -> tuple[Case, Case | None] | None:
    """A record of the table's stream as a case and what it was before; `None` when it is no case
    or is gone.
    """
    told = record["dynamodb"]
    if told["Keys"]["sk"]["S"] != "case" or "NewImage" not in told:
        return None
    now, before = to_case(items.unpack(told["NewImage"])), told.get("OldImage")
    return now, to_case(items.unpack(before)) if before else None


def _open(at_most: int, begins: str) -> list[Case]:
    """The first open cases whose place in the queue begins so."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        IndexName="queue",
        Limit=at_most,
        KeyConditionExpression="#queue = :open AND begins_with(#queue_order, :begins)",
        ExpressionAttributeNames={"#queue": "queue", "#queue_order": "queue_order"},
        ExpressionAttributeValues=items.pack({":open": "open", ":begins": begins}),
    )
    return [_in_queue(items.unpack(row)) for row in answer["Items"]]


def _in_queue(item: dict[str, Any]) -> Case:
    """A case as the index has it: the end of its key says until when somebody reads it."""
    until = item["queue_order"].split("#")[3:]
    return replace(to_case(item), lease_until=int(until[0]) if until else 0)


def to_case(item: dict[str, Any]) -> Case:
    """An item of the table or of the index as a case."""
    about = {**item, "kind": item["target_kind"], "id": item["target_id"]}
    names = {"author_id": "", "author_name": ""}
    return items.read(Case, {**item, "target": items.read(Target, {**names, **about})})

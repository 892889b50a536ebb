"""Reports: each joins the case about its target, or opens it; together or not at all."""

from dataclasses import asdict, replace
from typing import Any

from forum import times
from forum.errors import Resting
from forum.moderation import cases as rules
from forum.moderation.cases import Case
from forum.moderation.reports import CLOSED_KEPT_DAYS, Report, Snapshot, Target, may_repeat
from store import items, tables
from store.moderation import cases

_CASE_ATTEMPTS = 6
_CASE_PLACE = 1
_REPEAT = 2


def add_report(report: Report, snapshot: Snapshot | None = None) -> bool:
    """Keeps a report, the words it is about, and its case, in one transaction; whether it says
    anything new.

    The same form twice is one report. The member's door cannot read the case: it says how urgent
    this report is, and the condition says whether the case was less so. A case that is opened or
    closed at this moment is tried again. The very report on which a case was decided, of the very
    words, opens nothing: it is kept as closed, by nobody (M24).
    """
    case = rules.opened(report)
    ways = _ways(case, report, _snapshot_writes(case.id, snapshot))
    for attempt in range(_CASE_ATTEMPTS):
        place = attempt % len(ways)
        try:
            tables.write(*ways[place])
        except tables.Cancelled as cancelled:
            if _CASE_PLACE not in cancelled.failed:
                return place != _REPEAT
        else:
            return place != _REPEAT
    raise Resting


def _ways(case: Case, report: Report, words: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What a report may be to a case, one after the other: it opens it, joins it, or says again
    what it was decided on.
    """
    put = {"Put": _report_item(report)}
    version = report.version if may_repeat(report) else 0
    ways = [
        [put, {"Update": cases.open_item(case, version=version)}, *words],
        [put, {"Update": cases.join_item(case)}, *words],
    ]
    if version:
        said = replace(report, state="closed", outcome="kept", inbox="", reporter="")
        again = {"Update": cases.repeat_item(case, version=version)}
        ends = times.epoch(times.parse(report.at)) + CLOSED_KEPT_DAYS * 86400
        ways.append([{"Put": _report_item(said, expires=ends)}, again])
    return ways


def snapshot_ending_item(case_id: str, snapshot: Snapshot, *, ends: int) -> dict[str, Any]:
    """The Update that lets the words of a decided report go at `ends`, in epoch seconds."""
    return {
        "Update": items.update(
            "safety", f"case#{case_id}", _snapshot_key(snapshot), "SET #expires = :ends", ends=ends
        )
    }


def closing_item(report: Report, *, ends: int) -> dict[str, Any]:
    """The Update that closes a report once and forgets who made it.

    `ends` is when the rest of it goes too, in epoch seconds.
    """
    return {
        "Update": items.update(
            "safety",
            f"case#{report.target.id}",
            f"report#{report.id}",
            "SET #state = :closed, #outcome = :outcome, #expires = :ends REMOVE #inbox, #reporter",
            condition="#state = :open",
            closed=report.state,
            open="open",
            outcome=report.outcome,
            ends=ends,
        )
    }


def to_report(item: dict[str, Any]) -> Report:
    """An item as a report."""
    about = {**item, "kind": item["target_kind"], "id": item["target_id"]}
    return items.read(Report, {"inbox": "", **item, "target": items.read(Target, about)})


def _report_item(report: Report, **more: int) -> dict[str, Any]:
    values = asdict(report)
    target = values.pop("target")
    kind, id = target.pop("kind"), target.pop("id")
    return items.put(
        "safety",
        f"case#{report.target.id}",
        f"report#{report.id}",
        {**values, **target, "target_kind": kind, "target_id": id, **more},
        condition="attribute_not_exists(pk)",
    )


def _snapshot_writes(case_id: str, snapshot: Snapshot | None) -> list[dict[str, Any]]:
    """The Put of a post's words at one version: the same whoever writes it."""
    if snapshot is None:
        return []
    key = "safety", f"case#{case_id}", _snapshot_key(snapshot)
    return [{"Put": items.put(*key, asdict(snapshot))}]


def _snapshot_key(snapshot: Snapshot) -> str:
    return f"snapshot#{snapshot.version:06d}"

"""The log of decisions, for moderators, with the proof that nothing in it was changed: whole, or of
one month and kind. Working names beside it are for leads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum import roles, times
from forum.moderation import anchors as places
from forum.moderation import audit, numbers
from forum.moderation.audit import Entry, Event, Flaw, Head
from store import team
from store.moderation import anchors
from store.moderation import audit as audit_store
from web import doing, pages, session
from web.decision_words import EVENT_WORDS, LOG_WORDS, ROLE_WORDS
from web.time_words import month_named

bp = Blueprint("audit", __name__)
ENTRIES_PER_PAGE = 50
MONTHS_AT_MOST = 25
# What belongs to a case and is no decision.
ACTS = ("undo", "pause", "pause-by-reports", "read-first", "claim", "lock", "unlock")
# What an act is called by, beside decisions; the first that is in its name counts.
MARKS = (
    ("welfare", "care"),
    ("hours", "days"),
    ("role", "team"),
    ("passkey", "team"),
    ("invite", "team"),
)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One page of entries, oldest first, what does not fit, and whether there are earlier ones."""

    entries: Sequence[Entry]
    broken: Flaw | None
    more: bool


@bp.get("/moderate/log/")
def index() -> Response:
    """One page of the log, newest first."""
    month, kind = doing.year_and_month(request.args.get("month", "")), _kind()
    number = pages.page_number() if "page" in request.args else 1
    head, beginning = audit_store.get_head(), anchors.get_beginning()
    chosen = bool(month or kind)
    month = month or times.month(g.now) if chosen else ""
    shown = _of_month(month, kind, head, number) if chosen else _whole(head, beginning, number)
    return pages.page(
        "moderator/log.html",
        entries=shown.entries[::-1],
        event_words=EVENT_WORDS,
        role_words=ROLE_WORDS,
        broken=shown.broken,
        older=number + 1 if shown.more else 0,
        names=_names(),
        month=month,
        kind=kind,
        kinds=LOG_WORDS,
        months=[(each, month_named(each)) for each in _months()],
        current="moderate",
    )


def kind_of(event: Event) -> str:
    """One of `LOG_WORDS`, or nothing for what only newer code knows."""
    name = event.event.removesuffix(numbers.ALONE)
    if event.actor_role == "deployer":
        return "deployer"
    if name in numbers.LOOKS:
        return "looks"
    if name in numbers.DECISIONS or name in ACTS:
        return "decisions"
    return next((kind for mark, kind in MARKS if mark in name), "")


def _whole(head: Head, beginning: Head, number: int) -> Shown:
    last = max(beginning.seq, head.seq - (number - 1) * ENTRIES_PER_PAGE)
    first = max(beginning.seq, last - ENTRIES_PER_PAGE)
    entries = audit_store.list_entries(after=first, limit=last - first) if last > first else []
    start = beginning if first == beginning.seq else _place(first)
    broken = audit.verify(entries, start)[1]
    return Shown(entries=entries, broken=broken, more=first > beginning.seq)


def _of_month(month: str, kind: str, head: Head, number: int) -> Shown:
    """What is of that kind; all that was written in the month is verified."""
    noted = anchors.list_anchors()
    start = max(places.before(noted, numbers.first_day(month)), anchors.get_beginning(), key=_seq)
    entries = audit_store.list_since(start, places.after(noted, _day_after(month), head))
    made = [each for each in entries if each.event.at.startswith(month)]
    found = [each for each in made if kind in ("", kind_of(each.event))]
    last = max(0, len(found) - (number - 1) * ENTRIES_PER_PAGE)
    first = max(0, last - ENTRIES_PER_PAGE)
    broken = audit.verify(entries, start)[1]
    return Shown(entries=found[first:last], broken=broken, more=first > 0)


def _place(seq: int) -> Head:
    """The chain's end as it was after entry number `seq`."""
    found = audit_store.list_entries(after=seq - 1, limit=1)
    return Head(seq=seq, hash=found[0].hash if found else "")


def _kind() -> str:
    asked = request.args.get("kind", "")
    return asked if asked in LOG_WORDS else ""


def _names() -> dict[str, str]:
    """Working names by account, for a lead; for anybody else none."""
    return team.list_names() if roles.includes(session.viewer().role, "lead") else {}


def _months() -> Iterator[str]:
    """From the first that the log has to this one, newest first."""
    first = audit_store.list_entries(limit=1)
    begun = first[0].event.at[:7] if first else times.month(g.now)
    month = times.month(g.now)
    for _ in range(MONTHS_AT_MOST):
        yield month
        if month <= begun:
            return
        month = (date.fromisoformat(f"{month}-01") - timedelta(days=1)).strftime("%Y-%m")


def _day_after(month: str) -> str:
    """The first day of the next month, as anchors have it."""
    return (date.fromisoformat(f"{month}-28") + timedelta(days=4)).strftime("%Y%m01")


def _seq(head: Head) -> int:
    return head.seq

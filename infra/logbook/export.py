"""What the log says of one case, in a file: for a trustee, or for somebody who asks (N14).

No words, no names, and nobody's id: role, act, guideline and time, with the seal of each entry, so
that whoever has the log can show that it is what was written.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from backup.home import Home
from deploy.answers import Stop
from forum import times
from forum.moderation.audit import Entry, Head
from here import private
from logbook import verify
from store.moderation import audit

FORMAT = {"format": "leanto-case", "version": 1}
NOTHING = """The log says nothing about this case. Either nothing was decided in it yet, or it is
another community's."""
WRITTEN = """Entries: {count:,}. They are in {file}
No words, no names and nobody's id are in it. Remove it when it has done its work."""


def export(place: Home, case_id: str, now: datetime | None = None) -> Iterator[str]:
    """Writes the file, readable by its owner alone. A log that does not fit is said, and told in
    the file, and no reason to leave a question without an answer.
    """
    place.check_there()
    place.shelves()
    head, flaw = audit.check_log()
    entries = audit.list_about(case_id)
    if not entries:
        raise Stop(NOTHING, again=False)
    folder = place.place.made / "cases"
    private.folder(folder)
    now = now or datetime.now(UTC)
    file = folder / f"{case_id}-{now:%Y-%m-%d-%H%M%S}.json"
    said = about(case_id, entries, head, whole=flaw is None, made=times.stamp(now))
    private.write(file, json.dumps(said, indent=2) + "\n")
    yield WRITTEN.format(count=len(entries), file=file)
    if flaw:
        yield verify.said(flaw)


def about(
    case_id: str, entries: list[Entry], head: Head, *, whole: bool, made: str
) -> dict[str, Any]:
    """What the file holds."""
    log = {"whole": whole, "entries": head.seq, "seal": head.hash}
    return {
        **FORMAT,
        "made": made,
        "case": case_id,
        "log": log,
        "entries": [_entry(each) for each in entries],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    event = entry.event
    return {
        "entry": entry.seq,
        "at": event.at,
        "role": event.actor_role,
        "act": event.event,
        "guideline": event.reason,
        "seal": entry.hash,
    }

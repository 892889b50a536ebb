"""Pauses, and the transaction that each is."""

from forum.errors import CaseMoved
from forum.moderation.pauses import Pause
from store import posts, tables
from store.moderation import audit, cases, notices


def add_pause(pause: Pause) -> None:
    """Post, case, notice and log entry, together or not at all; nothing when it is paused already.

    Loses to a report, an edit or a decision meanwhile (`CaseMoved`). A log that moved on is tried
    again.
    """
    if not pause.change.is_one:
        return
    writes = [
        {"Update": cases.moved_item(pause.case)},
        {"Put": notices.notice_item(pause.notice)},
        *posts.change_writes(pause.change),
    ]
    try:
        audit.add_event(pause.event, *writes)
    except tables.Cancelled as cancelled:
        raise CaseMoved from cancelled

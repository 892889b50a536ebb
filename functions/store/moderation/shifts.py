"""What a moderator has read in one visit: under the session's digest, in the table that forgets."""

from forum.moderation.shifts import KEPT_HOURS, Shift
from store import items, tables

HOUR_SECONDS = 3600


def get_shift(session: str, at: int) -> Shift | None:
    """The visit so far, or `None` before any words were uncovered, and when it should be gone."""
    item = items.get("ephemeral", f"shift#{session}", "shift")
    return items.read(Shift, item) if item and item[tables.EXPIRES] > at else None


def add_uncovered(session: str, at: int, *, heavy: bool) -> None:
    """Words were uncovered in this visit; which ones is not kept."""
    update = items.update(
        "ephemeral",
        f"shift#{session}",
        "shift",
        "SET #began = if_not_exists(#began, :at), #expires = if_not_exists(#expires, :ends),"
        " #schema = if_not_exists(#schema, :form) ADD #heavy :heavy",
        at=at,
        ends=at + KEPT_HOURS * HOUR_SECONDS,
        form=items.FIRST_FORM,
        heavy=int(heavy),
    )
    tables.call("update_item", **update)

"""The end of a shift: what is still open, what was promised, whom to look in on (R9).

The numbers are what the queue said when it was written. Whoever comes next reads it; after two
weeks it is gone.
"""

from dataclasses import dataclass
from datetime import datetime

from forum import times
from forum.accounts import Viewer
from forum.errors import FieldError, Incomplete, NotFound
from forum.moderation.cases import Case

HANDOVER_DAYS = 14


@dataclass(frozen=True, kw_only=True)
class Handover:
    """A note from one shift to the next. `open_cases` is of the most urgent alone, when `more` says
    that there are others.
    """

    id: str
    at: str
    by: str
    open_cases: int
    worries: int
    overdue: int
    more: bool
    promises: str
    look_in: str


def snapshot(
    moderator: Viewer, queue: list[Case], *, id: str, full: bool, now: datetime
) -> Handover:
    """The queue as it stands, with nothing said yet. Refuses somebody without the role
    (`NotFound`).
    """
    if not moderator.is_moderator:
        raise NotFound
    return Handover(
        id=id,
        at=times.stamp(times.quarter(now)),
        by=moderator.id,
        open_cases=len(queue),
        worries=sum(case.worry for case in queue),
        overdue=sum(times.parse(case.due_at) <= now for case in queue),
        more=full,
        promises="",
        look_in="",
    )


def check_confirmed(confirmed: bool) -> None:
    """Nothing is handed over that nobody has looked at: `Incomplete`."""
    if not confirmed:
        raise Incomplete(fields=(FieldError(field="confirm", reason="tick"),))

"""How much was read in this visit, for whoever reads and nobody else (N11)."""

from flask import g

from forum import times
from forum.moderation import shifts
from forum.moderation.cases import Case
from store.moderation import shifts as store


def note_uncovered(case: Case) -> None:
    """Words were uncovered; of which case is not kept."""
    at = times.epoch(g.now)
    store.add_uncovered(g.session.digest, at, heavy=shifts.is_heavy(case))


def break_for() -> str:
    """Why a break is offered now, if it is."""
    return shifts.time_for_a_break(store.get_shift(g.session.digest, times.epoch(g.now)), g.now)

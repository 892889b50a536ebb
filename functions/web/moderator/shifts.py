"""How much was read in this visit, for whoever reads and nobody else (N11)."""

from flask import g

from forum import times
from forum.moderation import leases, shifts
from forum.moderation.cases import Case
from store.moderation import shifts as store


def note_uncovered(case: Case) -> None:
    """Words were uncovered; of which case is not kept."""
    at = times.epoch(g.now)
    store.add_uncovered(g.session.digest, at, heavy=shifts.is_heavy(case))


def break_for() -> str:
    """Why a break is offered now, if it is."""
    return shifts.time_for_a_break(store.get_shift(g.session.digest, times.epoch(g.now)), g.now)


def following(in_order: list[Case], tired: str) -> str:
    """The id of the next case that nobody reads, or nothing: the most urgent, but for whoever has
    read a good deal a lighter one while there is one. The queue hides nothing from anybody.
    """
    free = [case for case in in_order if not leases.is_read(case, g.now)]
    lighter = [case for case in free if tired and not shifts.is_heavy(case)]
    return next((case.id for case in lighter + free), "")

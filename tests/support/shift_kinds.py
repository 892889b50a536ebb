"""What is kept of a shift, as `test_readers` tries it: where it stands, and how it is read."""

from collections.abc import Callable
from typing import Any

from forum.moderation.handovers import Handover
from forum.moderation.person_notes import PersonNote
from forum.moderation.shifts import Shift
from store.moderation import handovers, person_notes, shifts
from support import claims
from support.cast import AT, alice, digest, ident

Place = tuple[str, str, str]
Read = Callable[[], Any]


def a_shift() -> tuple[Place, Read]:
    name = digest("a session")
    shifts.add_uncovered(name, AT, heavy=True)
    return ("ephemeral", f"shift#{name}", "shift"), lambda: shifts.get_shift(name, AT)


def a_handover() -> tuple[Place, Read]:
    made = claims.handover()
    handovers.add_handover(made)
    place = "safety", "handover", f"{made.at}#{made.id}"
    return place, lambda: handovers.list_handovers(AT)[0]


def a_person_note() -> tuple[Place, Read]:
    person_notes.set_note(claims.note())
    place = "safety", f"person#{alice.id}", f"note#{ident('a note')}"
    return place, lambda: person_notes.list_notes(alice.id, AT)[0]


SHIFT_KINDS: dict[Callable[[], tuple[Place, Read]], type[Any]] = {
    a_shift: Shift,
    a_handover: Handover,
    a_person_note: PersonNote,
}

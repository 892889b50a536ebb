"""What was said of certain days is there until it is over, and each is in the log once."""

from dataclasses import replace

import pytest

from forum.moderation import overrides as rules
from store.moderation import audit, overrides
from support import kept
from support.cast import AT, NOW, mo

pytestmark = pytest.mark.usefixtures("backend")


def test_those_that_are_not_over_soonest_first():
    later, sooner = (kept.override(day, day=day) for day in ("2026-12-25", "2026-11-26"))
    for each in (later, sooner):
        overrides.add_override(each)
    assert overrides.list_overrides(AT) == (sooner.override, later.override)
    assert overrides.list_overrides(sooner.override.ends - 1)[0] == sooner.override
    assert overrides.list_overrides(sooner.override.ends) == (later.override,)


def test_the_same_form_twice_is_one_entry():
    for _ in range(2):
        overrides.add_override(kept.override())
    assert len(overrides.list_overrides(AT)) == audit.get_head().seq == 1


def test_two_who_take_it_back_do_so_once():
    said = kept.override()
    overrides.add_override(said)
    back = rules.take_back(mo, (said.override,), id=said.override.id, now=NOW)
    for _ in range(2):
        overrides.set_taken_back(back)
    assert overrides.list_overrides(AT) == ()
    assert [entry.event.event for entry in audit.list_entries()] == ["hours-away", "hours-back"]


def test_what_was_never_said_is_not_taken_back():
    said = kept.override()
    overrides.set_taken_back(replace(said, event=replace(said.event, event="hours-back")))
    assert audit.get_head().seq == 0 and overrides.list_overrides(AT) == ()

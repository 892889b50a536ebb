"""The community as forum.json has it, and who may read in its spaces."""

from typing import Any

import pytest

from forum import community
from forum.errors import MembersOnly, NotFound
from forum.pace import Limit
from support.cast import alice, porch, voices

SPACE = {"slug": "porch", "name": "The porch", "who_for": "Everybody", "readers": "open"}
ENTRY: dict[str, Any] = {
    "name": "Willow Bank",
    "language": "en",
    "direction": "ltr",
    "timezone": "Europe/London",
    "leave_to": "https://www.example.org/weather",
    "run_by": "volunteers",
    "hours": "in the evening",
    "joining": "open",
    "spaces": [SPACE],
    "link_hosts": ["www.nhs.uk"],
    "paces": {"edit": {"limits": [{"count": 5, "seconds": 3600}], "apart_seconds": 2}},
}


def test_what_the_build_wrote_becomes_values():
    made = community.read(ENTRY)
    assert made.spaces == (porch,)
    assert made.link_hosts == {"www.nhs.uk"}
    assert made.paces["edit"].limits == (Limit(count=5, seconds=3600),)
    assert made.paces["edit"].apart_seconds == 2


def test_a_space_that_does_not_say_is_for_members():
    (space,) = community.read(ENTRY | {"spaces": [{**SPACE, "readers": "members"}]}).spaces
    (silent,) = community.read(
        ENTRY | {"spaces": [{key: SPACE[key] for key in ("slug", "name", "who_for")}]}
    ).spaces
    assert silent == space


def test_what_a_newer_build_says_beside_is_let_be():
    newer = ENTRY | {"moon": "full", "spaces": [{**SPACE, "carpet": "blue"}]}
    assert community.read(newer) == community.read(ENTRY)


def test_a_space_is_found_by_its_slug():
    assert community.read(ENTRY).space("porch") == porch


def test_refuses_a_space_that_is_not_there():
    with pytest.raises(NotFound):
        community.read(ENTRY).space("attic")


def test_anybody_reads_an_open_space_and_members_read_every_space():
    community.check_may_read(porch, None)
    community.check_may_read(porch, alice)
    community.check_may_read(voices, alice)


def test_refuses_a_visitor_in_a_members_space():
    with pytest.raises(MembersOnly):
        community.check_may_read(voices, None)

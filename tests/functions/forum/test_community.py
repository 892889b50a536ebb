"""A community.toml as values, and words that help to mend it (F13, A15)."""

from typing import Any

import pytest

from forum import community
from forum.errors import MembersOnly, NotFound
from support.cast import alice, porch, voices

SPACE = {"slug": "porch", "name": "The porch", "who_for": "Everybody", "readers": "open"}


def document(**changes: Any) -> dict[str, Any]:
    return {"name": "Willow Bank", "spaces": [SPACE], **changes}


def test_little_is_needed():
    made = community.read(document())
    assert (made.language, made.country, made.timezone) == ("en", "gb", "UTC")
    assert (made.joining, made.link_hosts) == ("open", frozenset())
    assert made.spaces == (porch,)


def test_a_space_is_for_members_unless_it_says_open():
    spaces = [{"slug": "low-days", "name": "Low days", "who_for": "Anybody"}]
    (space,) = community.read(document(spaces=spaces)).spaces
    assert (space.readers, space.sensitive) == ("members", False)


def test_a_space_is_found_by_its_slug():
    assert community.read(document()).space("porch") == porch


def test_refuses_a_space_that_is_not_there():
    with pytest.raises(NotFound):
        community.read(document()).space("attic")


def test_limits_are_adjusted():
    made = community.read(document(limits={"edit_per_hour": 5}))
    assert made.paces["edit"].limits[0].count == 5


@pytest.mark.parametrize("host", ["www.nhs.uk", "samaritans.org", "xn--bcher-kva.example"])
def test_a_plain_host_may_be_linked_to(host: str):
    assert community.read(document(link_hosts=[host])).link_hosts == {host}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"name": ""}, "name"),
        ({"name": 3}, "name"),
        ({"language": " "}, "language"),
        ({"joining": "closed"}, "joining"),
        ({"spaces": []}, "spaces"),
        ({"spaces": [SPACE, SPACE]}, "spaces"),
        ({"spaces": [{**SPACE, "slug": f"s{n}"} for n in range(13)]}, "spaces"),
        ({"spaces": [{**SPACE, "slug": "The Porch"}]}, "slug"),
        ({"spaces": [{**SPACE, "slug": "a--b"}]}, "slug"),
        ({"spaces": [{**SPACE, "slug": "-a"}]}, "slug"),
        ({"spaces": [{**SPACE, "slug": "a" * 80}]}, "slug"),
        ({"spaces": [{**SPACE, "who_for": ""}]}, "who_for"),
        ({"spaces": [{**SPACE, "readers": "everybody"}]}, "readers"),
        ({"link_hosts": ["https://www.nhs.uk"]}, "link_hosts"),
        ({"link_hosts": ["www.nhs.uk/help"]}, "link_hosts"),
        ({"link_hosts": ["WWW.NHS.UK"]}, "link_hosts"),
        ({"link_hosts": [""]}, "link_hosts"),
        ({"limits": {"edit_per_hour": "many"}}, "edit_per_hour"),
    ],
)
def test_refuses_what_it_cannot_use_and_names_it(changes: dict[str, Any], named: str):
    with pytest.raises(ValueError, match=named):
        community.read(document(**changes))


def test_anybody_reads_an_open_space_and_members_read_every_space():
    community.check_may_read(porch, None)
    community.check_may_read(porch, alice)
    community.check_may_read(voices, alice)


def test_refuses_a_visitor_in_a_members_space():
    with pytest.raises(MembersOnly):
        community.check_may_read(voices, None)

"""Four roles, each with what those before it may do, and one that ends by itself."""

from datetime import timedelta

import pytest

from forum import names, roles, times
from support.cast import NOW

TEAM = {"greet", "carry the label"}
MODERATORS = {"see the queue", "decide a case", "read the log", "invite somebody to join"}
LEADS = {"give a role", "take a role"}


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        ("member", {"write", "report"}),
        ("greeter", {"write", "report"} | TEAM),
        ("moderator", {"write", "report"} | TEAM | MODERATORS),
        ("lead", {"write", "report"} | TEAM | MODERATORS | LEADS),
        ("owner", {"write", "report"}),
        ("", {"write", "report"}),
    ],
)
def test_a_role_may_do_this_and_nothing_more(role: str, acts: set[str]):
    assert {act for act in roles.MAY if roles.may(role, act)} == acts


@pytest.mark.parametrize("role", roles.ROLES)
def test_nobody_may_do_what_the_table_does_not_name(role: str):
    assert not roles.may(role, "open anybody's account")


def test_a_greeters_role_ends_after_ninety_days():
    ends = roles.ends("greeter", NOW)
    assert ends == times.epoch(NOW + timedelta(days=90))
    assert roles.in_force("greeter", ends, ends - 1) == "greeter"
    assert roles.in_force("greeter", ends, ends) == "member"


@pytest.mark.parametrize("role", ["moderator", "lead"])
def test_the_other_roles_have_no_end(role: str):
    assert roles.ends(role, NOW) == 0
    assert roles.in_force(role, 0, times.epoch(NOW)) == role


@pytest.mark.parametrize("label", [*roles.ROLES, "Staff", "Admin", "Volunteer", "Clinician"])
def test_no_made_up_name_looks_like_a_label(label: str):
    """The lists hold plain letters alone, so no other alphabet can imitate one either (R2)."""
    alike = str.maketrans("il1o0", "iiioo")
    wanted = label.casefold().translate(alike)
    for word in (*names.adjectives(), *names.nouns()):
        assert word.isascii()
        assert word.casefold().translate(alike) != wanted

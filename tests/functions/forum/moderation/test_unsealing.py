"""Looking up who is behind a case: for two reasons, in the log, and never kept from the member."""

from datetime import timedelta
from typing import Any

import pytest

from forum import times
from forum.moderation import unsealing
from support.cast import NOW, alice, ident, lee, mo


def unseal(**how: Any):
    said = {"reason": "law", "by": (mo.id, lee.id), "untold_until": None, "now": NOW, **how}
    return unsealing.unseal(ident("a post"), alice.id, id=ident("it"), **said)


def test_it_is_in_the_log_as_the_deployers_act_with_those_of_the_team_who_agreed():
    _, event = unseal(reason="life")
    assert (event.actor_role, event.event, event.target) == (
        "deployer",
        "unseal-life",
        ident("a post"),
    )
    assert set(event.actor_id.split()) == {mo.id, lee.id}
    assert alice.id not in str(event)


def test_the_member_is_told_at_once():
    made, _ = unseal()
    assert made.due == times.epoch(NOW)
    told = unsealing.notice(made, NOW)
    assert (told.inbox, told.kind, told.outcome) == (alice.id, "unsealed", "law")
    assert mo.id not in str(told) and lee.id not in str(told)


def test_the_member_is_told_later_when_it_would_put_somebody_in_danger():
    later = NOW + timedelta(days=30)
    assert unseal(untold_until=later)[0].due == times.epoch(later)


def test_nobody_is_kept_from_knowing_for_more_than_a_year():
    year = timedelta(days=unsealing.UNTOLD_AT_MOST_DAYS)
    assert unseal(untold_until=NOW + year)
    with pytest.raises(ValueError):
        unseal(untold_until=NOW + year + timedelta(minutes=1))


@pytest.mark.parametrize("reason", ["", "curious", "LAW"])
def test_there_are_two_reasons_and_no_other(reason: str):
    with pytest.raises(ValueError):
        unseal(reason=reason)

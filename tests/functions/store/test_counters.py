"""Turns counted in fixed windows, the salt of the day, and what is used once."""

from datetime import timedelta

import pytest

from forum import pace
from forum.errors import TooSoon
from forum.pace import Limit, Pace
from store import counters, tables
from support import kept
from support.cast import AT, NOW, alice, bob, digest
from support.paces import PACES, paces
from support.races import at_once, connect_for_threads, kinds

BOTH = Pace(name="reply", limits=(Limit(count=2, seconds=3600), Limit(count=3, seconds=86400)))
SITE = PACES["reply_site"]
HOUR_ENDS = 40 * 60
DAY_ENDS = AT - AT % 86400 + 86400 - AT


def turn(rule: Pace = BOTH, who: str = alice.id, *, later: int = 0, act: str = "") -> int:
    now = NOW + timedelta(seconds=later)
    return counters.add_turn(
        rule.name, who, pace.windows(rule, now), apart=rule.apart_seconds, at=AT + later, act=act
    )


def wait(rule: Pace = BOTH, **how: int) -> int | None:
    with pytest.raises(TooSoon) as refusal:
        turn(rule, **how)
    return refusal.value.retry_after


def test_a_full_hour_says_when_the_next_begins(backend):
    assert [turn(), turn(later=5)] == [1, 2]
    assert wait(later=10) == HOUR_ENDS - 10


def test_a_refusal_names_its_pace(backend):
    turn(), turn()
    with pytest.raises(TooSoon) as refusal:
        turn()
    assert refusal.value.pace == "reply"


def test_a_new_hour_has_room_until_the_day_is_full(backend):
    turn(), turn(later=5)
    assert turn(later=HOUR_ENDS) == 3
    assert wait(later=HOUR_ENDS + 1) == DAY_ENDS - HOUR_ENDS - 1


def test_a_new_day_begins_afresh(backend):
    for later in (0, 1, HOUR_ENDS):
        turn(later=later)
    assert turn(later=DAY_ENDS) == 1


def test_a_refusal_counts_nothing(backend):
    turn(), turn()
    wait(), wait()
    assert turn(later=HOUR_ENDS) == 3


def test_everybody_has_turns_of_their_own(backend):
    turn(), turn()
    assert turn(who=bob.id) == 1


def test_each_kind_of_act_has_turns_of_its_own(backend):
    turn(), turn()
    assert turn(PACES["edit"]) == 1


def test_two_acts_are_apart(backend):
    rule = PACES["reply"]
    turn(rule)
    assert wait(rule, later=5) == 15
    assert wait(rule, later=19) == 1
    assert turn(rule, later=20) == 2


def test_the_same_form_is_let_through_however_soon(backend):
    rule = PACES["reply"]
    turn(rule, act="one")
    turn(rule, later=1, act="one")
    assert turn(rule, later=2, act="one") == 3
    with pytest.raises(TooSoon):
        turn(rule, later=3, act="another")


def test_the_same_form_is_let_through_a_full_window(backend):
    turn(act="one"), turn(act="two")
    with pytest.raises(TooSoon):
        turn(act="three")
    turn(act="two")
    with pytest.raises(TooSoon):
        turn(act="one")


def test_the_same_form_is_let_through_a_few_times_and_not_for_ever(backend):
    turns = [turn(act="one", later=later) for later in range(2 + counters.REPEATS)]
    assert turns[-1] == 2 + counters.REPEATS
    with pytest.raises(TooSoon):
        turn(act="one", later=60)


def test_the_community_hands_out_rising_turns(backend):
    assert [turn(SITE, "site", later=later) for later in range(4)] == [1, 2, 3, 4]


def test_turns_rise_though_a_shorter_window_begins_afresh(backend):
    rule = paces(reply_site_per_minute=30)["reply_site"]
    turns = [turn(rule, "site", later=later) for later in (0, 59, 61, 119)]
    assert turns == [1, 2, 3, 4]


def test_turns_taken_at_once_are_all_different(backend):
    connect_for_threads(backend)
    outcomes = at_once(*[lambda: turn(SITE, "site")] * 8)
    assert sorted(outcomes) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_of_many_at_once_as_many_pass_as_there_is_room_for(backend):
    connect_for_threads(backend)
    assert kinds(at_once(*[turn] * 8)) == {"TooSoon": 6, "int": 2}


def test_a_counter_goes_by_itself_after_two_days(backend):
    turn()
    item = kept.item("ephemeral", f"pace#reply#{alice.id}", str(AT // 86400))
    assert int(item["expires"]["N"]) - AT == 48 * 3600


def test_the_first_salt_of_a_day_wins(backend):
    assert counters.get_salt("20261124", "aa" * 32, at=AT) == "aa" * 32
    assert counters.get_salt("20261124", "bb" * 32, at=AT) == "aa" * 32
    assert counters.get_salt("20261125", "bb" * 32, at=AT) == "bb" * 32


def test_doors_that_wake_at_once_use_one_salt(backend):
    connect_for_threads(backend)
    offers = [f"{number:02x}" * 32 for number in range(8)]
    outcomes = at_once(*[lambda o=o: counters.get_salt("20261124", o, at=AT) for o in offers])
    assert len(set(outcomes)) == 1
    assert outcomes[0] in offers


def test_a_salt_is_destroyed_and_would_have_gone_by_itself(backend):
    counters.get_salt("20261124", "aa" * 32, at=AT)
    item = kept.item("ephemeral", "salt#20261124", "salt")
    assert int(item["expires"]["N"]) - AT == 25 * 3600
    counters.remove_salt("20261124")
    assert kept.item("ephemeral", "salt#20261124", "salt") is None


def test_a_salt_that_is_gone_can_be_destroyed_again(backend):
    counters.remove_salt("20261124")
    assert counters.get_salt("20261124", "bb" * 32, at=AT) == "bb" * 32


def test_a_challenge_is_used_once(backend):
    used = {"Put": counters.challenge_item(digest("a challenge"), ends=AT + 600)}
    tables.write(used)
    with pytest.raises(tables.Cancelled):
        tables.write(used)


def give_back(act: str) -> bool:
    return counters.remove_turn(BOTH.name, alice.id, pace.windows(BOTH, NOW), act=act, at=AT)


def test_the_last_act_can_be_given_back_once(backend):
    assert [turn(act="one"), turn(act="two")] == [1, 2]
    assert (give_back("two"), give_back("two"), give_back("one")) == (True, False, False)
    assert turn(act="three") == 2
    assert wait(later=5) == HOUR_ENDS - 5


def test_an_act_that_was_given_back_counts_again_when_it_is_done_again(backend):
    turn(act="one"), turn(act="two")
    give_back("two")
    assert turn(act="two") == 2
    assert give_back("two")


def test_nothing_is_given_back_of_what_was_never_counted(backend):
    assert not give_back("one")
    assert turn() == 1


def test_eight_at_once_give_one_act_back_once(backend):
    connect_for_threads(backend)
    turn(act="one"), turn(act="two")
    assert sorted(at_once(*[lambda: give_back("two")] * 8)) == [False] * 7 + [True]

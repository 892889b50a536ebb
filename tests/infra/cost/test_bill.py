"""The bill of an ordinary month: under two dollars, and every figure from something measured."""

import re
from dataclasses import replace

import pytest

from capacity import UNITS
from cost import __main__ as command
from cost import bill, bound, day, prices
from cost.day import SHARES, Community
from cost.prices import Line
from cost.stage import Played
from cost.visitors import Spent
from support.references import ROOT

PRICES = prices.load()
USUAL = Community()
LARGE = Community(members=100_000, posts=30_000, views=2_000_000)


def lines(community: Community, played: Played) -> dict[str, Line]:
    """The bill's lines by the names of their prices."""
    names = {price.what: name for name, price in PRICES.items()}
    every = list(bill.lines(community, played, 10, PRICES))
    found = {names[line.price.what]: line for line in every}
    assert len(found) == len(every)
    return found


def total(community: Community, played: Played) -> float:
    return sum(line.dollars for line in lines(community, played).values())


def test_every_kind_of_act_was_played_and_took_something(played):
    assert played.acts.keys() == {name for name, share in SHARES.items() if share.act}
    for spent in played.acts.values():
        assert spent.requests and spent.processor > 0 and spent.looks and spent.reads


def test_acts_that_change_something_write_and_pages_do_not(played):
    changing = {"joining", "signing in", "signing out", "a new conversation", "a reply"}
    changing |= {"a changed post", "a post taken back", "a report", "a decision", day.CLOCK}
    assert {name for name, spent in played.acts.items() if spent.writes} == changing


def test_a_page_costs_what_the_shelves_readme_says_at_most(played):
    """Four to know who it is, one for the thread, seven for a page full of posts; and for a member,
    who may write, now and then one for whether writing is paused.
    """
    assert played.acts["a conversation, by a visitor"].reads <= 8
    member = played.acts["a conversation, by a member"].reads
    assert member - played.acts["a conversation, by a visitor"].reads in (4, 5)
    assert played.acts["a reply"].writes <= 21


def test_each_act_fits_into_one_second_of_every_cap(played):
    """Else somebody could never post, or nobody ever decide, whatever DynamoDB makes of bursts."""
    for name, spent in played.acts.items():
        for where, units in spent.peaks.items():
            table, _, index = where.partition(" ")
            assert units <= UNITS[table][index].write, (name, where)
    everywhere = {where for spent in played.acts.values() for where in spent.peaks}
    assert everywhere == {f"{table} {index}".strip() for table in UNITS for index in UNITS[table]}


def test_a_usual_month_is_under_two_dollars(played):
    assert 0 < total(USUAL, played) < 2


def test_the_readme_says_what_the_command_says(played):
    readme = (ROOT / "README.md").read_text("utf-8")
    (usual,) = re.findall(r"about \*\*([0-9.]+) US dollars a month\*\*", readme)
    (worst,) = re.findall(r"at most \*\*([0-9]+)\*\*", readme)
    assert total(USUAL, played) == pytest.approx(float(usual), abs=0.15)
    assert int(worst) == bound.DOLLARS_AT_MOST


def test_each_quantity_follows_from_what_was_measured(played):
    found, spent = lines(USUAL, played), day.whole(USUAL, played.acts)
    times = {name: share.times(USUAL) for name, share in SHARES.items()}
    writes = sum(times[name] * each.writes for name, each in played.acts.items())
    assert found["write-units"].quantity == pytest.approx(31 * writes)
    assert found["function-calls"].quantity == 31 * spent.requests
    assert found["api-requests"].quantity == 31 * (spent.requests - 24 * 60)
    assert found["table-storage"].quantity == pytest.approx(365 * spent.kept / 1e9)
    files = times[day.FILES] + USUAL.views / 5 * played.first[0]
    assert found["edge-function"].quantity == pytest.approx(31 * files)
    assert found["alarms"].quantity == 10


def test_twice_the_posts_raise_what_posts_use_and_nothing_else(played):
    once, twice = lines(USUAL, played), lines(replace(USUAL, posts=600), played)
    grown = {name for name in once if twice[name].quantity > once[name].quantity}
    assert grown == {
        "write-units",
        "read-units",
        "table-storage",
        "recovery",
        "function-calls",
        "function-time",
        "log-bytes",
        "api-requests",
        "edge-requests",
        "edge-bytes",
        "emails",
    }
    assert total(replace(USUAL, posts=600), played) > total(USUAL, played)


def test_a_cold_start_is_paid(played):
    warm, cold = (
        lines(replace(USUAL, cold=share), played)["function-time"].quantity for share in (0, 0.2)
    )
    calls = lines(USUAL, played)["function-calls"].quantity
    gigabytes = bill.MEMORY_MB / 1024
    assert cold - warm == pytest.approx(0.2 * calls * played.start * gigabytes)
    assert played.start > 0.1


def test_a_large_community_pays_for_functions_and_the_edge_too(played):
    paid = {name for name, line in lines(LARGE, played).items() if line.dollars > 0.5}
    assert {"function-calls", "function-time", "edge-requests", "log-bytes"} <= paid


def test_the_views_of_a_day_add_up():
    views = sum(share.times(USUAL) for share in SHARES.values() if share.of == "views")
    assert views == pytest.approx(USUAL.views)


def test_a_day_is_the_sum_of_its_acts():
    one = Spent(requests=2, reads=3, writes=1, sent=10, kept=4, looks=2, processor=0.5)
    found = day.whole(replace(USUAL, posts=100), {"a new conversation": one})
    assert (found.requests, found.reads, found.writes, found.kept) == (30, 45, 15, 60)


def test_the_command_says_where_every_figure_is_from(played, template, capsys):
    assert command.tell(USUAL, played, template["Resources"], 10) is False
    said = capsys.readouterr().out
    assert "A day of 1,000 members, 300 posts and 20,000 views" in said
    for name in SHARES:
        assert name in said
    for line in lines(USUAL, played).values():
        assert command.sentence(line) in said
        assert line.why in said
    assert "at most 300 is promised" in said
    assert "no setting of AWS caps" in said


def test_the_command_fails_without_a_bound_and_over_it(played, template, capsys):
    surprise = {**template["Resources"], "Surprise": {"Type": "AWS::EC2::NatGateway"}}
    assert command.tell(USUAL, played, surprise, 10) is True
    assert "Surprise is of the type AWS::EC2::NatGateway" in capsys.readouterr().out
    assert command.tell(USUAL, played, template["Resources"], 1000) is True

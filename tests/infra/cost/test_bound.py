"""The worst month of the real template is bounded, and what has no bound is said in a sentence."""

from copy import deepcopy
from typing import Any

import pytest

from cost import bound, prices

PRICES = prices.load()
ADDRESS = "somebody@example.org"


@pytest.fixture
def resources(template: dict[str, Any]) -> dict[str, Any]:
    """The template's resources, to be changed; two addresses are told of everything."""
    found: dict[str, Any] = deepcopy(template["Resources"])
    topics = [name for name, each in found.items() if each["Type"] == "AWS::SNS::Topic"]
    assert len(topics) == 2
    for number, topic in enumerate(topics * 2):
        properties = {"TopicArn": {"Ref": topic}, "Endpoint": ADDRESS, "Protocol": "email"}
        found[f"Told{number}"] = {"Type": "AWS::SNS::Subscription", "Properties": properties}
    return found


def only(resources: dict[str, Any], kind: str, with_: str = "") -> dict[str, Any]:
    """The properties of the first resource of a type, or of the first that has this property."""
    every = [each["Properties"] for each in resources.values() if each["Type"] == f"AWS::{kind}"]
    return next(each for each in every if not with_ or with_ in each)


def total(resources: dict[str, Any], at_once: int = bound.AT_ONCE) -> float:
    return sum(line.dollars for line in bound.lines(resources, PRICES, at_once))


def line(resources: dict[str, Any], name: str) -> prices.Line:
    return next(
        each for each in bound.lines(resources, PRICES) if each.price.what == PRICES[name].what
    )


def test_nothing_in_the_template_is_without_a_bound(resources):
    assert list(bound.troubles(resources)) == []


def test_the_worst_month_stays_under_three_hundred_dollars(resources):
    assert 0 < total(resources) < bound.DOLLARS_AT_MOST == 300


def test_reserved_functions_are_as_good_a_bound(reserved):
    resources = reserved["Resources"]
    assert total(resources, 1000) == total(resources, 10) < bound.DOLLARS_AT_MOST


def test_many_functions_that_nobody_reserves_go_over_it(resources):
    assert total(resources, 1000) > bound.DOLLARS_AT_MOST


def test_every_unit_that_a_table_may_use_is_counted(resources):
    before = line(resources, "write-units"), line(resources, "read-units")
    table = only(resources, "DynamoDB::Table", "GlobalSecondaryIndexes")
    table["OnDemandThroughput"]["MaxWriteRequestUnits"] += 10
    table["GlobalSecondaryIndexes"][0]["OnDemandThroughput"]["MaxReadRequestUnits"] += 100
    after = line(resources, "write-units"), line(resources, "read-units")
    grown = [new.quantity - old.quantity for new, old in zip(after, before, strict=True)]
    assert grown == [10 * 31 * 86_400, 100 * 31 * 86_400]


def test_each_request_that_a_stage_lets_in_is_counted_wherever_it_costs(resources):
    names = ("api-requests", "edge-requests", "function-calls")
    before = [line(resources, name).quantity for name in names]
    only(resources, "ApiGatewayV2::Stage")["DefaultRouteSettings"]["ThrottlingRateLimit"] += 1
    assert [line(resources, name).quantity for name in names] == [
        quantity + bound.SECONDS for quantity in before
    ]


def test_memory_clocks_and_addresses_are_counted(resources):
    before = [line(resources, name).quantity for name in ("function-time", "function-calls")]
    sent = line(resources, "emails").quantity
    for each in resources.values():
        if each["Type"] == "AWS::Lambda::Function":
            each["Properties"]["MemorySize"] *= 2
    only(resources, "Events::Rule")["ScheduleExpression"] = "rate(1 hour)"
    after = [line(resources, name).quantity for name in ("function-time", "function-calls")]
    assert after[0] == 2 * before[0]
    assert before[1] - after[1] == pytest.approx(bound.SECONDS / 60 - bound.SECONDS / 3600)
    del resources["Told0"]
    assert line(resources, "emails").quantity < sent


def test_an_alarm_that_calls_a_function_is_counted(resources):
    names = ("function-calls", "queue-calls")
    before = [line(resources, name).quantity for name in names]
    for each in resources.values():
        if each["Type"] == "AWS::CloudWatch::Alarm" and "-surge" in each["Properties"]["AlarmName"]:
            each["Properties"]["AlarmActions"] = each["Properties"]["OKActions"] = []
    after = [line(resources, name).quantity for name in names]
    calls = 2 * bound.SECONDS / 300
    assert [was - now for was, now in zip(before, after, strict=True)] == pytest.approx([calls] * 2)


@pytest.mark.parametrize(
    ("kind", "lacks", "sentence"),
    [
        ("DynamoDB::Table", "OnDemandThroughput", "nothing caps its read units"),
        ("DynamoDB::Table", "BillingMode", "paid by the hour"),
        ("ApiGatewayV2::Stage", "DefaultRouteSettings", "has no throttle"),
        ("Logs::LogGroup", "RetentionInDays", "kept for ever"),
        ("Lambda::Function", "LoggingConfig", "a log of its own"),
        ("Events::Rule", "ScheduleExpression", "has no rate"),
    ],
)
def test_what_has_no_cap_is_said(resources, kind, lacks, sentence):
    del only(resources, kind)[lacks]
    assert any(sentence in each for each in bound.troubles(resources))


@pytest.mark.parametrize("unit", ["Read", "Write"])
def test_an_index_without_a_cap_is_said_by_name(resources, unit):
    table = only(resources, "DynamoDB::Table", "GlobalSecondaryIndexes")
    index = table["GlobalSecondaryIndexes"][1]
    del index["OnDemandThroughput"][f"Max{unit}RequestUnits"]
    (said,) = bound.troubles(resources)
    assert f"index {index['IndexName']}: nothing caps its {unit.lower()} units" in said


@pytest.mark.parametrize("kind", ["AWS::EC2::NatGateway", "AWS::WAFv2::WebACL", "Custom::Thing"])
def test_a_kind_that_nobody_has_thought_about_is_said(resources, kind):
    resources["Surprise"] = {"Type": kind}
    (said,) = bound.troubles(resources)
    assert said.startswith(f"Surprise is of the type {kind}")

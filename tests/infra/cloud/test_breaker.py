"""The alarms of a surge reach the breaker, and nothing else does: no throttle is touched."""

import re

import pytest

from capacity import THROTTLES
from forum import breaker
from support.cast import NOW

ALARMS = "lambda.alarms.cloudwatch.amazonaws.com"
SURGES = {f"leanto-{door}-surge" for door in breaker.DOORS}


@pytest.fixture
def alarms(of_type):
    """Each alarm's properties, by its name."""
    every = (each["Properties"] for each in of_type("CloudWatch::Alarm").values())
    return {each["AlarmName"]: each for each in every}


@pytest.fixture
def worker_arn(of_type):
    (name,) = [
        name
        for name, each in of_type("Lambda::Function").items()
        if each["Properties"]["FunctionName"] == "leanto-worker"
    ]
    return {"Fn::GetAtt": [name, "Arn"]}


@pytest.mark.parametrize("kind", ["AlarmActions", "OKActions"])
def test_a_surge_tells_the_worker_when_it_begins_and_when_it_is_over(alarms, worker_arn, kind):
    assert {name for name, each in alarms.items() if worker_arn in each[kind]} == SURGES


def test_people_are_told_of_every_alarm_too(alarms, of_type):
    topics = [{"Ref": name} for name in of_type("SNS::Topic")]
    for each in alarms.values():
        for kind in ("AlarmActions", "OKActions"):
            assert sum(one in topics for one in each[kind]) == 1


def test_only_these_alarms_of_this_account_and_the_clock_may_call_the_worker(of_type, worker_arn):
    permissions = [each["Properties"] for each in of_type("Lambda::Permission").values()]
    calling = [each for each in permissions if each["FunctionName"] == worker_arn]
    alarms = [each for each in calling if each["Principal"] == ALARMS]
    named = of_type("CloudWatch::Alarm")
    rang = [named[each["SourceArn"]["Fn::GetAtt"][0]]["Properties"] for each in alarms]
    sources = {each["AlarmName"] for each in rang}
    assert sources == SURGES and len(alarms) == len(SURGES)
    assert all(each["SourceAccount"] == {"Ref": "AWS::AccountId"} for each in alarms)
    assert {each["Principal"] for each in calling if each not in alarms} == {"events.amazonaws.com"}


def test_the_worker_understands_each_alarm_that_calls_it(alarms, worker_arn):
    for name, each in alarms.items():
        if worker_arn in each["AlarmActions"]:
            door = breaker.of_alarm(name, "ALARM", NOW).door
            assert each["Threshold"] < THROTTLES[door].rate * each["Period"]


def test_a_flood_can_call_it_only_as_often_as_an_alarm_can_ring(alarms):
    for name in SURGES:
        assert alarms[name]["Period"] * alarms[name]["EvaluationPeriods"] == 15 * 60
        assert alarms[name]["TreatMissingData"] == "notBreaching"


def test_the_mail_says_in_words_what_is_paused_and_for_how_long(alarms):
    assert breaker.PAUSE_MINUTES == 30
    for name in SURGES:
        words = alarms[name]["AlarmDescription"]
        assert " is paused until this is over, for half an hour at most" in words
        assert re.search("reading, signing in, reports .* go on", words)
    assert "Writing" in alarms["leanto-member-surge"]["AlarmDescription"]
    assert "Joining" in alarms["leanto-auth-surge"]["AlarmDescription"]


def test_nothing_that_runs_may_change_a_throttle(template):
    assert "apigateway:" not in str(template["Resources"])

"""At the end stands what to open, and what somebody still has to press."""

import re
from typing import Any

import pytest

from deploy import report
from deploy.answers import Stop
from support.stubs import Stubs

TOPIC = "arn:aws:sns:eu-west-2:111122223333:leanto-alerts"
ALARMS = "arn:aws:sns:eu-west-2:111122223333:leanto-alarms"


def deployed(stubs: Stubs) -> None:
    stubs.deployed(Address="https://d1.example.org", AlertsTopic=TOPIC, AlarmsTopic=ALARMS)


def subscribed(stubs: Stubs, **addresses: str) -> None:
    found: list[Any] = [
        {"Endpoint": f"{name}@example.org", "Protocol": "email", "SubscriptionArn": arn}
        for name, arn in addresses.items()
    ]
    for topic in (TOPIC, ALARMS):
        answer = {"Subscriptions": found}
        stubs.answers("sns", "list_subscriptions_by_topic", answer, TopicArn=topic)


def test_the_address_comes_first(stubs: Stubs) -> None:
    deployed(stubs)
    subscribed(stubs, rowan=f"{TOPIC}:1")
    told = list(report.tell(stubs.place()))
    assert told == ["The forum:  https://d1.example.org", report.NEXT]


def test_who_has_not_confirmed_is_told_in_part(stubs: Stubs) -> None:
    deployed(stubs)
    subscribed(stubs, rowan="PendingConfirmation", ash=f"{TOPIC}:1")
    told = list(report.tell(stubs.place()))
    assert "Not confirmed yet: r…@example.org." in told[1]
    assert not re.search(r"\b(rowan|ash)\b", "\n".join(told))


def test_a_forum_that_tells_nobody_is_told(stubs: Stubs) -> None:
    deployed(stubs)
    subscribed(stubs)
    assert report.NOBODY in list(report.tell(stubs.place()))


def test_a_forum_that_is_not_there_is_told(stubs: Stubs) -> None:
    stubs.refuses("cloudformation", "describe_stacks", "ValidationError", "x does not exist")
    with pytest.raises(Stop, match="There is no forum called leanto in eu-west-2 yet"):
        list(report.tell(stubs.place()))

"""What cannot wait is told to the moderators at once, once, and without a word of what it is."""

import json
from typing import Any

import boto3
import pytest

import worker
from forum.moderation import cases
from forum.moderation.cases import Case
from forum.moderation.reports import Target
from store.moderation import cases as case_store
from support import guards

TARGET = Target(kind="post", id="p" * 26, author_id="a" * 26, author_name="quiet-otter-12")
DUE = "2026-11-20T10:15"


def case(priority: int = 0, state: str = "open", version: int = 1) -> Case:
    return Case(
        target=TARGET,
        priority=priority,
        due_at=DUE,
        state=state,
        version=version,
        worry=True,
    )


def image(one: Case) -> dict[str, Any]:
    """The item of a case, as the shelf writes it."""
    values = case_store.open_item(one)["ExpressionAttributeValues"]
    names = {name[1:]: value for name, value in values.items()}
    return names | {"state": {"S": one.state}, "version": {"N": str(one.version)}}


def record(now: Case | None, was: Case | None = None, sk: str = "case") -> dict[str, Any]:
    """A record of the stream."""
    told: dict[str, Any] = {"Keys": {"pk": {"S": f"case#{TARGET.id}"}, "sk": {"S": sk}}}
    told |= {"NewImage": image(now)} if now else {}
    return {"dynamodb": told | ({"OldImage": image(was)} if was else {})}


@pytest.fixture
def told(moto_client: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What reached somebody who follows the topic."""
    sns, sqs = boto3.client("sns"), boto3.client("sqs")
    topic = sns.create_topic(Name="alerts")["TopicArn"]
    queue = sqs.create_queue(QueueName="follower")["QueueUrl"]
    where = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=where["QueueArn"])
    monkeypatch.setenv("LEANTO_ALERTS_TOPIC", topic)
    monkeypatch.setenv("LEANTO_ORIGIN", "https://forum.example.org/")

    def read() -> list[dict[str, Any]]:
        answer = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
        return [json.loads(each["Body"]) for each in answer.get("Messages", [])]

    yield read
    sqs.delete_queue(QueueUrl=queue)
    sns.delete_topic(TopicArn=topic)


@pytest.mark.parametrize(
    ("now", "before", "pressing"),
    [
        (case(), None, True),
        (case(priority=1), None, False),
        (case(), case(priority=2), True),
        (case(), case(state="closed"), True),
        (case(version=2), case(), False),
        (case(state="closed"), case(), False),
    ],
)
def test_only_news_of_the_most_urgent_kind_cannot_wait(now, before, pressing):
    assert cases.cannot_wait(now, before) is pressing


def test_moderators_are_told_once_of_all_that_came_together(told):
    with guards.acting("worker"):
        done = worker.handler({"Records": [record(case()), record(case())]}, None)
    assert done == {"pressing": 2, "covered": 0}
    (message,) = told()
    assert message["Subject"] == worker.SUBJECT
    assert "https://forum.example.org/moderate/" in message["Message"]


def test_an_alert_says_nothing_of_whom_or_what(told):
    worker.handler({"Records": [record(case())]}, None)
    (message,) = told()
    for word in (TARGET.id, TARGET.author_id, TARGET.author_name, "post"):
        assert word not in message["Subject"] + message["Message"]


@pytest.mark.parametrize(
    "records",
    [
        [record(case(priority=3))],
        [record(case(version=2), case())],
        [record(None, case())],
        [record(case(), sk="report#1")],
    ],
    ids=["can wait", "known already", "gone", "no case"],
)
def test_nobody_is_told_of_what_is_no_such_news(told, records):
    assert worker.handler({"Records": records}, None) == {"pressing": 0, "covered": 0}
    assert told() == []


def test_where_there_is_no_topic_nothing_is_sent(told, monkeypatch):
    monkeypatch.setenv("LEANTO_ALERTS_TOPIC", "")
    assert worker.handler({"Records": [record(case())]}, None) == {"pressing": 1, "covered": 0}
    assert told() == []

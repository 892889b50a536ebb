"""What cannot wait is told to the moderators at once, once, and without a word of what it is."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import boto3
import pytest

import worker
from forum.moderation import cases
from forum.moderation import leases as rules
from forum.moderation.cases import Case
from forum.moderation.reports import Target
from store import tables
from store.moderation import cases as case_store
from store.moderation import files, leases
from support import guards, kept
from support.cast import NOW, mo
from support.races import OneAtATime, at_once

TARGET = Target(kind="post", id="p" * 26, author_id="a" * 26, author_name="quiet-otter-12")
TABLES = "alerts"
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

    monkeypatch.setenv("LEANTO_TABLES", TABLES)

    def read() -> list[dict[str, Any]]:
        answer = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
        return [json.loads(each["Body"]) for each in answer.get("Messages", [])]

    with kept.beside(moto_client, TABLES):
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


WORRIED = {"kind": "worried", "reason": "danger"}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def pressing(told: Any) -> Iterator[Callable[[], list[Any]]]:
    """Somebody may be in danger, and nobody has looked; what reaches whoever follows the topic."""
    _, post = kept.thread()
    kept.report_post(post, **WORRIED)
    yield told


def minutes(*after: int) -> list[int]:
    """In which of these minutes after the report moderators are told."""
    with guards.acting("worker"):
        return [each for each in after if worker.remind_moderators(NOW + each * MINUTE)]


def test_they_are_told_again_until_somebody_reads_it(pressing):
    assert minutes(*range(0, 31)) == [0, 5, 10, 15, 20, 25, 30]
    assert len(pressing()) == 7
    (open_case,) = case_store.list_pressing()
    leases.add_claim(rules.claim(mo, open_case, now=NOW + 31 * MINUTE))
    assert minutes(*range(31, 120)) == []


def test_after_an_hour_they_are_told_less_often(pressing):
    told = minutes(*range(0, 200))
    gaps = [later - sooner for sooner, later in pairwise(told)]
    assert gaps == sorted(gaps) and set(gaps) == {5, 30}
    assert 40 <= told[gaps.index(30)] <= 60


def test_an_alert_a_moment_ago_is_not_said_again(pressing):
    worker.handler({"Records": [record(case())], "time": (NOW + MINUTE).isoformat()}, None)
    assert minutes(1, 3, 5, 6, 7) == [6]


def test_handed_on_it_is_told_again(pressing):
    (open_case,) = case_store.list_pressing()
    claim = rules.claim(mo, open_case, now=NOW)
    leases.add_claim(claim)
    handed = rules.hand_on(mo, files.get_file(open_case.id).case, now=NOW)
    assert handed
    leases.set_handed_on(handed)
    assert minutes(3) == [3]


def test_what_can_wait_is_not_told_again(told: Any):
    _, post = kept.thread()
    kept.report_post(post, kind="worried", reason="low")
    assert minutes(0, 60) == [] and told() == []


def test_two_runs_at_once_tell_once(pressing, moto_client: Any):
    tables.connect(OneAtATime(moto_client), TABLES)
    assert sorted(at_once(*[lambda: worker.remind_moderators(NOW)] * 4)) == [False] * 3 + [True]
    assert len(pressing()) == 1


def test_without_a_topic_nothing_is_looked_for(pressing, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LEANTO_ALERTS_TOPIC", "")
    assert minutes(0, 60) == []

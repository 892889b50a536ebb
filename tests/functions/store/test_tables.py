"""The four tables, and what each of DynamoDB's errors means to the rules."""

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from forum.errors import Resting
from here import emulator
from store import items, tables
from store.tables import Cancelled, ConditionFailed
from support.races import failure

FUNCTIONS = Path(tables.__file__).parent.parent
Crowd = Callable[[Any, int], None]
PUT = {"operation": "put_item", "TableName": "any", "Item": {}}


class Scripted:
    """A client that fails with these errors, one after the other, and then succeeds."""

    def __init__(self, *errors: Exception) -> None:
        self.errors, self.calls = list(errors), 0

    def __getattr__(self, operation: str) -> Any:
        def call(**_: Any) -> dict[str, Any]:
            self.calls += 1
            if self.errors:
                raise self.errors.pop(0)
            return {"done": operation}

        return call


def cancelled(*codes: str) -> ClientError:
    reasons = [{"Code": code} for code in codes]
    return failure(
        "TransactWriteItems", "TransactionCanceledException", CancellationReasons=reasons
    )


def connected(*errors: Exception) -> Scripted:
    client = Scripted(*errors)
    tables.connect(client, "any")
    return client


@pytest.mark.parametrize(
    "error",
    [
        failure("PutItem", "ProvisionedThroughputExceededException"),
        failure("PutItem", "ThrottlingException"),
        failure("PutItem", "RequestLimitExceeded"),
        failure("PutItem", "InternalServerError"),
        failure("PutItem", "ServiceUnavailable"),
        failure("PutItem", "TransactionInProgressException"),
        cancelled("None", "ThrottlingError"),
        cancelled("None", "ProvisionedThroughputExceeded"),
        cancelled("TransactionConflict", "ThrottlingError"),
        ReadTimeoutError(endpoint_url="http://127.0.0.1"),
        EndpointConnectionError(endpoint_url="http://127.0.0.1"),
    ],
)
def test_shelves_that_do_not_answer_are_resting(error: Exception):
    client = connected(error)
    with pytest.raises(Resting):
        tables.call(**PUT)
    assert client.calls == 1


def test_a_failed_condition_brings_what_stood_there():
    item = {"pk": {"S": "a"}}
    connected(failure("PutItem", "ConditionalCheckFailedException", Item=item))
    with pytest.raises(ConditionFailed) as failed:
        tables.call(**PUT)
    assert failed.value.item == item


def test_a_failed_condition_may_bring_nothing():
    connected(failure("PutItem", "ConditionalCheckFailedException"))
    with pytest.raises(ConditionFailed) as failed:
        tables.call(**PUT)
    assert failed.value.item == {}


@pytest.mark.parametrize(
    ("codes", "failed"),
    [
        (("ConditionalCheckFailed",), {0}),
        (("None", "ConditionalCheckFailed", "ConditionalCheckFailed"), {1, 2}),
        (("TransactionConflict", "ConditionalCheckFailed"), {1}),
        (("ThrottlingError", "ConditionalCheckFailed"), {1}),
    ],
)
def test_a_cancelled_transaction_says_which_conditions_failed(
    codes: tuple[str, ...], failed: set[int]
):
    connected(cancelled(*codes))
    with pytest.raises(Cancelled) as cancelling:
        tables.write()
    assert cancelling.value.failed == failed


@pytest.mark.parametrize(
    "clash",
    [cancelled("None", "TransactionConflict"), failure("PutItem", "TransactionConflictException")],
)
def test_a_clash_with_another_transaction_is_tried_again(clash: ClientError):
    client = connected(*[clash] * (tables.CLASH_ATTEMPTS - 1))
    assert tables.call(**PUT) == {"done": "put_item"}
    assert client.calls == tables.CLASH_ATTEMPTS


def test_after_a_few_clashes_the_shelves_are_resting():
    client = connected(*[cancelled("TransactionConflict")] * 99)
    with pytest.raises(Resting):
        tables.write()
    assert client.calls == tables.CLASH_ATTEMPTS


@pytest.mark.parametrize(
    "error",
    [
        failure("PutItem", "ValidationException"),
        failure("PutItem", "ResourceNotFoundException"),
        failure("PutItem", "AccessDeniedException"),
        cancelled("None", "ValidationError"),
        cancelled("TransactionConflict", "ValidationError"),
        cancelled("ItemCollectionSizeLimitExceeded"),
        failure("TransactWriteItems", "TransactionCanceledException"),
        failure("PutItem", ""),
    ],
)
def test_a_mistake_of_ours_is_never_dressed_up(error: ClientError):
    connected(error)
    with pytest.raises(ClientError):
        tables.call(**PUT)


def test_a_clash_with_a_real_answer_in_it(backend):
    put = items.put("forum", "a", "a", {"n": 1}, condition="attribute_not_exists(pk)")
    other = items.put("forum", "b", "b", {"n": 1})
    tables.call("put_item", **put)
    with pytest.raises(Cancelled) as cancelling:
        tables.write({"Put": other}, {"Put": put})
    assert cancelling.value.failed == {1}
    assert items.get("forum", "b", "b") is None


def test_there_are_four_tables_and_only_one_is_without_recovery():
    recovery = {name: shape.recovery for name, shape in tables.TABLES.items()}
    assert recovery == {"forum": True, "identity": True, "safety": True, "ephemeral": False}


def test_tables_are_made_on_demand_with_expiry(backend):
    prefix = f"{backend.prefix}again"
    tables.create_all(backend.client, prefix)
    for table, shape in tables.TABLES.items():
        name = f"{prefix}-{table}"
        made = backend.client.describe_table(TableName=name)["Table"]
        assert made["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
        indexes = {each["IndexName"] for each in made.get("GlobalSecondaryIndexes", ())}
        assert indexes == {index.name for index in shape.indexes}
        expiry = backend.client.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
        assert expiry["TimeToLiveStatus"] == "ENABLED"
        assert expiry["AttributeName"] == "expires"
        backend.client.delete_table(TableName=name)


def test_making_the_tables_again_changes_nothing(backend):
    tables.call("put_item", **items.put("forum", "a", "a", {"n": 1}))
    tables.create_all(backend.client, backend.prefix)
    assert items.get("forum", "a", "a") == {"n": 1}


@pytest.mark.parametrize("fewer", [(), ("target_kind",)])
def test_tables_that_older_code_made_are_not_used(backend, fewer: tuple[str, ...]):
    name = f"{backend.prefix}-safety"
    backend.client.delete_table(TableName=name)
    (queue,) = tables.TABLES["safety"].indexes
    older = tables.Table(indexes=(replace(queue, only=fewer),) if fewer else ())
    backend.client.create_table(**tables._description(name, older))
    with pytest.raises(ValueError, match="safety has other indexes"):
        tables.create_all(backend.client, backend.prefix)


def test_the_queue_holds_no_reported_words():
    (queue,) = tables.TABLES["safety"].indexes
    assert queue.only
    assert "words" not in queue.only


ASK = """
from store import tables
config = tables.client().meta.config
print(config.connect_timeout, config.read_timeout, config.retries["total_max_attempts"])
print(tables.client() is tables.client())
"""


def test_the_client_gives_up_soon_enough_for_a_page():
    answer = subprocess.run(
        [sys.executable, "-c", ASK], cwd=FUNCTIONS, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["1", "2", "3", "True"]


@pytest.fixture
def crowd(ministack: emulator.Emulator, monkeypatch: pytest.MonkeyPatch) -> Crowd:
    """So many threads that ask one client for the tables, all at the same time."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", ministack.url)

    def ask(client: Any, threads: int) -> None:
        together = threading.Barrier(threads)

        def visit() -> None:
            for _ in range(3):
                together.wait()
                client.list_tables()

        visits = [threading.Thread(target=visit) for _ in range(threads)]
        for thread in visits:
            thread.start()
        for thread in visits:
            thread.join()

    return ask


def test_each_of_many_threads_has_a_connection_of_its_own(
    crowd: Crowd, caplog: pytest.LogCaptureFixture
):
    crowd(tables.make_client(24), 24)
    assert "pool is full" not in caplog.text


def test_a_client_of_too_few_connections_says_so(crowd: Crowd, caplog: pytest.LogCaptureFixture):
    """The log that the test above looks into is the right one."""
    crowd(tables.make_client(2), 24)
    assert "pool is full" in caplog.text


def test_values_come_back_as_they_were(backend):
    values = {
        "text": "“🙂” ‌ـ",
        "empty": "",
        "many": 10**9,
        "none": 0,
        "yes": True,
        "no": False,
    }
    tables.call("put_item", **items.put("forum", "a", "a", values))
    kept = items.get("forum", "a", "a")
    assert kept == values
    assert type(kept["yes"]) is bool


@pytest.mark.parametrize("value", [None, 1.5, b"", [], {}])
def test_refuses_values_that_have_no_place_in_an_item(value: object):
    with pytest.raises(TypeError):
        items.pack({"name": value})

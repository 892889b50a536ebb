"""The four tables by trust, and the one way to call them.

A failed condition becomes `ConditionFailed` or `Cancelled`, which the calling shelf turns into the
rule's own `Refusal`; shelves that do not answer become `Resting`. Nothing else is caught.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from forum.errors import Resting

KEY: Final = ("pk", "sk")
CLASH_ATTEMPTS = 5
_BUSY = frozenset(
    (
        "ProvisionedThroughputExceededException",
        "ProvisionedThroughputExceeded",
        "ThrottlingException",
        "ThrottlingError",
        "RequestLimitExceeded",
        "InternalServerError",
        "ServiceUnavailable",
        "TransactionInProgressException",
    )
)
_CLASH = frozenset(("TransactionConflict", "TransactionConflictException"))
_FAILED = "ConditionalCheckFailed"


@dataclass(frozen=True, kw_only=True)
class Index:
    """A sparse index: only items that carry both keys are in it. `only` names what it copies,
    or all.
    """

    name: str
    pk: str
    sk: str
    only: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table's indexes, and what is done for its safety."""

    indexes: tuple[Index, ...] = ()
    recovery: bool = True


# What the queue shows of a case: nobody's words, notes or names are copied into it.
CASE_SUMMARY = (
    "target_kind",
    "target_id",
    "space",
    "worry",
    "guideline",
    "hold",
    "priority",
    "at",
    "due_at",
    "state",
    "version",
)
# What an author's own list shows of a post.
OWN_SUMMARY = ("id", "thread_id", "space", "seq", "state", "hold", "at", "source")
TABLES: Final[dict[str, Table]] = {
    "forum": Table(
        indexes=(
            Index(name="activity", pk="listed_in", sk="activity"),
            Index(name="due", pk="due", sk="due_at"),
            Index(name="own", pk="own", sk="own_at", only=OWN_SUMMARY),
        )
    ),
    "identity": Table(),
    "safety": Table(
        indexes=(Index(name="queue", pk="queue", sk="queue_order", only=CASE_SUMMARY),)
    ),
    "ephemeral": Table(recovery=False),
}
EXPIRES = "expires"


class ConditionFailed(Exception):
    """The condition of a single write did not hold; `item` is what stood there, if it was asked
    for.
    """

    def __init__(self, item: dict[str, Any]) -> None:
        super().__init__()
        self.item = item


class Cancelled(Exception):
    """A transaction was not made: `failed` holds the places, from 0, whose condition did not
    hold. There is at least one.
    """

    def __init__(self, failed: frozenset[int]) -> None:
        super().__init__()
        self.failed = failed


@dataclass
class _Shelf:
    client: Any = None
    prefix: str = "leanto"
    names: dict[str, str] = field(default_factory=dict)


_shelf = _Shelf()


def connect(client: Any, prefix: str) -> None:
    """Uses this table prefix from now on, and this client; `None` leaves the client as it is."""
    _shelf.client, _shelf.prefix = client or _shelf.client, prefix


def client() -> Any:
    """The DynamoDB client that is connected; the first caller of a process makes it."""
    if _shelf.client is None:
        _shelf.client = make_client()
    return _shelf.client


def make_client(connections: int = 1) -> Any:
    """A client with short time-outs and three attempts, so that a page never waits for long.

    `connections` is how many threads call at once, each on one of its own. A function in AWS
    serves one request at a time.
    """
    config = Config(
        connect_timeout=1,
        read_timeout=2,
        retries={"mode": "standard", "total_max_attempts": 3},
        max_pool_connections=connections,
    )
    return boto3.client("dynamodb", config=config)


def name(table: str) -> str:
    """The table's full name: `<prefix>-<table>`."""
    return f"{_shelf.prefix}-{table}"


def call(operation: str, **request: Any) -> dict[str, Any]:
    """One DynamoDB operation; a clash with somebody's transaction is tried again.

    Raises `ConditionFailed`, `Cancelled` or `Resting`.
    """
    for _ in range(CLASH_ATTEMPTS):
        try:
            answer: dict[str, Any] = getattr(client(), operation)(**request)
        except ClientError as error:
            if not _is_clash(error):
                raise _meaning(error) from error
        except BotoCoreError as error:
            raise Resting from error
        else:
            return answer
    raise Resting


def write(*items: dict[str, Any]) -> None:
    """All of these writes or none. Raises `Cancelled` when a condition does not hold."""
    call("transact_write_items", TransactItems=list(items))


def create_all(client: Any, prefix: str) -> None:
    """Makes the tables that are missing: on this machine and in tests. In AWS the stack makes
    them. Raises `ValueError` for one that is there with other indexes: older code made it.
    """
    present = set(client.list_tables()["TableNames"])
    for table, shape in TABLES.items():
        full_name = f"{prefix}-{table}"
        if full_name in present:
            _check_indexes(client, full_name, shape)
            continue
        client.create_table(**_description(full_name, shape))
        client.update_time_to_live(
            TableName=full_name,
            TimeToLiveSpecification={"Enabled": True, "AttributeName": EXPIRES},
        )


def _check_indexes(client: Any, full_name: str, shape: Table) -> None:
    made = client.describe_table(TableName=full_name)["Table"].get("GlobalSecondaryIndexes", [])
    copied = {
        each["IndexName"]: set(each["Projection"].get("NonKeyAttributes", ())) for each in made
    }
    if copied != {index.name: set(index.only) for index in shape.indexes}:
        raise ValueError(f"{full_name} has other indexes than this version needs")


def _meaning(error: ClientError) -> Exception:
    code = error.response.get("Error", {}).get("Code", "")
    if code == "ConditionalCheckFailedException":
        response: Any = error.response
        return ConditionFailed(response.get("Item", {}))
    if is_busy(error):
        return Resting()
    reasons = _reasons(error)
    if failed := frozenset(i for i, reason in enumerate(reasons) if reason == _FAILED):
        return Cancelled(failed)
    return Resting() if _BUSY.intersection(reasons) else error


def is_busy(error: ClientError) -> bool:
    """Whether AWS asks to be called again later."""
    return error.response.get("Error", {}).get("Code", "") in _BUSY


def _is_clash(error: ClientError) -> bool:
    """Whether nothing but another transaction on the same item was in the way."""
    code = error.response.get("Error", {}).get("Code", "")
    return code in _CLASH or (set(_reasons(error)) - {"None"} or {""}) <= _CLASH


def _reasons(error: ClientError) -> list[str]:
    """Why a transaction was cancelled, a code for each of its writes; nothing for other errors."""
    response: Any = error.response
    return [reason.get("Code", "None") for reason in response.get("CancellationReasons", [])]


def _description(full_name: str, shape: Table) -> dict[str, Any]:
    keys = {*KEY, *(key for index in shape.indexes for key in (index.pk, index.sk))}
    description: dict[str, Any] = {
        "TableName": full_name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            {"AttributeName": key, "AttributeType": "S"} for key in sorted(keys)
        ],
        "KeySchema": _key_schema(*KEY),
    }
    if shape.indexes:
        description["GlobalSecondaryIndexes"] = [_index(index) for index in shape.indexes]
    return description


def _index(index: Index) -> dict[str, Any]:
    projection: dict[str, Any] = {"ProjectionType": "ALL"}
    if index.only:
        projection = {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(index.only)}
    return {
        "IndexName": index.name,
        "KeySchema": _key_schema(index.pk, index.sk),
        "Projection": projection,
    }


def _key_schema(pk: str, sk: str) -> list[dict[str, str]]:
    return [{"AttributeName": pk, "KeyType": "HASH"}, {"AttributeName": sk, "KeyType": "RANGE"}]

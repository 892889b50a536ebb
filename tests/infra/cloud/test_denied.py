"""Each door's role, tried on an emulator that refuses whatever a role does not grant.

It knows tables, actions and indexes. That a role may touch only some keys of a table is held by the
template's own tests: the emulator does not look at `dynamodb:LeadingKeys`.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from grants import GRANTS
from here import emulator
from store import tables as shelves
from support import guards
from support.policies import as_policy

# Who owns the emulated account.
OWNER = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
PREFIX = "leanto"
KEY = {"pk": {"S": "nobody"}, "sk": {"S": "nothing"}}
NONE = "attribute_not_exists(pk)"
VALUES = {":pk": KEY["pk"]}
Call = Callable[[Any, str], Any]


def in_transaction(part: str, **more: Any) -> Call:
    return lambda client, name: client.transact_write_items(
        TransactItems=[{part: {"TableName": name, **more}}]
    )


CALLS: dict[str, tuple[Call, ...]] = {
    "GetItem": (
        lambda client, name: client.get_item(TableName=name, Key=KEY),
        lambda client, name: client.transact_get_items(
            TransactItems=[{"Get": {"TableName": name, "Key": KEY}}]
        ),
    ),
    "BatchGetItem": (
        lambda client, name: client.batch_get_item(RequestItems={name: {"Keys": [KEY]}}),
    ),
    "Query": (
        lambda client, name: client.query(
            TableName=name, KeyConditionExpression="pk = :pk", ExpressionAttributeValues=VALUES
        ),
    ),
    "Scan": (lambda client, name: client.scan(TableName=name),),
    "PutItem": (
        lambda client, name: client.put_item(TableName=name, Item=KEY),
        in_transaction("Put", Item=KEY),
    ),
    "UpdateItem": (
        lambda client, name: client.update_item(
            TableName=name, Key=KEY, UpdateExpression="REMOVE nothing"
        ),
        in_transaction("Update", Key=KEY, UpdateExpression="REMOVE nothing"),
    ),
    "DeleteItem": (
        lambda client, name: client.delete_item(TableName=name, Key=KEY),
        in_transaction("Delete", Key=KEY),
    ),
    "ConditionCheckItem": (
        in_transaction(
            "ConditionCheck",
            Key={"pk": {"S": "never"}, "sk": {"S": "there"}},
            ConditionExpression=NONE,
        ),
    ),
    "BatchWriteItem": (
        lambda client, name: client.batch_write_item(
            RequestItems={name: [{"DeleteRequest": {"Key": KEY}}]}
        ),
    ),
    "DescribeTable": (lambda client, name: client.describe_table(TableName=name),),
    "DeleteTable": (lambda client, name: client.delete_table(TableName=name),),
}


@pytest.fixture(scope="module")
def account() -> Iterator[Callable[..., Any]]:
    """Makes clients of an emulated account with our tables: its owner's unless keys are given."""
    emulator.install()
    with emulator.Emulator(services="dynamodb,iam,sts", roles=True) as aws:

        def client(service: str, **keys: str) -> Any:
            return boto3.client(service, endpoint_url=aws.url, **{**OWNER, **keys})

        with guards.acting(guards.DEPLOYER):
            shelves.create_all(client("dynamodb"), PREFIX)
            yield client


@pytest.fixture(scope="module")
def become(account: Callable[..., Any]) -> Callable[[str, dict[str, Any] | None], Any]:
    """A client in a role of this name, with this policy or with none."""
    owner = account("sts").get_caller_identity()["Account"]
    trust = {"AWS": f"arn:aws:iam::{owner}:root"}
    trusted = {"Statement": [{"Effect": "Allow", "Principal": trust, "Action": "sts:AssumeRole"}]}

    def assume(name: str, policy: dict[str, Any] | None) -> Any:
        roles = account("iam")
        made = roles.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trusted))
        if policy:
            said = json.dumps(policy)
            roles.put_role_policy(RoleName=name, PolicyName="row", PolicyDocument=said)
        arn = made["Role"]["Arn"]
        keys = account("sts").assume_role(RoleArn=arn, RoleSessionName="door")["Credentials"]
        return account(
            "dynamodb",
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys["SessionToken"],
        )

    return assume


@pytest.fixture(scope="module")
def doors(become, statements, of_type, account) -> dict[str, Any]:
    """A client in the role of each door, as the template makes it."""
    made = of_type("DynamoDB::Table")
    (arn, _) = (
        account("dynamodb")
        .describe_table(TableName=f"{PREFIX}-forum")["Table"]["TableArn"]
        .rsplit("forum", 1)
    )
    return {door: become(door, as_policy(statements[door], made, arn)) for door in GRANTS}


def may(client: Any, action: str, table: str) -> bool:
    """Whether every way to do it is let through; that some are and some are not is a fault."""
    answers = {allowed(call, client, f"{PREFIX}-{table}") for call in CALLS[action]}
    assert len(answers) == 1, (action, table)
    return answers.pop()


def allowed(call: Call, client: Any, name: str) -> bool:
    try:
        call(client, name)
    except ClientError as error:
        assert error.response["Error"]["Code"] == "AccessDeniedException", error
        return False
    return True


def granted(door: str, table: str) -> set[str]:
    """What its row says of a table, for some of its keys or all."""
    return {action for one in GRANTS[door].get(table, ()) for action in one.actions}


@pytest.mark.parametrize("table", shelves.TABLES)
@pytest.mark.parametrize("door", GRANTS)
def test_a_door_does_what_its_row_says_and_nothing_else(doors, door: str, table: str):
    done = {action for action in CALLS if may(doors[door], action, table)}
    assert done == granted(door, table)


def test_every_action_of_a_row_is_tried():
    assert {each for door in GRANTS for table in GRANTS[door] for each in granted(door, table)} <= (
        CALLS.keys()
    )


def test_a_role_without_a_row_may_do_nothing(become):
    nobody = become("nobody", None)
    assert [
        (action, table)
        for table in shelves.TABLES
        for action in CALLS
        if may(nobody, action, table)
    ] == []


def test_the_member_door_reads_nothing_of_who_somebody_is(doors):
    assert [action for action in CALLS if may(doors["member"], action, "identity")] == []


def test_the_member_door_deletes_nothing(doors):
    assert [table for table in shelves.TABLES if may(doors["member"], "DeleteItem", table)] == []


def test_nobody_who_serves_people_reads_a_whole_table(doors):
    for door in GRANTS:
        found = [table for table in shelves.TABLES if may(doors[door], "Scan", table)]
        assert found == (["forum"] if door == "worker" else [])


def test_the_moderators_door_writes_no_credentials(doors):
    for action in ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"):
        assert not may(doors["moderator"], action, "identity")


def test_an_index_is_asked_only_by_whoever_may_query_its_table(doors):
    query = {"IndexName": "queue", "KeyConditionExpression": "#queue = :pk"}
    named = {"ExpressionAttributeNames": {"#queue": "queue"}, "ExpressionAttributeValues": VALUES}

    def ask(client: Any, name: str) -> Any:
        return client.query(TableName=name, **query, **named)

    found = [door for door in GRANTS if allowed(ask, doors[door], f"{PREFIX}-safety")]
    assert found == [door for door in GRANTS if "Query" in granted(door, "safety")]

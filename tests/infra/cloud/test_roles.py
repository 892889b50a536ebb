"""Each function's role is its row of grants.py, and nothing else."""

import pytest

from grants import GRANTS, PARAMETERS
from support.policies import listed, table_of

BEYOND = {"logs:CreateLogStream", "logs:PutLogEvents", "ssm:GetParameter"}
STREAM = {
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
}
TELLS = {"sns:Publish", "sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"}
MAKERS = {"keys-maker", "files-maker"}
# A star that stays, and why it must.
STARS = {
    "dynamodb:ListStreams": "AWS offers no narrower resource for it",
    "s3:GetObject": "an upgrade reads the zip of the release before, whose name is another hash",
    "s3:PutObject": "every file of the site's own bucket",
    "s3:DeleteObject": "every file of the site's own bucket",
    "dynamodb:Query": "the indexes of the one table",
    "dynamodb:GetItem": "granted in one statement with Query, on the indexes of the one table",
}


def test_there_is_a_function_for_each_door_and_each_maker(statements):
    assert statements.keys() == GRANTS.keys() | MAKERS


@pytest.mark.parametrize("door", GRANTS)
def test_a_door_may_do_to_tables_what_its_row_says(door, statements, of_type):
    tables = of_type("DynamoDB::Table")
    given = set()
    for statement in statements[door]:
        actions = set(listed(statement["Action"]))
        if not any(action.startswith("dynamodb:") for action in actions) or actions & STREAM:
            continue
        names = {table_of(resource, tables) for resource in listed(statement["Resource"])}
        assert len(names) == 1
        keys = statement.get("Condition", {}).get("ForAllValues:StringLike", {})
        stars = tuple(listed(keys.get("dynamodb:LeadingKeys", [])))
        given |= {(names.copy().pop(), action, stars) for action in actions}
    assert given == {
        (table, f"dynamodb:{action}", tuple(f"{key}*" for key in grant.keys))
        for table, grants in GRANTS[door].items()
        for grant in grants
        for action in grant.actions
    }


@pytest.mark.parametrize("door", GRANTS)
def test_a_door_may_do_nothing_beyond_tables_logs_and_its_secrets(door, statements):
    actions = {action for each in statements[door] for action in listed(each["Action"])}
    allowed = BEYOND | (TELLS if door == "worker" else set())
    others = {action for action in actions if not action.startswith("dynamodb:")}
    assert others <= allowed
    assert ("ssm:GetParameter" in actions) == bool(PARAMETERS[door])


def test_what_may_be_changed_and_not_read_is_not_told_by_the_change(statements):
    raising = [
        each
        for each in statements["member"]
        if "case#*" in str(each.get("Condition", {}).get("ForAllValues:StringLike"))
    ]
    assert len(raising) == 1
    assert raising[0]["Condition"]["StringEqualsIfExists"] == {"dynamodb:ReturnValues": ["NONE"]}


def test_no_action_is_a_star_and_no_resource_is_one_without_a_reason(statements):
    for each in (one for every in statements.values() for one in every):
        assert each["Effect"] == "Allow"
        for action in listed(each["Action"]):
            assert "*" not in action
            wide = any("*" in str(resource) for resource in listed(each["Resource"]))
            assert not wide or action in STARS or action.startswith("dynamodb:"), action
            if wide and action.startswith("dynamodb:") and action not in STREAM:
                assert all(
                    "/index/*" in str(one) or "*" not in str(one)
                    for one in listed(each["Resource"])
                )


def test_only_the_maker_of_the_keys_may_write_a_secret(statements):
    writers = {
        name
        for name, every in statements.items()
        if any("ssm:PutParameter" in listed(each["Action"]) for each in every)
    }
    assert writers == {"keys-maker"}

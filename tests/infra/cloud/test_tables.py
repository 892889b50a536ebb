"""The tables of the template: what the shelves expect of them, and what bounds and saves them."""

from typing import Any

import pytest

from capacity import UNITS
from cloud import schema
from store import tables


@pytest.fixture
def made(of_type) -> dict[str, dict[str, Any]]:
    """Each table's resource, by its short name."""
    every = of_type("DynamoDB::Table").values()
    return {each["Properties"]["TableName"].removeprefix("leanto-"): each for each in every}


def test_the_stack_and_the_shelves_describe_the_same_tables():
    assert schema.TABLES.keys() == tables.TABLES.keys()
    for name, shape in tables.TABLES.items():
        ours = [(each.name, each.pk, each.sk, each.only) for each in shape.indexes]
        theirs = [(i.name, i.pk, i.sk, i.only) for i in schema.TABLES[name].indexes]
        assert ours == theirs
        assert shape.recovery == schema.TABLES[name].kept
    assert schema.EXPIRES == tables.EXPIRES


def test_each_table_is_made_as_the_shelves_make_it(made):
    assert made.keys() == tables.TABLES.keys()
    for name, shape in tables.TABLES.items():
        properties, wanted = made[name]["Properties"], tables._description(name, shape)
        assert properties["KeySchema"] == wanted["KeySchema"]
        indexes = {each["IndexName"]: each for each in properties.get("GlobalSecondaryIndexes", [])}
        for index in wanted.get("GlobalSecondaryIndexes", []):
            for key in ("KeySchema", "Projection"):
                assert indexes[index["IndexName"]][key] == index[key]
        assert len(indexes) == len(shape.indexes)


def test_every_table_and_index_is_paid_by_use_and_capped(made):
    for name, table in made.items():
        properties = table["Properties"]
        assert properties["BillingMode"] == "PAY_PER_REQUEST"
        assert "ProvisionedThroughput" not in str(properties)
        every = {"": properties} | {
            each["IndexName"]: each for each in properties.get("GlobalSecondaryIndexes", [])
        }
        caps = {
            index: (
                each["OnDemandThroughput"]["MaxReadRequestUnits"],
                each["OnDemandThroughput"]["MaxWriteRequestUnits"],
            )
            for index, each in every.items()
        }
        assert caps == {index: (one.read, one.write) for index, one in UNITS[name].items()}


def test_every_table_lets_go_of_what_has_expired(made):
    for table in made.values():
        wanted = {"AttributeName": tables.EXPIRES, "Enabled": True}
        assert table["Properties"]["TimeToLiveSpecification"] == wanted


def test_three_tables_recover_seven_days_and_outlive_the_stack(made):
    for name in ("forum", "identity", "safety"):
        properties = made[name]["Properties"]
        recovery = properties["PointInTimeRecoverySpecification"]
        assert recovery == {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 7}
        assert properties["DeletionProtectionEnabled"] is True
        assert made[name]["DeletionPolicy"] == made[name]["UpdateReplacePolicy"] == "Retain"


def test_what_is_ephemeral_has_no_recovery_and_no_stream(made):
    """Or a destroyed salt could be restored, and with it who came from which network."""
    properties = made["ephemeral"]["Properties"]
    recovery = properties["PointInTimeRecoverySpecification"]
    assert recovery == {"PointInTimeRecoveryEnabled": False}
    assert "StreamSpecification" not in properties
    assert made["ephemeral"]["DeletionPolicy"] == "Delete"


def test_no_table_has_a_key_of_its_own(made):
    for table in made.values():
        assert "SSESpecification" not in table["Properties"]

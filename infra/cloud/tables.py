"""The four tables: paid by use and capped, expiring by themselves. Three recover and are kept."""

from collections.abc import Mapping

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as dynamodb

from capacity import UNITS, Units
from cloud import schema
from cloud.schema import Index, Shape

RECOVERY_DAYS = 7


def add(stack: Stack) -> dict[str, dynamodb.Table]:
    """Each table by its short name; its full name is `<stack>-<name>`."""
    return {name: _table(stack, name, shape) for name, shape in schema.TABLES.items()}


def _table(stack: Stack, name: str, shape: Shape) -> dynamodb.Table:
    units = UNITS[name]
    table = dynamodb.Table(
        stack,
        f"{name.title()}Table",
        table_name=f"{stack.stack_name}-{name}",
        partition_key=_key("pk"),
        sort_key=_key("sk"),
        billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
        max_read_request_units=units[""].read,
        max_write_request_units=units[""].write,
        time_to_live_attribute=schema.EXPIRES,
        stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES if shape.stream else None,
        point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
            point_in_time_recovery_enabled=shape.kept,
            recovery_period_in_days=RECOVERY_DAYS if shape.kept else None,
        ),
        deletion_protection=shape.kept,
        removal_policy=RemovalPolicy.RETAIN if shape.kept else RemovalPolicy.DESTROY,
    )
    for index in shape.indexes:
        _add_index(table, index, units)
    return table


def _add_index(table: dynamodb.Table, index: Index, units: Mapping[str, Units]) -> None:
    table.add_global_secondary_index(
        index_name=index.name,
        partition_key=_key(index.pk),
        sort_key=_key(index.sk),
        projection_type=(
            dynamodb.ProjectionType.INCLUDE if index.only else dynamodb.ProjectionType.ALL
        ),
        non_key_attributes=list(index.only) or None,
        max_read_request_units=units[index.name].read,
        max_write_request_units=units[index.name].write,
    )


def _key(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)

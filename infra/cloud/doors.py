"""The doors: one function, one role and one log each, and one HTTP API for each that people use.

A role is a row of `grants.py`, written as IAM. An API has no route but `$default`: the edge chooses
by the first part of the path (`routes.py`), so that a path reaches its function as it was sent. No
answer of theirs is 403, which the edge would take for a file that is not there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aws_cdk import Arn, ArnComponents, ArnFormat, Duration, RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as functions
from aws_cdk import aws_logs as logs

from capacity import MEMORY_MB, THROTTLES
from cloud import schema
from grants import GRANTS, PARAMETERS, Grant

SECONDS = 5
WORKER_SECONDS = 50
LOG_DAYS = logs.RetentionDays.ONE_WEEK


@dataclass(frozen=True)
class Door:
    """A door as it was made; the worker has no API."""

    function: functions.Function
    api: gateway.HttpApi | None = None


def add(
    stack: Stack,
    code: Path,
    staff_code: Path,
    tables: Mapping[str, dynamodb.Table],
    environment: Mapping[str, str],
    reserved: Mapping[str, int],
) -> dict[str, Door]:
    """Every door of `grants.py`, by name. `reserved` is how many of each may run at once. The staff
    door has a bundle of its own, for what checks passkeys weighs more than all the rest.
    """
    asset, staff = (functions.Code.from_asset(str(each)) for each in (code, staff_code))
    codes = {name: staff if name == "staff" else asset for name in GRANTS}
    return {name: _door(stack, name, codes[name], tables, environment, reserved) for name in GRANTS}


def _door(
    stack: Stack,
    name: str,
    asset: functions.Code,
    tables: Mapping[str, dynamodb.Table],
    environment: Mapping[str, str],
    reserved: Mapping[str, int],
) -> Door:
    log = log_group(stack, name)
    function = functions.Function(
        stack,
        f"{name.title()}Door",
        function_name=f"{stack.stack_name}-{name}",
        code=asset,
        handler=f"{name}.handler",
        runtime=functions.Runtime.PYTHON_3_13,
        architecture=functions.Architecture.ARM_64,
        memory_size=MEMORY_MB,
        reserved_concurrent_executions=reserved.get(name),
        timeout=Duration.seconds(SECONDS if name in THROTTLES else WORKER_SECONDS),
        environment=environment,
        role=_role(stack, name, log, tables),
        log_group=log,
    )
    return Door(function, _api(stack, name, function) if name in THROTTLES else None)


def log_group(stack: Stack, name: str) -> logs.LogGroup:
    """A log that forgets after a week and goes with the stack."""
    return logs.LogGroup(
        stack,
        f"{name.title()}Log",
        log_group_name=f"/{stack.stack_name}/{name}",
        retention=LOG_DAYS,
        removal_policy=RemovalPolicy.DESTROY,
    )


def role(
    stack: Stack, name: str, log: logs.LogGroup, statements: Iterable[iam.PolicyStatement]
) -> iam.Role:
    """A role for one function: to write its own log, and these statements."""
    made = iam.Role(
        stack,
        f"{name.title()}Role",
        assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
        description=f"What the {name} function may do",
    )
    log.grant_write(made)
    for statement in statements:
        made.add_to_policy(statement)
    return made


def _role(
    stack: Stack, name: str, log: logs.LogGroup, tables: Mapping[str, dynamodb.Table]
) -> iam.Role:
    made = role(stack, name, log, statements(GRANTS[name], tables))
    for secret in sorted(PARAMETERS[name]):
        resource = parameter_arn(stack, secret)
        made.add_to_policy(iam.PolicyStatement(actions=["ssm:GetParameter"], resources=[resource]))
    return made


def parameter(stack: Stack, name: str) -> str:
    """The name of one of the stack's parameters: `/<stack>/<name>`."""
    return f"/{stack.stack_name}/{name}"


def parameter_arn(stack: Stack, name: str) -> str:
    """The ARN of one of the stack's parameters."""
    arn: str = Arn.format(
        ArnComponents(
            service="ssm",
            resource="parameter",
            resource_name=parameter(stack, name).removeprefix("/"),
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
        ),
        stack,
    )
    return arn


def statements(
    row: Mapping[str, tuple[Grant, ...]], tables: Mapping[str, dynamodb.Table]
) -> Iterator[iam.PolicyStatement]:
    """A row of `grants.py` as IAM, one statement for each grant."""
    for table, grants in row.items():
        for grant in grants:
            indexes = schema.TABLES[table].indexes if "Query" in grant.actions else ()
            yield _statement(grant, tables[table], [each.name for each in indexes])


def _statement(grant: Grant, table: dynamodb.Table, indexes: Iterable[str]) -> iam.PolicyStatement:
    conditions: dict[str, dict[str, list[str]]] = {}
    if grant.keys:
        keys = [f"{key}*" for key in grant.keys]
        conditions["ForAllValues:StringLike"] = {"dynamodb:LeadingKeys": keys}
        if "GetItem" not in grant.actions:
            # What may be changed and not read must not be told by the change either.
            conditions["StringEqualsIfExists"] = {"dynamodb:ReturnValues": ["NONE"]}
    return iam.PolicyStatement(
        actions=[f"dynamodb:{action}" for action in sorted(grant.actions)],
        resources=[table.table_arn, *(f"{table.table_arn}/index/{name}" for name in indexes)],
        conditions=conditions or None,
    )


def _api(stack: Stack, name: str, function: functions.Function) -> gateway.HttpApi:
    made = gateway.HttpApi(
        stack,
        f"{name.title()}Http",
        api_name=f"{stack.stack_name}-{name}",
        create_default_stage=False,
        default_integration=integrations.HttpLambdaIntegration(f"{name.title()}", function),
    )
    throttle = THROTTLES[name]
    gateway.HttpStage(
        stack,
        f"{name.title()}Stage",
        http_api=made,
        stage_name="$default",
        auto_deploy=True,
        throttle=gateway.ThrottleSettings(rate_limit=throttle.rate, burst_limit=throttle.burst),
    )
    return made

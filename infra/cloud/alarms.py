"""The alarms, in words that a volunteer understands: what is wrong, and what to do first.

Ten alarms are free. Each tells the topic of whoever looks after the machines, when it begins and
when it is over. The two of a surge tell the worker too, which pauses what is written behind that
door (`functions/forum/breaker.py`): a flood can wake it only as often as an alarm can change.

No throttle is lowered then. The same door shows the pages, so readers would be shut out first; and
to halve the member door's would take 20 dollars off a worst month of 294.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as metrics
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as functions
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

from capacity import THROTTLES
from cloud.doors import Door

# What share of all that a door may be asked is a surge.
SURGE_SHARE = 0.7
# By the door that is asked too much: what the worker pauses.
PAUSED = {"member": "Writing is paused", "auth": "Joining without an invitation is paused"}
PERIOD = Duration.minutes(5)
PERIOD_SECONDS = 300
QUARTER_HOUR = 3


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """A measurement, and from how much on it is wrong. `silence` says that nothing measured is
    wrong too, and then less than the threshold is.
    """

    name: str
    words: str
    metric: metrics.Metric
    threshold: float
    periods: int = 1
    silence: bool = False
    pauses: bool = False


def add(
    stack: Stack,
    doors: Mapping[str, Door],
    tables: Mapping[str, dynamodb.Table],
    put_aside: sqs.Queue,
    told: sns.Topic,
) -> None:
    """Every alarm."""
    every = (
        *_failing(doors),
        *_surging(doors),
        *_refusing(tables),
        *_neglected(doors["worker"].function, put_aside),
    )
    for each in every:
        alarm = _add(stack, each, told)
        if each.pauses:
            _call(doors["worker"].function, alarm)


def _add(stack: Stack, each: Alarm, told: sns.Topic) -> metrics.Alarm:
    less, more = (
        metrics.ComparisonOperator.LESS_THAN_THRESHOLD,
        metrics.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    )
    wrong, right = (
        metrics.TreatMissingData.BREACHING,
        metrics.TreatMissingData.NOT_BREACHING,
    )
    alarm = metrics.Alarm(
        stack,
        f"{each.name.title().replace('-', '')}Alarm",
        alarm_name=f"{stack.stack_name}-{each.name}",
        alarm_description=each.words,
        metric=each.metric,
        threshold=each.threshold,
        evaluation_periods=each.periods,
        comparison_operator=less if each.silence else more,
        treat_missing_data=wrong if each.silence else right,
    )
    alarm.add_alarm_action(actions.SnsAction(told))
    alarm.add_ok_action(actions.SnsAction(told))
    return alarm


def _call(worker: functions.Function, alarm: metrics.Alarm) -> None:
    """Lets this one alarm call the worker, when it begins and when it is over."""
    action = actions.LambdaAction(worker, use_unique_permission_id=True)
    alarm.add_alarm_action(action)
    alarm.add_ok_action(action)


def _failing(doors: Mapping[str, Door]) -> Iterator[Alarm]:
    for name, door in doors.items():
        if door.api:
            yield Alarm(
                name=f"{name}-fails",
                words=f"Pages of the {name} door are failing. Help and guidelines still work."
                " Look first at the log of that function, or run make doctor.",
                metric=door.api.metric_server_error(statistic="Sum", period=PERIOD),
                threshold=5,
            )


def _surging(doors: Mapping[str, Door]) -> Iterator[Alarm]:
    for name, waits in PAUSED.items():
        door = doors[name]
        assert door.api
        yield Alarm(
            name=f"{name}-surge",
            words=f"For a quarter of an hour the {name} door was asked nearly as much as it may be."
            " The limits hold, and so does the bill; some people are asked to come back in a"
            f" moment. {waits} until this is over, for half an hour at most, and comes back by"
            " itself; reading, signing in, reports and decisions go on. If this happens on ordinary"
            " days, the limits in infra/capacity.py are too low for you.",
            metric=door.api.metric_count(statistic="Sum", period=PERIOD),
            threshold=int(THROTTLES[name].rate * PERIOD_SECONDS * SURGE_SHARE),
            periods=QUARTER_HOUR,
            pauses=True,
        )


def _refusing(tables: Mapping[str, dynamodb.Table]) -> Iterator[Alarm]:
    for name in ("forum", "ephemeral"):
        yield Alarm(
            name=f"{name}-full",
            words=f"The {name} table refuses writes because its limit is reached: somebody writes"
            " far more than usual, or the limit in infra/capacity.py is too low for you.",
            metric=metrics.Metric(
                namespace="AWS/DynamoDB",
                metric_name="WriteThrottleEvents",
                dimensions_map={"TableName": tables[name].table_name},
                statistic="Sum",
                period=PERIOD,
            ),
            threshold=20,
        )


def _neglected(worker: functions.Function, put_aside: sqs.Queue) -> Iterator[Alarm]:
    yield Alarm(
        name="worker-stopped",
        words="The worker has not run for a quarter of an hour: what people took back is not"
        " purged. Run make deploy again; if it stays, make doctor.",
        metric=worker.metric_invocations(statistic="Sum", period=PERIOD),
        threshold=1,
        periods=QUARTER_HOUR,
        silence=True,
    )
    yield Alarm(
        name="worker-fails",
        words="Something that the worker should have done failed again and again and was put"
        " aside. Look at the log of the worker.",
        metric=put_aside.metric_approximate_number_of_messages_visible(
            statistic="Maximum", period=PERIOD
        ),
        threshold=1,
    )

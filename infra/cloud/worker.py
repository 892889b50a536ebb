"""What calls the worker: a clock, and what is new in the safety table; and what it could not do."""

from aws_cdk import Duration, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as functions
from aws_cdk import aws_lambda_destinations as destinations
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sqs as sqs

EVERY_MINUTES = 1
TRIES = 3
KEPT_DAYS = 7


def add(stack: Stack, function: functions.Function, safety: dynamodb.Table) -> sqs.Queue:
    """The clock and the stream; returns the queue of what failed."""
    put_aside = sqs.Queue(
        stack,
        "DeadLetters",
        queue_name=f"{stack.stack_name}-dead-letters",
        retention_period=Duration.days(KEPT_DAYS),
        enforce_ssl=True,
    )
    events.Rule(
        stack,
        "Clock",
        rule_name=f"{stack.stack_name}-clock",
        schedule=events.Schedule.rate(Duration.minutes(EVERY_MINUTES)),
        targets=[targets.LambdaFunction(function, dead_letter_queue=put_aside, retry_attempts=0)],
    )
    function.configure_async_invoke(
        retry_attempts=TRIES - 1, on_failure=destinations.SqsDestination(put_aside)
    )
    function.add_event_source(
        sources.DynamoEventSource(
            safety,
            starting_position=functions.StartingPosition.LATEST,
            batch_size=100,
            # So moderators get a message a minute at most, whatever happens.
            max_batching_window=Duration.seconds(60),
            bisect_batch_on_error=True,
            retry_attempts=TRIES,
            max_record_age=Duration.hours(1),
            on_failure=sources.SqsDlq(put_aside),
            filters=[_new_cases()],
        )
    )
    return put_aside


def _new_cases() -> dict[str, object]:
    """Cases alone: the log, reports, decisions and roles never reach the worker."""
    pattern: dict[str, object] = functions.FilterCriteria.filter(
        {
            "eventName": functions.FilterRule.or_("INSERT", "MODIFY"),
            "dynamodb": {"Keys": {"sk": {"S": functions.FilterRule.is_equal("case")}}},
        }
    )
    return pattern

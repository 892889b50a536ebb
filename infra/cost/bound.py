"""The worst month: every cap of the template reached, day and night, for 31 days.

What has no cap, or is of a kind that nobody has thought about, is said in a sentence and makes
`make cost` fail. Requests for static files are the one thing that no setting of AWS caps: `OPEN`
says so wherever the bound is shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cost.prices import Line, Prices

Resources = Mapping[str, Mapping[str, Any]]

DOLLARS_AT_MOST = 300
SECONDS = 31 * 86_400
# How many functions a new account runs at once, all together. A larger account reserves.
AT_ONCE = 10
# The most that one call writes to its log: three lines of Lambda's own and one of ours.
LOG_BYTES = 600
# No page of ours, with all its files, may be larger.
ANSWER_BYTES = 35_000
WRITE_BYTES = 1024
GB = 1e9

OPEN = """Two things no setting of AWS caps. Requests for static files cost 1 dollar for each
million and 8.5 cents for each GB, beyond 10 million and 1 TB in a month; CloudFront's flat-rate
plans never charge for more, and its console has them. A body of more than 512 KB counts as several
requests of the API, one of 10 MB as twenty. The budget tells you of both by e-mail."""

# What has no price of its own, by the beginning of its type.
FREE = (
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::Budgets::Budget",
    "AWS::CDK::Metadata",
    "AWS::CloudFront::CachePolicy",
    "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::OriginRequestPolicy",
    "AWS::CloudFront::ResponseHeadersPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::Role",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::Permission",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    "Custom::Files",
    "Custom::Keys",
)
# What `lines` counts; the files of a bucket are only reached through the edge.
COUNTED = (
    "AWS::ApiGatewayV2::Stage",
    "AWS::CloudFront::Distribution",
    "AWS::CloudFront::Function",
    "AWS::CloudWatch::Alarm",
    "AWS::DynamoDB::Table",
    "AWS::Events::Rule",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Function",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::SNS::Subscription",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
)


@dataclass(frozen=True)
class Caps:
    """What the template allows in a second, or at once."""

    resources: Resources

    def of(self, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The name and the properties of every resource of a type."""
        for name, each in self.resources.items():
            if each["Type"] == f"AWS::{kind}":
                yield name, each.get("Properties", {})

    def throughput(self) -> Iterator[tuple[str, Mapping[str, int], bool]]:
        """Each table and each index: its name, its most units a second, whether it recovers."""
        for name, table in self.of("DynamoDB::Table"):
            recovery = table.get("PointInTimeRecoverySpecification", {})
            recovers = recovery.get("PointInTimeRecoveryEnabled", False)
            yield str(table.get("TableName", name)), table.get("OnDemandThroughput", {}), recovers
            for index in table.get("GlobalSecondaryIndexes", ()):
                called = f"{table.get('TableName', name)}, its index {index['IndexName']}"
                yield called, index.get("OnDemandThroughput", {}), False

    def units(self, kind: str, *, recovering: bool = False) -> int:
        """`Read` or `Write` units a second, of all tables and indexes together."""
        every = (
            units[f"Max{kind}RequestUnits"]
            for _, units, recovers in self.throughput()
            if recovers or not recovering
        )
        return sum(every)

    @property
    def requests(self) -> float:
        """Requests a second that the doors may be asked."""
        stages = (stage["DefaultRouteSettings"] for _, stage in self.of("ApiGatewayV2::Stage"))
        return sum(float(each["ThrottlingRateLimit"]) for each in stages)

    @property
    def ticks(self) -> float:
        """Calls a second by clocks."""
        return sum(1 / _seconds(rule["ScheduleExpression"]) for _, rule in self.of("Events::Rule"))

    def streamed(self, *, put_aside: bool = False) -> float:
        """Calls a second by streams, one for each write; or those that fail, after every try."""
        tables, total = dict(self.of("DynamoDB::Table")), 0.0
        for _, source in self.of("Lambda::EventSourceMapping"):
            throughput = tables[source["EventSourceArn"]["Fn::GetAtt"][0]]["OnDemandThroughput"]
            tries = 1 + source["MaximumRetryAttempts"] if put_aside else 1
            total += throughput["MaxWriteRequestUnits"] / tries
        return total

    def alarmed(self) -> float:
        """Calls a second by alarms: each that calls a function, once in each of its periods."""
        functions = [{"Fn::GetAtt": [name, "Arn"]} for name, _ in self.of("Lambda::Function")]
        periods = [
            float(alarm["Period"])
            for _, alarm in self.of("CloudWatch::Alarm")
            if any(one in functions for one in (*alarm["AlarmActions"], *alarm["OKActions"]))
        ]
        return sum(1 / period for period in periods)

    def gigabytes(self, at_once: int) -> float:
        """Memory that functions may use at the same time: as reserved, or `at_once` of the
        largest. Those that only a deployment calls do not count.
        """
        called = {_named(each) for _, each in self.of("Lambda::Permission")}
        functions = [each for name, each in self.of("Lambda::Function") if name in called]
        reserved = [each.get("ReservedConcurrentExecutions", 0) for each in functions]
        sizes = [each.get("MemorySize", 128) / 1024 for each in functions]
        shares = sum(size * many for size, many in zip(sizes, reserved, strict=True))
        return float(shares if all(reserved) else at_once * max(sizes))

    def emails(self) -> float:
        """E-mails a second: whoever hears of alarms hears of each in each of its periods; whoever
        hears of anything else, once a minute.
        """
        alarms = [alarm for _, alarm in self.of("CloudWatch::Alarm")]
        topics = {str(topic) for alarm in alarms for topic in alarm.get("AlarmActions", ())}
        often = sum(1 / alarm["Period"] for alarm in alarms)
        addresses = (each["TopicArn"] for _, each in self.of("SNS::Subscription"))
        return sum(often if str(topic) in topics else 1 / 60 for topic in addresses)


def _named(permission: Mapping[str, Any]) -> str:
    """The logical id of the function that somebody may call."""
    return str(permission["FunctionName"]["Fn::GetAtt"][0])


def _seconds(schedule: str) -> float:
    """The seconds between two runs of `rate(5 minutes)`."""
    number, unit = schedule.removeprefix("rate(").removesuffix(")").split()
    return int(number) * {"minute": 60, "hour": 3600, "day": 86_400}[unit.removesuffix("s")]


def troubles(resources: Resources) -> Iterator[str]:
    """A sentence for each thing whose bill nobody can bound."""
    caps = Caps(resources)
    for name, each in resources.items():
        if each["Type"] not in (*FREE, *COUNTED):
            yield (
                f"{name} is of the type {each['Type']}, and nobody has said what bounds its bill."
                " Take it out, or say it in infra/cost/bound.py."
            )
    for name, table in caps.of("DynamoDB::Table"):
        if table.get("BillingMode") != "PAY_PER_REQUEST":
            yield f"The table {name} is paid by the hour, used or not. Let it be paid by use."
    for name, units, _ in caps.throughput():
        for kind in ("Read", "Write"):
            if units.get(f"Max{kind}RequestUnits", 0) < 1:
                yield f"{name}: nothing caps its {kind.lower()} units. See infra/capacity.py."
    for name, stage in caps.of("ApiGatewayV2::Stage"):
        if not stage.get("DefaultRouteSettings", {}).get("ThrottlingRateLimit"):
            yield f"The API stage {name} has no throttle. See infra/capacity.py."
    for name, group in caps.of("Logs::LogGroup"):
        if not group.get("RetentionInDays"):
            yield f"The log {name} is kept for ever. Give it a retention."
    for name, function in caps.of("Lambda::Function"):
        if "LogGroup" not in function.get("LoggingConfig", {}):
            yield f"The function {name} makes a log of its own, which is kept for ever."
    for name, rule in caps.of("Events::Rule"):
        if not rule.get("ScheduleExpression", "").startswith("rate("):
            yield f"The rule {name} has no rate, so nothing says how often it runs."


def lines(resources: Resources, prices: Prices, at_once: int = AT_ONCE) -> Iterator[Line]:
    """The worst month, line by line. Call it only when there are no `troubles`."""
    caps = Caps(resources)
    asked, events = caps.requests * SECONDS, caps.ticks + caps.streamed() + caps.alarmed()
    calls = asked + events * SECONDS
    yield from _tables(caps, prices)
    gigabytes = caps.gigabytes(at_once)
    many = f"{gigabytes:g} GB of functions at work without a pause"
    yield Line(price=prices["function-time"], quantity=gigabytes * SECONDS, why=many)
    each = f"{caps.requests:g} a second from people, {events:.2f} from clocks, streams and alarms"
    yield Line(price=prices["function-calls"], quantity=calls, why=each)
    throttle = f"all stages together: {caps.requests:g} a second, each of at most 512 KB"
    yield Line(price=prices["api-requests"], quantity=asked, why=throttle)
    yield Line(price=prices["edge-requests"], quantity=asked, why="the same, through the edge")
    largest = f"{ANSWER_BYTES // 1000} KB for each"
    yield Line(price=prices["edge-bytes"], quantity=asked * ANSWER_BYTES / GB, why=largest)
    logged = f"{LOG_BYTES} bytes for each call"
    yield Line(price=prices["log-bytes"], quantity=calls * LOG_BYTES / GB, why=logged)
    yield from _watching(caps, prices)


def _tables(caps: Caps, prices: Prices) -> Iterator[Line]:
    for name, kind in (("write-units", "Write"), ("read-units", "Read")):
        most = caps.units(kind)
        why = f"all tables and indexes together: {most} a second"
        yield Line(price=prices[name], quantity=most * SECONDS, why=why)
    half = WRITE_BYTES * SECONDS / GB / 2
    why = "1 KB for each write unit, on average for half of the month"
    yield Line(price=prices["table-storage"], quantity=caps.units("Write") * half, why=why)
    recovering = caps.units("Write", recovering=True)
    yield Line(price=prices["recovery"], quantity=recovering * half, why="those that recover")


def _watching(caps: Caps, prices: Prices) -> Iterator[Line]:
    alarms = len(list(caps.of("CloudWatch::Alarm")))
    yield Line(price=prices["alarms"], quantity=alarms, why="alarms in the template")
    why = "each alarm in each of its periods, and an alert a minute, to each address"
    yield Line(price=prices["emails"], quantity=caps.emails() * SECONDS, why=why)
    failed = caps.ticks + caps.streamed(put_aside=True) + caps.alarmed()
    why = "every run of a clock or an alarm fails, and everything in a stream after its last try"
    yield Line(price=prices["queue-calls"], quantity=failed * SECONDS, why=why)

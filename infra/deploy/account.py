"""What would let people down in the AWS account, for `make doctor` (O9). It changes nothing.

Each look is a row: what it looks at, in words, and a function. A look that these credentials may
not take is said, and the others go on.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from deploy import answers, domain, fingerprint, ground, report, rollout, staff
from deploy.place import GLOBAL_REGION, Place
from forum.breaker import DOORS
from store import tables
from store.breaker import get_pause
from verdicts import Finding, failed, passed, warned

# A week, as the page about privacy says.
LOG_DAYS_AT_MOST = 7
FILES_ALONE = "Only the files were looked at, not an AWS account: {why}"
UNREADABLE = "site/community.toml cannot be read."
NO_CREDENTIALS = "this shell has no AWS credentials that work."
NOT_DEPLOYED = "there is no forum called {name} in {region}."
NOT_ALLOWED = "{what} could not be looked at: these AWS credentials may not."
GOOD = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE")


@dataclass(frozen=True, kw_only=True)
class Deployed:
    """A forum in an account: where it is, its stack's state, and what the stack tells."""

    place: Place
    status: str
    outputs: dict[str, str]


Look = Callable[[Deployed], Iterator[Finding]]


def find(place: Place) -> Deployed | str:
    """The forum that is there, or why none can be looked at."""
    try:
        stack = place.stack()
    except (BotoCoreError, ClientError):
        return FILES_ALONE.format(why=NO_CREDENTIALS)
    if stack is None:
        return FILES_ALONE.format(why=NOT_DEPLOYED.format(name=place.name, region=place.region))
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}
    return Deployed(place=place, status=str(stack["StackStatus"]), outputs=outputs)


def examine(deployed: Deployed) -> list[Finding]:
    """Everything there is to say."""
    return [finding for what, look in LOOKS for finding in _taken(what, look, deployed)]


def _taken(what: str, look: Look, deployed: Deployed) -> list[Finding]:
    try:
        return list(look(deployed))
    except ClientError as error:
        if answers.is_denied(error):
            return [warned(NOT_ALLOWED.format(what=what))]
        return [warned(f"{what} could not be looked at. {answers.of(error)}")]


def stack(deployed: Deployed) -> Iterator[Finding]:
    """Whether CloudFormation left it whole."""
    if deployed.status in GOOD:
        yield passed("The stack is whole.")
    elif deployed.status == "UPDATE_ROLLBACK_COMPLETE":
        yield warned(
            "The last upgrade failed and was taken back; the forum is as it was. make deploy says"
            " why."
        )
    elif deployed.status.endswith("_IN_PROGRESS"):
        yield warned("AWS is changing the stack at this moment. Look again later.")
    else:
        yield failed(f"The stack is not whole ({deployed.status}). Run make deploy.")


def version(deployed: Deployed) -> Iterator[Finding]:
    """Whether what is deployed is what is in this folder."""
    if deployed.outputs.get("Version") == fingerprint.version():
        yield passed("What is deployed is what is in this folder.")
    else:
        yield warned("What is deployed is not what is in this folder. make deploy brings it there.")


def alerts(deployed: Deployed) -> Iterator[Finding]:
    """Whether anybody is told when somebody should look."""
    sns = deployed.place.client("sns")
    for what, topic in (
        ("a report cannot wait", "AlertsTopic"),
        ("something is wrong", "AlarmsTopic"),
    ):
        found = report.subscriptions(sns, deployed.outputs[topic])
        waiting = [report.masked(each["Endpoint"]) for each in found if report.is_pending(each)]
        if len(found) == len(waiting):
            yield failed(f"Nobody is told by email when {what}. {ADDRESSES}")
        else:
            told = len(found) - len(waiting)
            yield passed(f"When {what}, an email goes to {told} of the addresses.")
        for one in waiting:
            yield warned(f"{one} has not confirmed the email about when {what}.")


ADDRESSES = "See alert_emails in site/community.toml, and the link in the email that AWS sends."


def recovery(deployed: Deployed) -> Iterator[Finding]:
    """Whether what people wrote can be brought back, and what must be forgotten cannot."""
    client, name = deployed.place.client("dynamodb"), deployed.place.name
    off = [table for table in rollout.TABLES if not _recovers(client, f"{name}-{table}")]
    if off:
        tables = ", ".join(f"{name}-{table}" for table in off)
        yield failed(f"Recovery is off for {tables}: nothing could be brought back. make deploy.")
    else:
        yield passed("The three tables can be brought back to any moment of the last week.")
    if _recovers(client, f"{name}-ephemeral"):
        yield failed(
            f"Recovery is on for {name}-ephemeral: what was to be forgotten could come back."
            " make deploy turns it off."
        )


def _recovers(client: Any, table: str) -> bool:
    found = client.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    recovery = found.get("PointInTimeRecoveryDescription", {})
    return str(recovery.get("PointInTimeRecoveryStatus")) == "ENABLED"


def drill(deployed: Deployed) -> Iterator[Finding]:
    """Whether a restore drill left a copy of the community behind."""
    table = f"{deployed.place.name}-drill-{rollout.TABLES[0]}"
    try:
        deployed.place.client("dynamodb").describe_table(TableName=table)
    except ClientError as error:
        if answers.code(error) != "ResourceNotFoundException":
            raise
        return
    yield warned(
        "A restore drill did not end, and a copy of the community lies beside the tables in use."
        " make restore-drill ends it."
    )


def forgetting(deployed: Deployed) -> Iterator[Finding]:
    """Whether each table forgets by itself what has run out."""
    client, name = deployed.place.client("dynamodb"), deployed.place.name
    for table in (*rollout.TABLES, "ephemeral"):
        found = client.describe_time_to_live(TableName=f"{name}-{table}")
        if found["TimeToLiveDescription"].get("TimeToLiveStatus") not in ("ENABLED", "ENABLING"):
            yield failed(f"{name}-{table} forgets nothing by itself. make deploy mends it.")
            return
    yield passed("What has run out is forgotten by itself in all four tables.")


def logs(deployed: Deployed) -> Iterator[Finding]:
    """Whether logs are forgotten."""
    asked = deployed.place.client("logs").get_paginator("describe_log_groups")
    pages = asked.paginate(logGroupNamePrefix=f"/{deployed.place.name}/")
    groups = [each for page in pages for each in page["logGroups"]]
    long = [
        each["logGroupName"]
        for each in groups
        if not 0 < each.get("retentionInDays", 0) <= LOG_DAYS_AT_MOST
    ]
    if long:
        yield failed(f"Logs are kept too long: {', '.join(long)}. make deploy mends it.")
    elif groups:
        days = max(each["retentionInDays"] for each in groups)
        yield passed(f"Logs are forgotten after {days} days.")


def alarms(deployed: Deployed) -> Iterator[Finding]:
    """What the alarms say."""
    asked = deployed.place.client("cloudwatch").get_paginator("describe_alarms")
    pages = asked.paginate(AlarmNamePrefix=f"{deployed.place.name}-")
    found = [each for page in pages for each in page["MetricAlarms"]]
    ringing = [each for each in found if each["StateValue"] == "ALARM"]
    for each in ringing:
        yield failed(f"The alarm {each['AlarmName']} rings. {each.get('AlarmDescription', '')}")
    if not found:
        yield failed("There are no alarms: nobody would hear of a fault. make deploy makes them.")
    elif not ringing:
        yield passed(f"None of {len(found)} alarms rings.")


def breaker(deployed: Deployed) -> Iterator[Finding]:
    """Whether a surge has paused what people write."""
    tables.connect(deployed.place.client("dynamodb"), deployed.place.name)
    now = datetime.now(UTC).timestamp()
    pauses = [pause for door in DOORS if (pause := get_pause(door))]
    found = [pause for pause in pauses if pause.until > now]
    for pause in found:
        yield warned(PAUSED[pause.door].format(left=math.ceil((pause.until - now) / 60)))
    if not found:
        yield passed("Writing and joining are not paused.")


PAUSED = {
    "member": "Writing is paused for {left} more minutes, or less: the member door is asked far"
    " more than usual. It comes back by itself; reading and reports go on.",
    "auth": "Joining without an invitation is paused for {left} more minutes, or less: the auth"
    " door is asked far more than usual. It comes back by itself; signing in goes on.",
}


def moderators(deployed: Deployed) -> Iterator[Finding]:
    """Whether somebody can look after the place, and somebody else when they rest."""
    number = staff.count(deployed.place)
    if number == 0:
        yield failed("No moderator has come in yet. make deploy prints a link for the first lead.")
    elif number == 1:
        yield warned(
            "There is one moderator: nobody when they rest, and nobody to look again at what they"
            " decided. make moderator NAME=… AWS=yes prints a link for another."
        )
    else:
        yield passed(f"Moderators who have come in: {number}.")


def domain_name(deployed: Deployed) -> Iterator[Finding]:
    """Whether the domain's certificate is there, and renews itself."""
    named = deployed.place.said.get("domain")
    if not named:
        return
    if named not in deployed.outputs["Address"]:
        yield warned(f"{named} is not set up yet: make domain does it.")
    elif not domain.certificate(deployed.place):
        yield failed(f"The certificate for {named} is not there or has run out. make domain.")
    elif not domain.renews(deployed.place):
        yield failed(
            f"The certificate for {named} cannot be renewed: its DNS record is gone. make domain"
            " says which one."
        )
    else:
        yield passed(f"The certificate for {named} is there, and renews itself.")


def budget(deployed: Deployed) -> Iterator[Finding]:
    """Whether AWS tells somebody before it gets dear."""
    if deployed.place.emulator:
        return
    place = deployed.place
    account = place.client("sts").get_caller_identity()["Account"]
    try:
        budgets = place.client("budgets", GLOBAL_REGION)
        found = budgets.describe_budget(AccountId=account, BudgetName=place.name)["Budget"]
    except ClientError as error:
        if answers.code(error) != "NotFoundException":
            raise
        yield failed("There is no budget: nobody is told what AWS costs. make deploy makes one.")
        return
    yield passed(f"The budget is {found['BudgetLimit']['Amount']} US dollars a month.")


def bootstrapped(deployed: Deployed) -> Iterator[Finding]:
    """Whether the CDK's own stack is there for the next upgrade."""
    found = ground.version(deployed.place, ground.VERSION_PARAMETER)
    if found >= ground.LEAST_VERSION:
        yield passed(f"The account is prepared for upgrades (version {found} of the CDK's stack).")
    else:
        yield warned("The CDK's own stack is missing or old. make deploy sets it up again.")


LOOKS: tuple[tuple[str, Look], ...] = (
    ("The stack", stack),
    ("The version", version),
    ("Who is told", alerts),
    ("Recovery", recovery),
    ("The restore drill", drill),
    ("What is forgotten", forgetting),
    ("The logs", logs),
    ("The alarms", alarms),
    ("The breaker", breaker),
    ("The moderators", moderators),
    ("The domain", domain_name),
    ("The budget", budget),
    ("The CDK's stack", bootstrapped),
)

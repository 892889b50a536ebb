"""CloudFormation makes everything, or changes what is there; a failure is told by its first cause.

A first deployment that fails keeps what it made, and the next run goes on with it. A failed upgrade
goes back whole, and the forum stays up. Tables that a removed or failed forum left are taken up
again with what is in them, never made anew and never deleted.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from deploy import answers, stack_state, tools
from deploy.answers import Stop
from deploy.place import Place

TABLES = ("forum", "identity", "safety")
FOUND = (
    "The tables of an earlier forum of this name are here, with what is in them. It takes them up."
)
UNVERIFIED = """AWS does not let this account use CloudFront yet: new accounts are looked at first.
Ask for it, free of charge: in the AWS console, Support Center, Create case, Account and billing.
Write: "Please verify my account for CloudFront. I want to create a distribution." An answer takes a
day or two. What was made so far is kept."""
# Words of AWS's own, in a failure's reason, and what to do.
KNOWN: Mapping[str, str] = {
    "account must be verified": UNVERIFIED,
    "LimitExceeded": "The account has reached one of its limits. In the AWS console, Service"
    " Quotas\nsays which, and raises it for nothing.",
    "Rate exceeded": "AWS was asked too fast. Wait a few minutes.",
    "not authorized to perform": "These credentials may not make everything that is needed."
    " Deploying wants an administrator.",
    "InvalidViewerCertificate": "The certificate does not fit the domain in site/community.toml.",
    "CNAMEAlreadyExists": "The domain in site/community.toml belongs to another CloudFront"
    " distribution. Take it off there first.",
}
FAILED = """AWS could not make everything. The first thing that failed:
    {why}
{advice}"""
STAYS = "The forum stays as it was before this upgrade; nothing was lost."
GOES_ON = "What was made so far is kept."


def assembly(place: Place) -> str:
    """The folder with what the CDK made of our stack."""
    return str(place.made / "cloud.out")


def deploy(place: Place) -> Iterator[str]:
    """Makes or changes the stack, and waits for its end."""
    yield from stack_state.make_ready(place)
    before = stack_state.status(place)
    first = before in ("", stack_state.NOT_BEGUN, *stack_state.HALF_MADE)
    words = ["deploy", place.name, "--app", assembly(place), "--require-approval", "never"]
    if first and before not in stack_state.HALF_MADE and left_tables(place):
        yield FOUND
        words.append("--import-existing-resources")
    elif first:
        words.append("--no-rollback")
    try:
        tools.cdk(place, "Deploying", *words)
    except Stop as stop:
        stack_state.settle(place)
        raise told(place, stop, first) from None
    yield "" if before else "A new forum. It is empty, and nobody knows its address yet."


def left_tables(place: Place) -> list[str]:
    """Tables with the forum's names that no stack holds."""
    client = place.client("dynamodb")
    names = [f"{place.name}-{table}" for table in TABLES]
    return [name for name in names if _exists(client, name)]


def told(place: Place, stop: Stop, first: bool) -> Stop:
    """A failed deployment in words; without an event that says why, what the tool said."""
    if not stack_state.status(place):
        return stop
    why = stack_state.first_failure(place)
    if not why:
        return stop
    advice = next((words for part, words in KNOWN.items() if part in why), "")
    after = GOES_ON if first else STAYS
    lines = [advice] if after in advice else [advice, after]
    return Stop(FAILED.format(why=why, advice="\n".join(line for line in lines if line)))


def _exists(client: Any, name: str) -> bool:
    try:
        client.describe_table(TableName=name)
    except ClientError as error:
        if answers.code(error) == "ResourceNotFoundException":
            return False
        raise
    return True

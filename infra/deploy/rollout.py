"""CloudFormation makes everything, or changes what is there; a failure is told by its first cause.

A first deployment that fails keeps what it made, and the next run goes on with it. A failed upgrade
goes back whole, and the forum stays up. Tables that a removed or failed forum left are taken up
again with what is in them, never made anew and never deleted.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError

from deploy import answers, stack_state, tools
from deploy.answers import Stop
from deploy.place import Place

TABLES = ("forum", "identity", "safety")
FOUND = (
    "The tables of an earlier forum of this name are here, with what is in them. It takes them up."
)
NEW = "A new forum. It is empty, and nobody knows its address yet."
STAY, TAKE_UP = "--no-rollback", "--import-existing-resources"
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
# The CDK's words for a half-made stack that newer code would make otherwise.
PAUSED = "paused fail state"
BEGIN_AGAIN = """What an older version had made by half was of no use to this one, and is gone now.
Tables stay, with whatever is in them."""
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
    how = way(before, left_tables(place))
    words = ["deploy", place.name, "--app", assembly(place), "--require-approval", "never", *how]
    try:
        tools.cdk(place, "Deploying", *words)
    except Stop as stop:
        stack_state.settle(place)
        if PAUSED in str(stop):
            stack_state.remove(place)
            raise Stop(BEGIN_AGAIN) from None
        raise told(place, stop, first=bool(how)) from None
    if TAKE_UP in how:
        yield FOUND
    elif not before:
        yield NEW


def way(before: str, tables: Sequence[str]) -> tuple[str, ...]:
    """How the CDK is to go about it, from the stack's state and the tables that are there: an
    upgrade goes back when it fails, a first deployment stays as it stopped.
    """
    if before in stack_state.HALF_MADE:
        return (STAY,)
    if before in ("", stack_state.NOT_BEGUN):
        return (TAKE_UP,) if tables else (STAY,)
    return ()


def left_tables(place: Place) -> list[str]:
    """The tables of the forum that are there, whether or not a stack holds them."""
    client = place.client("dynamodb")
    names = [f"{place.name}-{table}" for table in TABLES]
    return [name for name in names if _exists(client, name)]


def told(place: Place, stop: Stop, *, first: bool) -> Stop:
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

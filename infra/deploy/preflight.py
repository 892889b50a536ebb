"""What could stop a deployment later, asked now, before anything is made.

Nothing here changes anything. What is only worth knowing is yielded; what would fail, or would
close the forum one day, raises `Stop`.
"""

import difflib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from deploy.answers import Stop
from deploy.place import GLOBAL_REGION, Place
from here.emulator import REGION

FEW_AT_ONCE = 10
NO_REGION = """site/community.toml does not say yet where the community's data is to be kept.
Under [aws], take away the # before region and write the region you want, for example
    region = "eu-west-2"
Nobody chooses it for you: it decides whose law protects what people write here, and kept_in, higher
up in the same file, promises it to them."""
NO_SUCH_REGION = (
    "AWS has no region {region!r}.{meant} Mend region in site/community.toml, under [aws]."
)
OTHER_REGION = (
    "This shell is set to {shell}; the forum goes to {region}, as site/community.toml says."
)
MOVED = """There is a forum called {name} in {there}, and site/community.toml now says {here}.
Nothing moves by itself: this would be a second forum, and an empty one.
To upgrade the one that is there, write region = "{there}" again. To move: make backup there, make
destroy there, then make deploy here, and make import."""
ROOT_USER = (
    "You are signed in as the account's root user. It works; for another time AWS advises a user of"
    " your own."
)
FREE_PLAN = """This AWS account is on the Free plan. AWS closes such an account after six months at
most, or when its credits are used up, and deletes what is in it: a community would lose everything.
Choose the Paid plan first: in the AWS console, Billing and Cost Management, then Upgrade plan. The
credits stay yours, and what Leanto costs stays small."""
EXAMPLE_EMAILS = """alert_emails in site/community.toml still has the example's address: {email}.
Nobody reads it, and a report that cannot wait would go there. Write one that somebody reads."""
NOBODYS = ("@example.org", "@example.com", "@example.net")
FEW_FUNCTIONS = (
    "This account may answer {number} requests at the same moment, as new ones do. That is enough"
    " to begin with.\nMore is free: in the AWS console, Service Quotas, AWS Lambda, Concurrent"
    " executions, ask for 1000."
)


def region(said: Mapping[str, Any], emulator: str = "") -> str:
    """The region that the settings name. Without one there is none, but in an emulator."""
    named = str(said.get("region", ""))
    if not named and emulator:
        return REGION
    if not named:
        raise Stop(NO_REGION)
    known = boto3.Session().get_available_regions("lambda")
    if named not in known:
        near = difflib.get_close_matches(named, known, 1)
        meant = f" Is {near[0]!r} meant?" if near else ""
        raise Stop(NO_SUCH_REGION.format(region=named, meant=meant))
    return named


def check(place: Place) -> Iterator[str]:
    """Whose account it is, and what to know of it."""
    emails(place.said)
    yield from who(place)
    if place.stack() is None:
        elsewhere(place)
    for look, client in (
        (plan, place.client("freetier", GLOBAL_REGION)),
        (at_once, place.client("lambda")),
    ):
        yield from look(client)


def who(place: Place) -> Iterator[str]:
    """Whose account it is, and whether the shell means the same place."""
    yield from account(place.client("sts"))
    yield from shell(place, os.environ)


def account(sts: Any) -> Iterator[str]:
    """Whether there are credentials, and whose."""
    me = sts.get_caller_identity()
    yield f"The account that ends in {me['Account'][-4:]}."
    if me["Arn"].endswith(":root"):
        yield ROOT_USER


def shell(place: Place, environment: Mapping[str, str]) -> Iterator[str]:
    """Whether the shell means another region than the file; the file is what counts."""
    meant = environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION")
    if meant and meant != place.region and not place.emulator:
        yield OTHER_REGION.format(shell=meant, region=place.region)


def emails(said: Mapping[str, Any]) -> None:
    """Refuses addresses that are nobody's."""
    for email in said.get("alert_emails", ()):
        if email.endswith(NOBODYS):
            raise Stop(EXAMPLE_EMAILS.format(email=email))


def elsewhere(place: Place) -> None:
    """Refuses a second, empty forum beside one of the same name in another region: its site's
    bucket is where the CDN, which is in all of them, fetches pages.
    """
    bucket = re.compile(rf"{re.escape(place.name)}-bucket[\w-]*\.s3\.([\w-]+)\.amazonaws\.com")
    pages = place.client("cloudfront", GLOBAL_REGION).get_paginator("list_distributions").paginate()
    for page in pages:
        for each in page["DistributionList"].get("Items", []):
            for origin in each["Origins"]["Items"]:
                found = bucket.fullmatch(origin["DomainName"])
                if found and found[1] != place.region:
                    raise Stop(MOVED.format(name=place.name, there=found[1], here=place.region))


def plan(freetier: Any) -> Iterator[str]:
    """Refuses an account that AWS will close."""
    found = _or_none(freetier.get_account_plan_state)
    if found and found.get("accountPlanType") == "FREE":
        raise Stop(FREE_PLAN)
    yield from ()


def at_once(functions: Any) -> Iterator[str]:
    """How many functions may run at a time."""
    limit = functions.get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    if limit <= FEW_AT_ONCE:
        yield FEW_FUNCTIONS.format(number=limit)


def _or_none(ask: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
    """An answer, or nothing where it cannot be had: an older account, or no leave to ask."""
    try:
        return ask()
    except (BotoCoreError, ClientError):
        return None

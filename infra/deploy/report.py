"""What to open and what to press, at the end of a deployment."""

from collections.abc import Iterator
from typing import Any

from deploy import domain
from deploy.place import Place

OPEN = "The forum:  {address}"
# Reports that wait, for moderators; and what is wrong with the machines.
TOPICS = ("AlertsTopic", "AlarmsTopic")
PENDING = """Not confirmed yet: {who}.
Each has two emails from AWS Notifications, with a link in each, Confirm subscription, to be opened
once. They may be in the spam folder. Until then nobody is told of a report that cannot wait."""
NOBODY = """Nobody is told by email when a report cannot wait or something is wrong.
Write alert_emails in site/community.toml, under [aws], and run make deploy again."""
NO_DOMAIN = "{domain} is not set up yet: make domain does it."
NEXT = """make doctor looks at the forum: run it now and then, and after each change.
To upgrade: git pull --rebase --autostash, which keeps your changes, then make deploy."""


def tell(place: Place) -> Iterator[str]:
    """The address, and what a person still has to do."""
    outputs = place.outputs()
    yield OPEN.format(address=outputs["Address"])
    topics = [outputs[name] for name in TOPICS]
    found = [each for topic in topics for each in subscriptions(place.client("sns"), topic)]
    if waiting := {masked(each["Endpoint"]) for each in found if is_pending(each)}:
        yield PENDING.format(who=", ".join(sorted(waiting)))
    if not any(each["Protocol"] == "email" for each in found):
        yield NOBODY
    if place.said.get("domain") and place.said["domain"] not in outputs["Address"]:
        yield NO_DOMAIN.format(domain=place.said["domain"])
    else:
        yield from domain.leads_here(place)
    yield NEXT


def subscriptions(sns: Any, topic: str) -> list[dict[str, Any]]:
    """Who is told by the topic."""
    pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
    return [dict(each) for page in pages for each in page["Subscriptions"]]


def is_pending(subscription: dict[str, Any]) -> bool:
    """Whether the link in the email was not opened yet."""
    return not str(subscription["SubscriptionArn"]).startswith("arn:")


def masked(email: str) -> str:
    """`r…@example.org`: enough to know one's own address by, on a shared screen."""
    name, _, host = email.partition("@")
    return f"{name[:1]}…@{host}"

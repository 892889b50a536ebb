"""Where a stack stands, and how it comes to where it can be deployed again.

CloudFormation leaves a stack in one of some twenty states. Each is one of four to us: it moves, so
wait; it was never whole, so clear it away; it is stuck half-way back, so help it back; or it is
ready. Clearing away never touches a table: what people wrote stays, and the next deployment takes
it up (`--import-existing-resources`).
"""

import time
from collections.abc import Iterator
from typing import Any

from deploy.answers import Stop
from deploy.place import Place

POLL_SECONDS = 5
EMULATOR_POLL_SECONDS = 0.2
# A distribution takes its time, to be made and to be taken away.
PATIENCE_SECONDS = 45 * 60
NEVER_WHOLE = frozenset(("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED"))
# Kept as they stopped: the next deployment of the same stack goes on with what is there.
HALF_MADE = frozenset(("CREATE_FAILED", "UPDATE_FAILED"))
# Kinds of resources that may stay behind when the stack goes.
LEFT = ("AWS::DynamoDB::", "Custom::", "AWS::CloudFormation::CustomResource")
NOT_REMOVED = """AWS could not take everything away. What is in the way:
    {why}
Often it is only slow: wait ten minutes. What is left is under CloudFormation in the AWS console."""
STUCK = "UPDATE_ROLLBACK_FAILED"
# A change that was prepared and never begun: the CDK makes it anew.
NOT_BEGUN = "REVIEW_IN_PROGRESS"
TOO_LONG = """AWS has been at work on {name} for over {minutes} minutes ({status}).
It may still come to an end by itself: look at it in the AWS console, under CloudFormation."""


def status(place: Place) -> str:
    """The state's name, or nothing when there is no stack."""
    stack = place.stack()
    return str(stack["StackStatus"]) if stack else ""


def is_moving(state: str) -> bool:
    """Whether CloudFormation is at work on it."""
    return state.endswith("_IN_PROGRESS") and state != NOT_BEGUN


def settle(place: Place) -> str:
    """Waits until CloudFormation is not at work, and returns the state. Raises `Stop` at last."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    pause = EMULATOR_POLL_SECONDS if place.emulator else POLL_SECONDS
    while is_moving(state := status(place)):
        if time.monotonic() > deadline:
            minutes = PATIENCE_SECONDS // 60
            raise Stop(TOO_LONG.format(name=place.name, minutes=minutes, status=state))
        place.tick()
        time.sleep(pause)
    return state


def make_ready(place: Place) -> Iterator[str]:
    """Brings the stack to where it can be deployed; says what had to be done."""
    state = settle(place)
    if state in NEVER_WHOLE:
        remove(place)
        yield "What a failed first attempt had left was cleared away."
    elif state == STUCK:
        place.client("cloudformation").continue_update_rollback(StackName=place.name)
        state = settle(place)
        if state == STUCK:
            raise Stop(first_failure(place) or f"The stack is in the state {state}.")
        yield "An interrupted upgrade was taken back first; nothing was lost."


def remove(place: Place) -> None:
    """Deletes the stack. What could not go at first is helped: a bucket is emptied, and a table or
    a maker of ours, which costs nothing, is left where it is. Raises `Stop` at last.
    """
    cloudformation = place.client("cloudformation")
    if settle(place) == "":
        return
    cloudformation.delete_stack(StackName=place.name)
    if settle(place) != "DELETE_FAILED":
        return
    stuck = [each for each in resources(place) if str(each["ResourceStatus"]) == "DELETE_FAILED"]
    for each in stuck:
        if each["ResourceType"] == "AWS::S3::Bucket":
            _empty(place.client("s3"), str(each["PhysicalResourceId"]))
    left = [each["LogicalResourceId"] for each in stuck if each["ResourceType"].startswith(LEFT)]
    cloudformation.delete_stack(StackName=place.name, RetainResources=left)
    if settle(place) == "DELETE_FAILED":
        raise Stop(NOT_REMOVED.format(why=first_failure(place)))


def _empty(s3: Any, bucket: str) -> None:
    """Removes the site's files; every one of them is built anew by the next deployment."""
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        if names := [{"Key": each["Key"]} for each in page.get("Contents", [])]:
            s3.delete_objects(Bucket=bucket, Delete={"Objects": names, "Quiet": True})


def resources(place: Place) -> list[dict[str, Any]]:
    """Every resource of the stack, as CloudFormation lists it."""
    pages = place.client("cloudformation").get_paginator("list_stack_resources")
    every = pages.paginate(StackName=place.name)
    return [dict(each) for page in every for each in page["StackResourceSummaries"]]


def events(place: Place) -> list[dict[str, Any]]:
    """What happened to the stack since its last beginning, oldest first."""
    pages = place.client("cloudformation").get_paginator("describe_stack_events")
    found: list[dict[str, Any]] = []
    for page in pages.paginate(StackName=place.name):
        for each in page["StackEvents"]:
            found.append(dict(each))
            if _begins(each):
                return found[::-1]
    return found[::-1]


def _begins(event: dict[str, Any]) -> bool:
    own = event["LogicalResourceId"] == event["StackName"]
    starts = ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "IMPORT_IN_PROGRESS")
    return own and event["ResourceStatus"] in (*starts, "DELETE_IN_PROGRESS")


def first_failure(place: Place) -> str:
    """The first thing that failed, with AWS's reason; what followed from it says nothing."""
    for event in events(place):
        reason = str(event.get("ResourceStatusReason", ""))
        if str(event["ResourceStatus"]).endswith("_FAILED") and "cancelled" not in reason.lower():
            return f"{event['LogicalResourceId']} ({event['ResourceType']}): {reason}"
    return ""

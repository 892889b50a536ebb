"""Every state of a stack leads to one from which it can be deployed, and no table is deleted."""

from typing import Any

import pytest

from deploy import rollout, stack_state
from deploy.answers import Stop
from support.stubs import NOW, Stubs

GONE = ("describe_stacks", "ValidationError", "Stack with id leanto does not exist")


def stands(stubs: Stubs, *states: str) -> None:
    """What CloudFormation will say, one state at a time; an empty one is no stack."""
    for state in states:
        if state:
            stubs.deployed(state)
        else:
            stubs.refuses("cloudformation", *GONE)


def event(name: str, status: str, reason: str = "", kind: str = "AWS::DynamoDB::Table") -> Any:
    return {
        "StackId": "id",
        "EventId": f"{name}{status}",
        "StackName": "leanto",
        "LogicalResourceId": name,
        "ResourceType": kind,
        "Timestamp": NOW,
        "ResourceStatus": status,
        "ResourceStatusReason": reason,
    }


def happened(stubs: Stubs, *events: Any) -> None:
    """The stack's events, newest first, as CloudFormation tells them."""
    stubs.answers("cloudformation", "describe_stack_events", {"StackEvents": list(events)})


def ready(stubs: Stubs) -> list[str]:
    return list(stack_state.make_ready(stubs.place(emulator="http://127.0.0.1:1")))


@pytest.mark.parametrize(
    "state",
    ["", "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "CREATE_FAILED"],
)
def test_a_stack_that_can_be_deployed_is_left_alone(stubs: Stubs, state: str) -> None:
    stands(stubs, state)
    assert ready(stubs) == []


def test_a_change_that_was_prepared_and_never_begun_is_not_waited_for(stubs: Stubs) -> None:
    stands(stubs, "REVIEW_IN_PROGRESS")
    assert ready(stubs) == []


def test_a_stack_that_moves_is_waited_for(stubs: Stubs) -> None:
    stands(stubs, "CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE")
    assert ready(stubs) == []


@pytest.mark.parametrize("state", ["ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED"])
def test_a_stack_that_was_never_whole_is_cleared_away(stubs: Stubs, state: str) -> None:
    stands(stubs, state, state)
    stubs.answers("cloudformation", "delete_stack", {}, StackName="leanto")
    stands(stubs, "DELETE_IN_PROGRESS", "")
    (note,) = ready(stubs)
    assert "cleared away" in note


def stuck(stubs: Stubs, **kinds: str) -> None:
    """These could not be deleted at first; something else could."""
    rows = [
        {
            "LogicalResourceId": name,
            "PhysicalResourceId": f"leanto-{name.lower()}",
            "ResourceType": kind,
            "ResourceStatus": "DELETE_COMPLETE" if name == "Gone" else "DELETE_FAILED",
            "LastUpdatedTimestamp": NOW,
        }
        for name, kind in {"Gone": "AWS::DynamoDB::Table", **kinds}.items()
    ]
    stands(stubs, "ROLLBACK_FAILED", "ROLLBACK_FAILED")
    stubs.answers("cloudformation", "delete_stack", {}, StackName="leanto")
    stands(stubs, "DELETE_FAILED")
    stubs.answers("cloudformation", "list_stack_resources", {"StackResourceSummaries": rows})


@pytest.mark.parametrize("kind", ["AWS::DynamoDB::Table", "Custom::Files"])
def test_a_table_that_cannot_be_deleted_is_left_where_it_is(stubs: Stubs, kind: str) -> None:
    stuck(stubs, Safety=kind)
    left = {"StackName": "leanto", "RetainResources": ["Safety"]}
    stubs.answers("cloudformation", "delete_stack", {}, **left)
    stands(stubs, "")
    assert len(ready(stubs)) == 1


def test_a_bucket_that_is_not_empty_is_emptied_and_goes(stubs: Stubs) -> None:
    stuck(stubs, Bucket="AWS::S3::Bucket")
    listed = {"Contents": [{"Key": "index.html"}, {"Key": "help/index.html"}]}
    stubs.answers("s3", "list_objects_v2", listed, Bucket="leanto-bucket")
    every = [{"Key": "index.html"}, {"Key": "help/index.html"}]
    asked = {"Bucket": "leanto-bucket", "Delete": {"Objects": every, "Quiet": True}}
    stubs.answers("s3", "delete_objects", {}, **asked)
    left = {"StackName": "leanto", "RetainResources": []}
    stubs.answers("cloudformation", "delete_stack", {}, **left)
    stands(stubs, "")
    assert len(ready(stubs)) == 1


def test_what_costs_money_is_never_left_behind_in_silence(stubs: Stubs) -> None:
    stuck(stubs, Edge="AWS::CloudFront::Distribution")
    left = {"StackName": "leanto", "RetainResources": []}
    stubs.answers("cloudformation", "delete_stack", {}, **left)
    stands(stubs, "DELETE_FAILED")
    happened(stubs, event("Edge", "DELETE_FAILED", "it is still in use"))
    with pytest.raises(Stop, match="it is still in use"):
        ready(stubs)


def test_a_rollback_that_stuck_is_helped_on(stubs: Stubs) -> None:
    stands(stubs, "UPDATE_ROLLBACK_FAILED")
    stubs.answers("cloudformation", "continue_update_rollback", {}, StackName="leanto")
    stands(stubs, "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE")
    (note,) = ready(stubs)
    assert "nothing was lost" in note


def test_a_rollback_that_sticks_again_is_told(stubs: Stubs) -> None:
    stands(stubs, "UPDATE_ROLLBACK_FAILED")
    stubs.answers("cloudformation", "continue_update_rollback", {}, StackName="leanto")
    stands(stubs, "UPDATE_ROLLBACK_FAILED")
    happened(stubs, event("Edge", "UPDATE_FAILED", "it is in use"))
    with pytest.raises(Stop, match=r"Edge .*: it is in use"):
        ready(stubs)


def test_the_first_failure_is_the_cause_and_what_followed_is_not(stubs: Stubs) -> None:
    happened(
        stubs,
        event("leanto", "CREATE_FAILED", "The following resource(s) failed to create: [Edge]."),
        event("Doors", "CREATE_FAILED", "Resource creation cancelled"),
        event("Edge", "CREATE_FAILED", "Your account must be verified before you can add"),
        event("leanto", "CREATE_IN_PROGRESS", kind="AWS::CloudFormation::Stack"),
        event("Old", "UPDATE_FAILED", "another day"),
    )
    assert stack_state.first_failure(stubs.place()).startswith("Edge (AWS::DynamoDB::Table): Your")


@pytest.mark.parametrize(
    ("before", "tables", "how"),
    [
        ("", [], (rollout.STAY,)),
        ("REVIEW_IN_PROGRESS", [], (rollout.STAY,)),
        ("CREATE_FAILED", ["leanto-forum"], (rollout.STAY,)),
        ("UPDATE_FAILED", ["leanto-forum"], (rollout.STAY,)),
        ("", ["leanto-forum"], (rollout.TAKE_UP,)),
        ("REVIEW_IN_PROGRESS", ["leanto-safety"], (rollout.TAKE_UP,)),
        ("CREATE_COMPLETE", ["leanto-forum"], ()),
        ("UPDATE_ROLLBACK_COMPLETE", ["leanto-forum"], ()),
    ],
)
def test_a_first_deployment_stays_as_it_stopped_and_an_upgrade_goes_back(
    before: str, tables: list[str], how: tuple[str, ...]
) -> None:
    assert rollout.way(before, tables) == how


def failure(stubs: Stubs, reason: str, first: bool) -> str:
    stands(stubs, "CREATE_FAILED" if first else "UPDATE_ROLLBACK_COMPLETE")
    happened(stubs, event("Edge", "CREATE_FAILED", reason, "AWS::CloudFront::Distribution"))
    return str(rollout.told(stubs.place(), Stop("the tool's last lines"), first=first))


def test_an_account_that_is_not_verified_is_told_where_to_ask(stubs: Stubs) -> None:
    said = failure(stubs, "Your account must be verified before you can add new resources.", True)
    assert rollout.UNVERIFIED in said
    assert said.count("What was made so far is kept") == 1


def test_a_failed_upgrade_says_that_the_forum_stays(stubs: Stubs) -> None:
    said = failure(stubs, "Rate exceeded", False)
    assert "Wait a few minutes." in said
    assert said.endswith(rollout.STAYS)


def test_a_failure_that_is_not_known_is_told_as_it_is(stubs: Stubs) -> None:
    assert "Edge (AWS::CloudFront::Distribution): it rains" in failure(stubs, "it rains", True)


def test_without_an_event_the_tool_is_told(stubs: Stubs) -> None:
    stands(stubs, "")
    stop = Stop("the tool's last lines")
    assert rollout.told(stubs.place(), stop, first=True) is stop

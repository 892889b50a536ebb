"""Killed at each of its steps and run again, `make deploy` ends in the same working forum.

Each run below is killed one step later than the run before, and so has to pass the step at which
that one was killed. The last one goes to the end, whose look from outside is a step of its own.
What a killed run had called (the packager, the CDK) goes on; the next run waits for that.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

import pytest

from deploy import __main__ as command
from deploy import rollout, smoke, stack_state
from here import emulator
from support.deployments import Deployment
from support.references import ROOT
from support.synthesis import NODE

# One that AWS can make, and one that it cannot, and that is made after the other.
FRESH = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "leanto-fresh"}}
BROKEN = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "Odd"}, "DependsOn": ["Fresh"]}
STEPS = [step.slug for step in command.DEPLOY]


@pytest.fixture(scope="module")
def forum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    emulator.install()
    with emulator.Emulator(services="", node=NODE) as running:
        yield Deployment(url=running.url, made=tmp_path_factory.mktemp("killed"))


def at_step(number: int) -> str:
    return f"{number} of {len(STEPS)}  "


def reached(forum: Deployment, slug: str, said: str) -> bool:
    """Whether a run has come to a step; with CloudFormation already at work where it is called."""
    if at_step(STEPS.index(slug) + 1) not in said:
        return False
    while slug == "rollout" and stack_state.status(forum.place()) in ("", "REVIEW_IN_PROGRESS"):
        pass
    return True


def pepper(forum: Deployment) -> str:
    """The one secret that must never be made twice; nothing when it is not made yet."""
    found = forum.client("ssm").get_parameters(Names=["/leanto/pepper"], WithDecryption=True)
    return "".join(str(each["Value"]) for each in found["Parameters"])


def links(said: str) -> list[str]:
    return re.findall(r"https://\S+/invitation/#\S+", said)


def test_killed_at_each_step_and_run_again_it_ends_in_the_same_forum(forum: Deployment) -> None:
    peppers, addresses = set[str](), set[str]()
    for slug in STEPS:
        said = forum.killed(partial(reached, forum, slug))
        assert "stopped" not in said
        peppers.add(pepper(forum))
        addresses.add(forum.outputs().get("Address", ""))
    done = forum.run("--person", "Rowan")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(links(done.stdout)) == 1
    assert peppers - {""} == {pepper(forum)}
    assert addresses - {""} == {forum.outputs()["Address"]}
    stacks = forum.client("cloudformation").describe_stacks()["Stacks"]
    assert {each["StackName"] for each in stacks} == {"leanto", "CDKToolkit"}


def test_the_doctor_looks_at_what_was_deployed(forum: Deployment) -> None:
    """Built is not changed: the packager and the CDK have written into the folder meanwhile."""
    command = [sys.executable, str(ROOT / "infra" / "doctor.py"), "--local", forum.url]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "pass  The stack is whole." in done.stdout
    assert "pass  What is deployed is what is in this folder." in done.stdout
    assert "fail  No moderator has come in yet." in done.stdout
    assert "Only the files" not in done.stdout


def test_an_upgrade_that_fails_goes_back_whole_and_the_forum_stays_up(forum: Deployment) -> None:
    before = forum.outputs()
    failed = forum.deploy_with({"Broken": BROKEN, "Fresh": FRESH})
    assert failed.returncode == 1, failed.stdout
    assert "Broken (AWS::SSM::Parameter): " in failed.stderr
    assert rollout.STAYS in failed.stderr
    assert stack_state.status(forum.place()) == "UPDATE_ROLLBACK_COMPLETE"
    assert forum.outputs() == before
    assert list(smoke.check(forum.place())) == []
    topics = forum.client("sns").list_topics()["Topics"]
    assert [each for each in topics if each["TopicArn"].endswith("leanto-fresh")] == []


def test_destroyed_it_leaves_what_people_wrote_and_nothing_else(forum: Deployment) -> None:
    refused = forum.run("destroy")
    assert refused.returncode == 1 and "Nothing was removed" in refused.stdout
    assert forum.outputs()
    done = forum.run("destroy", "--confirm", "leanto")
    assert done.returncode == 0, done.stdout + done.stderr
    assert forum.outputs() == {}
    tables = forum.client("dynamodb").list_tables()["TableNames"]
    assert sorted(tables) == ["leanto-forum", "leanto-identity", "leanto-safety"]
    assert all(name in done.stdout for name in tables) and "/leanto/pepper" in done.stdout
    assert left(forum) == []


def test_a_first_deployment_that_fails_keeps_what_it_made_and_goes_on(forum: Deployment) -> None:
    """After the forum was taken away; its tables are let go, as its last words say how."""
    dynamodb, kept = forum.client("dynamodb"), pepper(forum)
    for name in dynamodb.list_tables()["TableNames"]:
        dynamodb.update_table(TableName=name, DeletionProtectionEnabled=False)
        dynamodb.delete_table(TableName=name)
    failed = forum.deploy_with({"Broken": BROKEN, "Fresh": FRESH})
    assert failed.returncode == 1, failed.stdout
    assert "Broken (AWS::SSM::Parameter): " in failed.stderr
    assert rollout.GOES_ON in failed.stderr
    assert stack_state.status(forum.place()) == "CREATE_FAILED"
    done = forum.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert pepper(forum) == kept
    assert len(links(done.stdout)) == 1


def left(forum: Deployment) -> list[str]:
    """The name of everything of the forum's that could cost something, but for its tables."""
    lists = (
        ("lambda", "list_functions", "Functions", "FunctionName"),
        ("apigatewayv2", "get_apis", "Items", "Name"),
        ("s3", "list_buckets", "Buckets", "Name"),
        ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
        ("logs", "describe_log_groups", "logGroups", "logGroupName"),
        ("sns", "list_topics", "Topics", "TopicArn"),
        ("events", "list_rules", "Rules", "Name"),
        ("iam", "list_roles", "Roles", "RoleName"),
    )
    named = [
        str(each[name])
        for service, operation, key, name in lists
        for each in getattr(forum.client(service), operation)()[key]
    ]
    named += forum.client("sqs").list_queues().get("QueueUrls", [])
    named += forum.client("cloudfront").list_distributions()["DistributionList"].get("Items", [])
    return [each for each in named if "cdk-" not in each]

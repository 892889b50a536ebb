"""Before anything is made: whose account, which region, and what would stop or close the forum."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from deploy import command_line, preflight
from deploy.answers import Stop
from here import emulator
from support.stubs import ME, NOW, Stubs

ROOT = Path(preflight.__file__).resolve().parents[2]


def healthy(stubs: Stubs, *, plan: str = "PAID", at_once: int = 1000) -> None:
    """An account without a fault, but for what is said; a forum is there already."""
    stubs.answers("sts", "get_caller_identity", ME)
    stubs.deployed()
    told = {"accountId": ME["Account"], "accountPlanType": plan, "accountPlanStatus": "ACTIVE"}
    stubs.answers("freetier", "get_account_plan_state", told)
    if plan == "PAID":
        limit = {"AccountLimit": {"ConcurrentExecutions": at_once}}
        stubs.answers("lambda", "get_account_settings", limit)


def test_a_good_account_is_told_by_its_last_digits(stubs: Stubs) -> None:
    healthy(stubs)
    assert list(preflight.check(stubs.place())) == ["The account that ends in 3333."]


def test_no_region_stops_and_none_is_chosen() -> None:
    with pytest.raises(Stop, match="does not say yet where the community's data is to be kept"):
        preflight.region({})


def test_a_region_that_is_not_one_is_told_with_its_neighbour() -> None:
    with pytest.raises(Stop, match=r"no region .eu-west-9.\. Is .eu-west-[0-9]. meant\? Mend"):
        preflight.region({"region": "eu-west-9"})


def test_a_region_that_is_said_is_taken_everywhere() -> None:
    assert preflight.region({"region": "eu-north-1"}) == "eu-north-1"
    assert preflight.region({"region": "eu-north-1"}, "http://127.0.0.1:1") == "eu-north-1"


def test_an_emulator_needs_no_region() -> None:
    assert preflight.region({}, "http://127.0.0.1:1") == emulator.REGION


def test_an_account_on_the_free_plan_stops(stubs: Stubs) -> None:
    healthy(stubs, plan="FREE")
    with pytest.raises(Stop, match="on the Free plan"):
        list(preflight.check(stubs.place()))


@pytest.mark.parametrize("code", ["ResourceNotFoundException", "AccessDeniedException"])
def test_a_plan_that_cannot_be_asked_for_stops_nobody(stubs: Stubs, code: str) -> None:
    stubs.refuses("freetier", "get_account_plan_state", code)
    assert list(preflight.plan(stubs.place().client("freetier"))) == []


def test_ten_at_once_is_a_note(stubs: Stubs) -> None:
    healthy(stubs, at_once=10)
    _, note = preflight.check(stubs.place())
    assert "may answer 10 requests at the same moment" in note


def test_the_root_user_is_a_note(stubs: Stubs) -> None:
    stubs.answers("sts", "get_caller_identity", {**ME, "Arn": "arn:aws:iam::111122223333:root"})
    _, note = preflight.account(stubs.place().client("sts"))
    assert "root user" in note


def test_credentials_that_may_not_are_not_taken_for_none(stubs: Stubs) -> None:
    stubs.answers("sts", "get_caller_identity", ME)
    stubs.deployed()
    stubs.refuses("freetier", "get_account_plan_state", "AccessDeniedException")
    stubs.refuses("lambda", "get_account_settings", "AccessDeniedException")
    with pytest.raises(ClientError, match="AccessDenied"):
        list(preflight.check(stubs.place()))


def distributions(stubs: Stubs, *buckets: str) -> None:
    """What the CDN serves, by the buckets it fetches from."""
    fields = ["Id", "ARN", "Status", "DomainName", "Comment", "PriceClass", "HttpVersion"]
    every = [
        {
            **dict.fromkeys(fields, "x"),
            "LastModifiedTime": NOW,
            "Aliases": {"Quantity": 0},
            "Origins": {"Quantity": 1, "Items": [{"Id": "1", "DomainName": bucket}]},
            "DefaultCacheBehavior": {"TargetOriginId": "1", "ViewerProtocolPolicy": "allow-all"},
            "CacheBehaviors": {"Quantity": 0},
            "CustomErrorResponses": {"Quantity": 0},
            "Enabled": True,
            "ViewerCertificate": {},
            "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
            "WebACLId": "",
            "IsIPV6Enabled": True,
            "Staging": False,
        }
        for bucket in buckets
    ]
    told = {"Marker": "", "MaxItems": 9, "IsTruncated": False, "Quantity": 1, "Items": every}
    stubs.answers("cloudfront", "list_distributions", {"DistributionList": told})


def test_a_forum_that_is_in_another_region_is_not_begun_anew(stubs: Stubs) -> None:
    stubs.answers("sts", "get_caller_identity", ME)
    stubs.refuses("cloudformation", "describe_stacks", "ValidationError", "x does not exist")
    distributions(stubs, "leanto-bucket83908e77-x1.s3.eu-north-1.amazonaws.com")
    with pytest.raises(Stop, match=r"in eu-north-1, and .* now says eu-west-2"):
        list(preflight.check(stubs.place()))


def test_what_else_the_cdn_serves_is_nothing_to_us(stubs: Stubs) -> None:
    distributions(
        stubs,
        "leanto-bucket83908e77-x1.s3.eu-west-2.amazonaws.com",
        "another-bucket1.s3.eu-north-1.amazonaws.com",
        "abc.execute-api.eu-north-1.amazonaws.com",
    )
    preflight.elsewhere(stubs.place())


@pytest.mark.parametrize("name", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_a_shell_that_is_set_elsewhere_is_told(stubs: Stubs, name: str) -> None:
    (note,) = preflight.shell(stubs.place(), {name: "us-east-1"})
    assert note.startswith("This shell is set to us-east-1; the forum goes to eu-west-2")
    assert list(preflight.shell(stubs.place(), {name: "eu-west-2"})) == []


def test_the_command_without_a_region_says_so_and_makes_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "deploy", "--made", str(tmp_path / "made")]
    shell = {**os.environ, "PYTHONPATH": str(ROOT / "infra")}
    done = subprocess.run(command, env=shell, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert preflight.NO_REGION in done.stderr
    assert not (tmp_path / "made").exists()


def test_a_name_that_cannot_be_is_said_before_anything_is_made(tmp_path: Path) -> None:
    words = ["--local", "http://127.0.0.1:9", "--person", "R0wan", "--made", str(tmp_path / "made")]
    done = subprocess.run(
        [sys.executable, "-m", "deploy", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT / "infra")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "without digits: Rowan, or Mary Ann" in done.stderr
    assert not (tmp_path / "made").exists()


def test_what_the_shell_says_of_aws_is_read_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (ROOT / "site" / "community.toml").read_text("utf-8")
    settings = tmp_path / "community.toml"
    settings.write_text(said.replace('# region = "', 'region = "'), "utf-8")
    monkeypatch.setenv("AWS_PROFILE", "charity")
    with pytest.raises(Stop, match=r"does not have: The config profile .charity."):
        command_line.place(emulator="", name="leanto", settings=settings)


def test_an_address_of_the_example_tells_nobody(stubs: Stubs) -> None:
    said = {"alert_emails": ["rowan@charity.example", "moderators@example.org"]}
    with pytest.raises(Stop, match=r"still has the example.s address: moderators@example.org"):
        list(preflight.check(stubs.place(said=said)))

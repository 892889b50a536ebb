"""What two packs of rules find in the stack is what `findings.py` gives a reason for; and each
reason is true of the template.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from findings import REASONS
from support import synthesis
from support.references import ROOT

# CDK writes this dependency beside the reference that makes it: twice said, and harmless.
TWICE_SAID = "W3005"
ACCOUNT = "123456789012"
WITHOUT_REASONS = """
import sys
sys.path[:0] = ["{infra}", "{site}"]
import findings
findings.REASONS = ()
import app
app.main()
"""


def rules_with_reasons() -> set[str]:
    return {
        rule.format(region=synthesis.REGION, account=ACCOUNT)
        for reason in REASONS
        for rule in reason.rules
    }


def everything_chosen(folder: Path) -> Path:
    """Our settings with each line under [aws] in use, as a deployer's are: people are told."""
    text = (ROOT / "site" / "community.toml").read_text("utf-8")
    for key in ("region", "alert_emails", "budget_usd", "domain"):
        assert f"\n# {key} = " in text
        text = text.replace(f"\n# {key} = ", f"\n{key} = ")
    (folder / "community.toml").write_text(text, "utf-8")
    return folder / "community.toml"


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every rule that is broken when no reason is given."""
    folder = tmp_path_factory.mktemp("findings")
    script = folder / "without.py"
    script.write_text(WITHOUT_REASONS.format(infra=ROOT / "infra", site=ROOT / "site"))
    built = ("code", "staff-code", "site")
    for name in built:
        (folder / name).mkdir()
        (folder / name / "index.html").write_text("A file.")
    done = synthesis.run_app(
        folder / "out",
        script=script,
        account=ACCOUNT,
        region=synthesis.REGION,
        settings=str(everything_chosen(folder)),
        **{name: str(folder / name) for name in built},
    )
    assert done.returncode != 0, "findings without a reason must stop a deployment"
    return set(rules_of(json.loads((folder / "out" / "validation-report.json").read_text())))


def rules_of(report: Any) -> list[str]:
    """Every `ruleName` in a report, however deep."""
    if isinstance(report, dict):
        own = [report["ruleName"]] if "ruleName" in report else []
        return own + [rule for value in report.values() for rule in rules_of(value)]
    if isinstance(report, list):
        return [rule for value in report for rule in rules_of(value)]
    return []


def test_there_are_at_most_ten_reasons():
    assert len(REASONS) <= 10


def test_every_finding_has_a_reason_and_every_reason_a_finding(found):
    packs = {rule for rule in found if rule.startswith(("AwsSolutions", "Serverless"))}
    assert packs == rules_with_reasons()


@pytest.mark.parametrize("which", ["template", "chosen"])
def test_cfn_lint_is_content(which, tmp_path, request):
    file = tmp_path / "leanto.template.json"
    file.write_text(json.dumps(request.getfixturevalue(which)))
    command = [Path(sys.executable).with_name("cfn-lint"), "--ignore-checks", TWICE_SAID]
    done = subprocess.run([*command, "--", file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def properties(of_type, kind: str) -> list[dict[str, Any]]:
    return [each["Properties"] for each in of_type(kind).values()]


def test_no_visit_is_written_down(of_type):
    assert all("AccessLogSettings" not in one for one in properties(of_type, "ApiGatewayV2::Stage"))
    (edge,) = properties(of_type, "CloudFront::Distribution")
    assert "Logging" not in edge["DistributionConfig"]
    assert all("LoggingConfiguration" not in one for one in properties(of_type, "S3::Bucket"))
    assert all("TracingConfig" not in one for one in properties(of_type, "Lambda::Function"))
    assert {one["RetentionInDays"] for one in properties(of_type, "Logs::LogGroup")} == {7}


def test_the_doors_take_requests_only_from_the_edge(of_type):
    doors = [one for one in properties(of_type, "Lambda::Function") if "Environment" in one]
    assert len(doors) == 5
    for one in doors:
        verify = one["Environment"]["Variables"]["LEANTO_ORIGIN_VERIFY"]
        assert verify == {"Fn::GetAtt": ["Keys", "OriginVerify"]}


def test_every_country_may_come_and_no_firewall_is_paid_for(of_type, template):
    (edge,) = properties(of_type, "CloudFront::Distribution")
    config = edge["DistributionConfig"]
    assert "Restrictions" not in config and "WebACLId" not in config
    assert not [one for one in template["Resources"].values() if "WAF" in one["Type"]]


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The template of a deployer who has set everything that can be set."""
    folder = tmp_path_factory.mktemp("chosen")
    return synthesis.synthesise(
        folder,
        settings=str(everything_chosen(folder)),
        certificate="arn:aws:acm:us-east-1:123456789012:certificate/1",
        reserve="yes",
    )


def test_whoever_is_named_is_told_of_reports_of_faults_and_of_money(chosen):
    every = chosen["Resources"].values()
    told = [one["Properties"] for one in every if one["Type"] == "AWS::SNS::Subscription"]
    assert [one["Endpoint"] for one in told] == ["moderators@example.org"] * 2
    assert len({str(one["TopicArn"]) for one in told}) == 2
    (budget,) = [one["Properties"] for one in every if one["Type"] == "AWS::Budgets::Budget"]
    assert budget["Budget"]["BudgetLimit"] == {"Amount": 5, "Unit": "USD"}
    assert str(budget).count("moderators@example.org") == 2


def test_a_domain_of_its_own_is_served_with_new_tls_only(chosen):
    made = chosen
    (edge,) = [
        one for one in made["Resources"].values() if one["Type"] == "AWS::CloudFront::Distribution"
    ]
    config = edge["Properties"]["DistributionConfig"]
    assert config["Aliases"] == ["forum.example.org"]
    assert config["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert made["Outputs"]["Address"]["Value"] == "https://forum.example.org"


def test_only_the_ephemeral_table_cannot_be_recovered(of_type):
    lost = [
        one["TableName"]
        for one in properties(of_type, "DynamoDB::Table")
        if not one["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]
    ]
    assert lost == ["leanto-ephemeral"]


def test_only_the_maker_of_files_may_touch_files(of_type):
    touching = [
        one["PolicyName"]
        for one in properties(of_type, "IAM::Policy")
        if re.search(r"'s3:", str(one["PolicyDocument"]))
    ]
    assert len(touching) == 1 and touching[0].startswith("FilesMakerRole")


def test_every_function_runs_the_python_that_the_bundle_is_locked_for(of_type):
    assert {one["Runtime"] for one in properties(of_type, "Lambda::Function")} == {"python3.13"}
    assert {str(one["Architectures"]) for one in properties(of_type, "Lambda::Function")} == {
        "['arm64']"
    }


def test_what_the_worker_cannot_do_is_put_aside(of_type):
    (queue,) = of_type("SQS::Queue")
    wanted = {"Fn::GetAtt": [queue, "Arn"]}
    (stream,) = properties(of_type, "Lambda::EventSourceMapping")
    (clock,) = properties(of_type, "Events::Rule")
    (called,) = properties(of_type, "Lambda::EventInvokeConfig")
    assert stream["DestinationConfig"]["OnFailure"]["Destination"] == wanted
    assert clock["Targets"][0]["DeadLetterConfig"]["Arn"] == wanted
    assert called["DestinationConfig"]["OnFailure"]["Destination"] == wanted


def test_the_worker_sees_cases_before_and_after_and_at_most_once_a_minute(of_type):
    (stream,) = properties(of_type, "Lambda::EventSourceMapping")
    patterns = [json.loads(each["Pattern"]) for each in stream["FilterCriteria"]["Filters"]]
    assert [each["dynamodb"]["Keys"] for each in patterns] == [{"sk": {"S": ["case"]}}]
    assert stream["MaximumBatchingWindowInSeconds"] == 60
    views = [
        one["StreamSpecification"]["StreamViewType"]
        for one in properties(of_type, "DynamoDB::Table")
        if "StreamSpecification" in one
    ]
    assert views == ["NEW_AND_OLD_IMAGES"]

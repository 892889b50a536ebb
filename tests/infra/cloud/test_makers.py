"""The makers of what CloudFormation has no word for, on emulated parameters, buckets and edge."""

import ast
import importlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from http.server import HTTPServer
from threading import Thread
from types import ModuleType
from typing import Any

import boto3
import pytest

from here import emulator, files
from support.makers import Ear, refuse
from support.races import at_once
from support.references import ROOT

MAKERS = ROOT / "infra" / "cloud" / "makers"
PEPPER, VERIFY = "/leanto/pepper", "/leanto/origin-verify"
BUCKET, SENT = "leanto-site", "cdk-assets"
OLD = {"index.html": "old", "assets/site.old.css": "a{}", "help/index.html": "old help"}
NEW = {"index.html": "new", "assets/site.new.css": "b{}", "sitemap.xml": "<x/>"}

Make = Callable[..., dict[str, Any]]


@pytest.fixture
def ear() -> Iterator[tuple[str, type[Ear]]]:
    """Its address, and what it heard."""
    kind = type("OneEar", (Ear,), {"heard": []})
    with HTTPServer(("127.0.0.1", 0), kind) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/answer", kind
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def aws() -> Iterator[str]:
    emulator.install()
    with emulator.Emulator(services="ssm,s3,cloudfront") as running:
        yield running.url


@pytest.fixture
def at_aws(aws: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Any]]:
    """Clients of the emulator, as the makers make theirs; nothing is there when a test begins."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", aws)
    monkeypatch.syspath_prepend(str(MAKERS))
    boto3.setup_default_session()
    yield boto3.client
    boto3.DEFAULT_SESSION = None
    ssm, s3 = (boto3.client(name, endpoint_url=aws) for name in ("ssm", "s3"))
    ssm.delete_parameters(Names=[PEPPER, VERIFY])
    for bucket in s3.list_buckets()["Buckets"]:
        for each in s3.list_objects_v2(Bucket=bucket["Name"]).get("Contents", ()):
            s3.delete_object(Bucket=bucket["Name"], Key=each["Key"])
        s3.delete_bucket(Bucket=bucket["Name"])


@pytest.fixture
def make(at_aws: Any, ear: tuple[str, type[Ear]]) -> Make:
    """Has a maker do its work, and gives what it told."""

    def run(name: str, kind: str, asked: dict[str, str], **more: Any) -> dict[str, Any]:
        url, heard = ear
        event = {
            "RequestType": kind,
            "ResponseURL": url,
            "StackId": "a stack",
            "RequestId": "a request",
            "LogicalResourceId": "Made",
            "ResourceProperties": asked,
            **more,
        }
        maker(name).handler(event, None)
        return heard.heard[-1]

    return run


def maker(name: str) -> ModuleType:
    return importlib.import_module(name)


def keys(make: Make, kind: str = "Create") -> dict[str, Any]:
    return make("keys", kind, {"Pepper": PEPPER, "OriginVerify": VERIFY})


def value(at_aws: Any, name: str) -> str:
    kept = at_aws("ssm").get_parameter(Name=name, WithDecryption=True)
    return str(kept["Parameter"]["Value"])


def test_both_secrets_are_made_and_only_one_is_told(make: Make, at_aws):
    told = keys(make)
    assert (told["Status"], told["PhysicalResourceId"]) == ("SUCCESS", PEPPER)
    assert told["Data"] == {"OriginVerify": value(at_aws, VERIFY)}
    assert told["NoEcho"] is True and not told["type"]
    pepper = value(at_aws, PEPPER)
    assert re.fullmatch("[0-9a-f]{64}", pepper) and pepper not in str(told)
    assert pepper != value(at_aws, VERIFY)


@pytest.mark.parametrize("kind", ["Create", "Update"])
def test_what_is_there_is_never_made_anew(make: Make, at_aws, kind: str):
    keys(make)
    before = [value(at_aws, name) for name in (PEPPER, VERIFY)]
    assert keys(make, kind)["Status"] == "SUCCESS"
    assert [value(at_aws, name) for name in (PEPPER, VERIFY)] == before


def test_a_pepper_that_was_there_first_stays(make: Make, at_aws):
    at_aws("ssm").put_parameter(Name=PEPPER, Value="older", Type="SecureString")
    assert keys(make)["Status"] == "SUCCESS"
    assert value(at_aws, PEPPER) == "older"


def test_eight_at_once_make_one_pepper(at_aws):
    clients = [at_aws("ssm") for _ in range(8)]
    made = at_once(*[lambda ssm=ssm: maker("keys").keep(ssm, PEPPER) for ssm in clients])
    assert made == [None] * 8
    assert at_aws("ssm").get_parameter_history(Name=PEPPER)["Parameters"][1:] == []


def test_nothing_secret_goes_with_the_stack(make: Make, at_aws):
    keys(make)
    before = value(at_aws, PEPPER)
    assert keys(make, "Delete")["Status"] == "SUCCESS"
    assert value(at_aws, PEPPER) == before


@pytest.mark.parametrize("operation", ["ssm.PutParameter", "ssm.GetParameter"])
def test_a_failure_is_told_without_a_value_and_the_next_run_goes_on(make, at_aws, operation, capfd):
    refuse(operation)
    told = keys(make)
    assert told["Status"] == "FAILED" and told["Reason"].startswith("ConnectionError;")
    assert "Data" not in told
    assert "nobody may read" not in str(told) + "".join(capfd.readouterr())
    assert keys(make)["Status"] == "SUCCESS"


def test_an_answer_that_was_not_heard_is_an_error_so_that_aws_calls_again(make, at_aws, ear):
    ear[1].deaf = 1
    with pytest.raises(OSError):
        keys(make)
    pepper = value(at_aws, PEPPER)
    assert keys(make)["Status"] == "SUCCESS" and value(at_aws, PEPPER) == pepper


@pytest.fixture
def site(at_aws) -> Any:
    """Empty buckets, and a client of them."""
    s3 = at_aws("s3")
    for name in (BUCKET, SENT):
        place = {"LocationConstraint": emulator.REGION}
        s3.create_bucket(Bucket=name, CreateBucketConfiguration=place)
    return s3


@pytest.fixture
def publish(make: Make, site: Any, at_aws) -> Make:
    """Sends a release up and has it published."""
    edge = distribution(at_aws("cloudfront"))

    def run(release: dict[str, str], before: str = "", kind: str = "Update") -> dict[str, Any]:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for name, words in release.items():
                archive.writestr(name, words)
        key = f"{sorted(release)[0]}-{len(release)}.zip".replace("/", "-")
        site.put_object(Bucket=SENT, Key=key, Body=held.getvalue())
        asked = {"Source": SENT, "Bucket": BUCKET, "Distribution": edge}
        older = {"OldResourceProperties": {**asked, "Key": before}} if before else {}
        return {**make("files", kind, {**asked, "Key": key}, **older), "key": key}

    return run


def distribution(client: Any) -> str:
    made = client.create_distribution(
        DistributionConfig={
            "CallerReference": "a test",
            "Comment": "",
            "Enabled": True,
            "Origins": {
                "Quantity": 1,
                "Items": [{"Id": "site", "DomainName": "site.invalid", "S3OriginConfig": OAI}],
            },
            "DefaultCacheBehavior": {
                "TargetOriginId": "site",
                "ViewerProtocolPolicy": "https-only",
            },
        }
    )
    return str(made["Distribution"]["Id"])


OAI = {"OriginAccessIdentity": ""}


def published(site: Any) -> dict[str, str]:
    """Everything in the site's bucket."""
    names = [each["Key"] for each in site.list_objects_v2(Bucket=BUCKET).get("Contents", ())]
    read = {name: site.get_object(Bucket=BUCKET, Key=name)["Body"].read() for name in names}
    return {name: body.decode() for name, body in read.items()}


def test_a_release_takes_the_place_of_the_one_before_but_for_what_its_pages_ask_for(publish, site):
    first = publish(OLD)
    assert (first["Status"], first["PhysicalResourceId"]) == ("SUCCESS", BUCKET)
    second = publish(NEW, before=first["key"])
    assert published(site) == {**NEW, "assets/site.old.css": "a{}"}
    publish({"index.html": "third"}, before=second["key"])
    assert published(site) == {"index.html": "third", "assets/site.new.css": "b{}"}


def test_going_back_to_the_release_before_is_a_release(publish, site):
    first = publish(OLD)
    second = publish(NEW, before=first["key"])
    publish(OLD, before=second["key"])
    assert published(site) == {**OLD, "assets/site.new.css": "b{}"}


def test_a_release_before_whose_zip_is_gone_or_broken_stops_nothing(publish, site):
    publish(OLD)
    assert publish(NEW, before="gone.zip")["Status"] == "SUCCESS"
    assert published(site) == NEW
    site.put_object(Bucket=SENT, Key="broken.zip", Body=b"no zip")
    assert publish(OLD, before="broken.zip")["Status"] == "SUCCESS"
    assert published(site) == OLD


@pytest.mark.parametrize(
    ("operation", "number"),
    [("s3.PutObject", 3), ("cloudfront.CreateInvalidation", 1), ("s3.ListObjectsV2", 1)],
)
def test_half_way_nothing_of_the_old_is_gone_and_the_next_run_ends_it(
    publish, site, operation: str, number: int
):
    first = publish(OLD)
    refuse(operation, number)
    told = publish(NEW, before=first["key"])
    assert told["Status"] == "FAILED"
    assert OLD.keys() <= published(site).keys()
    assert publish(NEW, before=first["key"])["Status"] == "SUCCESS"
    assert published(site) == {**NEW, "assets/site.old.css": "a{}"}


def test_a_page_comes_after_what_it_needs(publish, site):
    publish(NEW)
    at = {
        each["Key"]: each["LastModified"]
        for each in site.list_objects_v2(Bucket=BUCKET)["Contents"]
    }
    assert max(at, key=lambda name: (at[name], name.endswith(".html"))) == "index.html"


def test_more_than_a_thousand_files_go_with_the_stack(publish, site):
    publish({f"assets/{number}.txt": "x" for number in range(1003)} | {"index.html": "x"})
    assert publish({"index.html": "x"}, kind="Delete")["Status"] == "SUCCESS"
    assert published(site) == {}


def test_every_file_says_what_it_is(publish, site):
    publish({"index.html": "x", "a/site.webmanifest": "{}", "robots.txt": "x", "x.unknown": "x"})
    kinds = {
        name: site.head_object(Bucket=BUCKET, Key=name)["ContentType"] for name in published(site)
    }
    assert kinds == {
        "index.html": "text/html; charset=utf-8",
        "a/site.webmanifest": "application/manifest+json",
        "robots.txt": "text/plain; charset=utf-8",
        "x.unknown": "application/octet-stream",
    }


def test_a_file_has_the_same_type_in_its_bucket_as_on_one_machine():
    (types,) = [
        ast.literal_eval(node.value)
        for node in ast.parse((MAKERS / "files.py").read_text()).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "TYPES"
    ]
    assert types == files.TYPES

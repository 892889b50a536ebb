"""The edge of the template: which address goes where, with which headers, and what fails how."""

import json
import subprocess
from fnmatch import fnmatchcase
from typing import Any

import pytest

from capacity import THROTTLES
from headers import headers_for
from pages import offline
from routes import DOORS, ORDINARY, door_for
from support.references import ROOT
from support.synthesis import NODE
from web import at_edge

EDGE = ROOT / "infra" / "cloud" / "edge.js"
PATHS = [
    "/",
    "/help/",
    "/help/gb/",
    "/grounding/",
    "/breathing/",
    "/safety-plan/",
    "/professional-sheet/",
    "/guidelines/",
    "/privacy/",
    "/problems/gone/",
    "/assets/leanto.1a2b3c4d.css",
    "/offline-worker.js",
    "/robots.txt",
    *(f"{prefix}x/" for prefix in DOORS),
    *DOORS,
]


@pytest.fixture(scope="session")
def edge(of_type) -> dict[str, Any]:
    (one,) = of_type("CloudFront::Distribution").values()
    properties: dict[str, Any] = one["Properties"]["DistributionConfig"]
    return properties


def behaviour(edge: dict[str, Any], path: str) -> dict[str, Any]:
    """The behaviour that a path gets: the first pattern that fits, as the CDN chooses."""
    for each in edge["CacheBehaviors"]:
        if fnmatchcase(path, each["PathPattern"]):
            return dict(each)
    return dict(edge["DefaultCacheBehavior"])


def sent(of_type, behaviour: dict[str, Any]) -> dict[str, str]:
    """The headers of a behaviour's policy, each of which replaces what an origin said."""
    policies = of_type("CloudFront::ResponseHeadersPolicy")
    config = policies[behaviour["ResponseHeadersPolicyId"]["Ref"]]["Properties"]
    config = config["ResponseHeadersPolicyConfig"]
    found = {}
    for each in config["CustomHeadersConfig"]["Items"]:
        assert each["Override"] is True
        found[each["Header"]] = each["Value"]
    security = config["SecurityHeadersConfig"]
    assert all(each["Override"] is True for each in security.values())
    transport = security["StrictTransportSecurity"]
    assert transport["IncludeSubdomains"] is True
    return found | {
        "Content-Security-Policy": security["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "X-Content-Type-Options": "nosniff" if "ContentTypeOptions" in security else "",
        "X-Frame-Options": security["FrameOptions"]["FrameOption"],
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "Strict-Transport-Security": (
            f"max-age={transport['AccessControlMaxAgeSec']}; includeSubDomains"
        ),
    }


@pytest.mark.parametrize("path", PATHS)
def test_each_page_has_the_headers_of_the_one_source(path, edge, of_type):
    assert sent(of_type, behaviour(edge, path)) == headers_for(path, secure=True)


def test_the_names_of_machines_are_taken_away(of_type):
    for policy in of_type("CloudFront::ResponseHeadersPolicy").values():
        config = policy["Properties"]["ResponseHeadersPolicyConfig"]
        removed = {each["Header"] for each in config["RemoveHeadersConfig"]["Items"]}
        assert removed == {"Server", "Apigw-Requestid"}


@pytest.mark.parametrize("path", PATHS)
def test_each_address_goes_to_its_door_or_to_the_files(path, edge, of_type):
    target = behaviour(edge, path)["TargetOriginId"]
    (origin,) = [each for each in edge["Origins"] if each["Id"] == target]
    if door := door_for(path):
        (api,) = [
            name
            for name, each in of_type("ApiGatewayV2::Api").items()
            if each["Properties"]["Name"] == f"leanto-{door}"
        ]
        assert f"'Ref': '{api}'" in str(origin["DomainName"])
        assert origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
        (header,) = origin["OriginCustomHeaders"]
        assert header["HeaderName"] == "X-Origin-Verify"
        assert header["HeaderValue"] == {"Fn::GetAtt": ["Keys", "OriginVerify"]}
    else:
        assert "S3OriginConfig" in origin and "OriginAccessControlId" in origin


def test_every_visitor_is_taken_to_https(edge):
    every = [edge["DefaultCacheBehavior"], *edge["CacheBehaviors"]]
    assert {each["ViewerProtocolPolicy"] for each in every} == {"redirect-to-https"}


def test_files_are_read_only_and_doors_take_forms(edge):
    assert set(behaviour(edge, "/help/")["AllowedMethods"]) == {"GET", "HEAD"}
    assert "POST" in behaviour(edge, "/join/")["AllowedMethods"]


def test_a_door_sees_no_more_of_a_visitor_than_it_needs(edge, of_type):
    (policy,) = of_type("CloudFront::OriginRequestPolicy").values()
    headers = policy["Properties"]["OriginRequestPolicyConfig"]["HeadersConfig"]
    assert headers["HeaderBehavior"] == "whitelist"
    assert set(headers["Headers"]) == {
        "Accept",
        "CloudFront-Viewer-Address",
        "Content-Type",
        "Origin",
        "Sec-Fetch-Site",
    }


def kept(of_type) -> dict[str, Any]:
    """The one policy of the doors: what the edge keeps, and under which key."""
    ((name, policy),) = of_type("CloudFront::CachePolicy").items()
    config: dict[str, Any] = policy["Properties"]["CachePolicyConfig"]
    return config | {"id": {"Ref": name}}


def test_nothing_of_one_visitor_can_be_kept_for_another(edge, of_type):
    """Kept only for seconds, only if a door says so, and under the whole cookie and query."""
    config = kept(of_type)
    assert (config["MinTTL"], config["DefaultTTL"]) == (0, 0)
    assert config["MaxTTL"] == at_edge.KEPT_SECONDS
    key = config["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["CookiesConfig"]["CookieBehavior"] == "all"
    assert key["QueryStringsConfig"]["QueryStringBehavior"] == "all"
    for prefix in DOORS:
        assert behaviour(edge, prefix)["CachePolicyId"] == config["id"]


@pytest.mark.parametrize("prefix", DOORS)
def test_a_browser_is_told_to_keep_nothing_whatever_the_edge_keeps(prefix, edge, of_type):
    assert sent(of_type, behaviour(edge, prefix))["Cache-Control"] == "private, no-store"


def test_a_removal_reaches_every_reader_within_a_minute(edge, of_type):
    """The oldest that a page can be, from what each that keeps one is told."""
    told = dict(part.partition("=")[::2] for part in at_edge.KEPT.split(", "))
    stale = [int(told.get(f"stale-{when}", 0)) for when in ("while-revalidate", "if-error")]
    rings = 2  # a place near the reader, and one near the region behind it
    at_the_edge = rings * (min(int(told["s-maxage"]), kept(of_type)["MaxTTL"]) + sum(stale))
    assert "must-revalidate" in told and "stale-if-error" in told  # else old pages have no end
    in_browsers = [sent(of_type, behaviour(edge, prefix))["Cache-Control"] for prefix in DOORS]
    assert all("no-store" in each.split(", ") for each in in_browsers)
    assert not [page for page in offline.kept_pages("gb") if door_for(page)]
    assert 0 < at_the_edge <= 60


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_compressed_on_their_way(path, edge, of_type):
    """The CDN compresses only where its caching is not switched off whole."""
    config, found = kept(of_type), behaviour(edge, path)
    assert found["Compress"] is True
    if door_for(path):
        key = config["ParametersInCacheKeyAndForwardedToOrigin"]
        assert key["EnableAcceptEncodingGzip"] and key["EnableAcceptEncodingBrotli"]
        assert config["MaxTTL"] > 0
    else:  # the CDN's own policy "CachingOptimized", which asks for both kinds
        assert found["CachePolicyId"] == "658327ea-f89d-4fab-a63d-7e88639e58f6"


def test_a_missing_file_and_a_silent_door_have_pages_of_their_own(edge):
    pages = {
        each["ErrorCode"]: (each["ResponseCode"], each["ResponsePagePath"])
        for each in edge["CustomErrorResponses"]
        if "ResponsePagePath" in each
    }
    resting = (503, "/resting.html")
    assert pages == {403: (404, "/404.html"), 502: resting, 503: resting, 504: resting}


def test_a_doors_own_mistake_is_kept_for_nobody(edge):
    (mistake,) = [each for each in edge["CustomErrorResponses"] if each["ErrorCode"] == 500]
    assert mistake == {"ErrorCode": 500, "ErrorCachingMinTTL": 0}


def test_no_door_answers_403_which_would_be_taken_for_a_missing_file():
    from web.problems import RESTING_WHILE_WRITING, STATUS

    assert 403 not in {*STATUS.values(), RESTING_WHILE_WRITING}


def test_the_bucket_is_closed_to_all_but_the_edge(of_type):
    (bucket,) = of_type("S3::Bucket").values()
    blocked = bucket["Properties"]["PublicAccessBlockConfiguration"]
    assert len(blocked) == 4 and all(blocked.values())
    (policy,) = of_type("S3::BucketPolicy").values()
    allowed = [
        each
        for each in policy["Properties"]["PolicyDocument"]["Statement"]
        if each["Effect"] == "Allow"
    ]
    assert [each["Principal"] for each in allowed] == [{"Service": "cloudfront.amazonaws.com"}]
    assert "AWS:SourceArn" in str(allowed[0]["Condition"])


def test_each_api_is_throttled_and_all_together_by_nine_a_second(of_type):
    stages = of_type("ApiGatewayV2::Stage").values()
    settings = [each["Properties"]["DefaultRouteSettings"] for each in stages]
    assert len(settings) == len(THROTTLES) == 4
    assert sum(each["ThrottlingRateLimit"] for each in settings) == 9
    assert sum(each["ThrottlingBurstLimit"] for each in settings) == 110


def test_nothing_logs_visits(of_type, edge):
    assert "Logging" not in edge
    for stage in of_type("ApiGatewayV2::Stage").values():
        assert "AccessLogSettings" not in stage["Properties"]
    for bucket in of_type("S3::Bucket").values():
        assert "LoggingConfiguration" not in bucket["Properties"]


def asked(*uris: str) -> list[dict[str, Any]]:
    """What the edge's function makes of each address, run in Node."""
    events = [{"request": {"uri": uri.partition("?")[0], "querystring": {}}} for uri in uris]
    script = f"{EDGE.read_text()}\nconsole.log(JSON.stringify({json.dumps(events)}.map(handler)))"
    done = subprocess.run([NODE, "-e", script], capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_edge_knows_an_ordinary_address_as_everybody_else_does():
    written = EDGE.read_text()
    (pattern,) = [line for line in written.splitlines() if line.startswith("var ORDINARY")]
    body = pattern.partition("/^")[2].rpartition("$/")[0].replace("\\/", "/")
    assert body == ORDINARY.pattern


@pytest.mark.parametrize(
    ("uri", "file"),
    [
        ("/", "/index.html"),
        ("/help/gb/", "/help/gb/index.html"),
        ("/robots.txt", "/robots.txt"),
        ("/assets/a.1b.css", "/assets/a.1b.css"),
        ("/%2e%2e/secret", "/nowhere"),
        ("/a//b", "/nowhere"),
        ("/.git/config", "/nowhere"),
        ("/help/%00", "/nowhere"),
    ],
)
def test_the_edge_looks_for_one_file(uri, file):
    assert asked(uri)[0]["uri"] == file


def test_a_page_without_its_last_slash_is_sent_on():
    (answer,) = asked("/help/gb")
    assert answer["statusCode"] == 308
    assert answer["headers"]["location"]["value"] == "/help/gb/"

"""The edge: one CDN before the static files and the doors, with the headers of `headers.py`.

Static files come from a private bucket. The doors' answers are kept at the edge only when a door
says so (functions/web/at_edge.py), for seconds, apart for each cookie and query; what browsers are
told is always `headers.py`, which the CDN sets after its caches. Nothing is logged here. A file
that is not there is the 404 page, and a door that does not answer is the resting page, both from
the bucket; so help never waits for a function.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aws_cdk import Duration, Stack
from aws_cdk import aws_certificatemanager as certificates
from aws_cdk import aws_cloudfront as cdn
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3

from cloud.doors import Door
from headers import DEVICE_ONLY, KEEP_HELP, headers_for
from routes import DOORS, door_for

FUNCTION = Path(__file__).with_name("edge.js")
# What a door may let the edge keep. An address near the reader may ask a cache near the region, so
# that a page is at most twice as old; and so a removal reaches every reader within a minute.
KEPT_SECONDS = 20
NOT_FOUND, RESTING = "/404.html", "/resting.html"
VERIFY = "X-Origin-Verify"
# All that a door needs of a visitor's headers; browser, language and referrer are not passed on.
PASSED = ("Accept", "CloudFront-Viewer-Address", "Content-Type", "Origin", "Sec-Fetch-Site")
# Headers for which the CDN has names of its own; every other is a custom header to it.
SECURITY = {
    "Content-Security-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
}


@dataclass(frozen=True, kw_only=True)
class Address:
    """A name of the site's own and the ARN of its certificate, which must be in us-east-1."""

    domain: str
    certificate: str


@dataclass(frozen=True, kw_only=True)
class Backends:
    """What stands behind the edge. `local_port` is the emulator's, where there is no AWS."""

    bucket: s3.Bucket
    doors: Mapping[str, Door]
    verify: str
    local_port: int = 0


def add(stack: Stack, backends: Backends, address: Address | None = None) -> cdn.Distribution:
    """The distribution, with a behaviour for each kind of address."""
    behaviours = dict(_behaviours(stack, backends))
    certificate = address and certificates.Certificate.from_certificate_arn(
        stack, "Certificate", address.certificate
    )
    return cdn.Distribution(
        stack,
        "Edge",
        comment=stack.stack_name,
        default_root_object="index.html",
        default_behavior=behaviours.pop("*"),
        additional_behaviors=behaviours,
        error_responses=list(_error_pages()),
        http_version=cdn.HttpVersion.HTTP2_AND_3,
        minimum_protocol_version=cdn.SecurityPolicyProtocol.TLS_V1_2_2021 if address else None,
        price_class=cdn.PriceClass.PRICE_CLASS_ALL,
        domain_names=[address.domain] if address else None,
        certificate=certificate,
    )


def patterns() -> Iterator[str]:
    """Every pattern of addresses that has a behaviour of its own, and `*` for the others."""
    yield from (f"{prefix}*" for prefix in DOORS)
    yield from ("/assets/*", "/offline-worker.js")
    yield from (f"{prefix}*" for prefix in dict.fromkeys(KEEP_HELP + DEVICE_ONLY))
    yield "*"


def _behaviours(stack: Stack, backends: Backends) -> Iterator[tuple[str, cdn.BehaviorOptions]]:
    static, at_doors = _static(stack, backends.bucket), _at_doors(stack, backends)
    policies: dict[str, cdn.ResponseHeadersPolicy] = {}
    for pattern in patterns():
        path = pattern.removesuffix("*") or "/"
        wanted = headers_for(path, secure=True)
        if str(wanted) not in policies:
            policies[str(wanted)] = _policy(stack, len(policies), wanted)
        policy = policies[str(wanted)]
        door = door_for(path)
        common = at_doors[door] if door else static
        yield pattern, cdn.BehaviorOptions(**common, response_headers_policy=policy)


def _static(stack: Stack, bucket: s3.Bucket) -> dict[str, object]:
    function = cdn.Function(
        stack,
        "EdgeFunction",
        function_name=f"{stack.stack_name}-edge-{stack.region}",
        runtime=cdn.FunctionRuntime.JS_2_0,
        code=cdn.FunctionCode.from_file(file_path=str(FUNCTION)),
    )
    return {
        "origin": origins.S3BucketOrigin.with_origin_access_control(bucket),
        "viewer_protocol_policy": cdn.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        "allowed_methods": cdn.AllowedMethods.ALLOW_GET_HEAD,
        "cache_policy": cdn.CachePolicy.CACHING_OPTIMIZED,
        "function_associations": [
            cdn.FunctionAssociation(
                function=function, event_type=cdn.FunctionEventType.VIEWER_REQUEST
            )
        ],
    }


def _at_doors(stack: Stack, backends: Backends) -> dict[str, dict[str, object]]:
    cache = cdn.CachePolicy(
        stack,
        "DoorCache",
        cache_policy_name=f"{stack.stack_name}-doors-{stack.region}",
        comment="Seconds, apart for each cookie, and only when a door says so",
        min_ttl=Duration.seconds(0),
        default_ttl=Duration.seconds(0),
        max_ttl=Duration.seconds(KEPT_SECONDS),
        cookie_behavior=cdn.CacheCookieBehavior.all(),
        query_string_behavior=cdn.CacheQueryStringBehavior.all(),
        enable_accept_encoding_gzip=True,
        enable_accept_encoding_brotli=True,
    )
    passed = cdn.OriginRequestPolicy(
        stack,
        "DoorHeaders",
        origin_request_policy_name=f"{stack.stack_name}-doors-{stack.region}",
        comment="What a door needs of a visitor's headers",
        cookie_behavior=cdn.OriginRequestCookieBehavior.all(),
        query_string_behavior=cdn.OriginRequestQueryStringBehavior.all(),
        header_behavior=cdn.OriginRequestHeaderBehavior.allow_list(*PASSED),
    )
    return {
        name: {
            "origin": _door_origin(stack, door.api.api_id, backends),
            "viewer_protocol_policy": cdn.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            "allowed_methods": cdn.AllowedMethods.ALLOW_ALL,
            "cache_policy": cache,
            "origin_request_policy": passed,
        }
        for name, door in backends.doors.items()
        if door.api
    }


def _door_origin(stack: Stack, api_id: str, backends: Backends) -> origins.HttpOrigin:
    if backends.local_port:
        return origins.HttpOrigin(
            "localhost",
            http_port=backends.local_port,
            protocol_policy=cdn.OriginProtocolPolicy.HTTP_ONLY,
            origin_path=f"/_aws/execute-api/{api_id}/$default",
            custom_headers={VERIFY: backends.verify},
        )
    return origins.HttpOrigin(
        f"{api_id}.execute-api.{stack.region}.{stack.url_suffix}",
        protocol_policy=cdn.OriginProtocolPolicy.HTTPS_ONLY,
        origin_ssl_protocols=[cdn.OriginSslPolicy.TLS_V1_2],
        read_timeout=Duration.seconds(10),
        custom_headers={VERIFY: backends.verify},
    )


def _error_pages() -> Iterator[cdn.ErrorResponse]:
    yield _error_page(403, 404, NOT_FOUND)
    # Else the CDN keeps a door's mistake for ten seconds, and "try again" shows the same page.
    yield cdn.ErrorResponse(http_status=500, ttl=Duration.seconds(0))
    for status in (502, 503, 504):
        yield _error_page(status, 503, RESTING)


def _error_page(status: int, told: int, page: str) -> cdn.ErrorResponse:
    return cdn.ErrorResponse(
        http_status=status,
        response_http_status=told,
        response_page_path=page,
        ttl=Duration.seconds(10),
    )


def _policy(stack: Stack, number: int, wanted: Mapping[str, str]) -> cdn.ResponseHeadersPolicy:
    """The headers of some pages. What a function says about caching is for the edge alone."""
    transport = wanted["Strict-Transport-Security"]
    return cdn.ResponseHeadersPolicy(
        stack,
        f"Headers{number}",
        response_headers_policy_name=f"{stack.stack_name}-{number}-{stack.region}",
        security_headers_behavior=cdn.ResponseSecurityHeadersBehavior(
            content_security_policy=cdn.ResponseHeadersContentSecurityPolicy(
                content_security_policy=wanted["Content-Security-Policy"], override=True
            ),
            content_type_options=cdn.ResponseHeadersContentTypeOptions(override=True),
            frame_options=cdn.ResponseHeadersFrameOptions(
                frame_option=cdn.HeadersFrameOption.DENY, override=True
            ),
            referrer_policy=cdn.ResponseHeadersReferrerPolicy(
                referrer_policy=cdn.HeadersReferrerPolicy.NO_REFERRER, override=True
            ),
            strict_transport_security=cdn.ResponseHeadersStrictTransportSecurity(
                access_control_max_age=Duration.seconds(int(transport.split("=")[1].split(";")[0])),
                include_subdomains="includeSubDomains" in transport,
                override=True,
            ),
        ),
        custom_headers_behavior=cdn.ResponseCustomHeadersBehavior(
            custom_headers=[
                cdn.ResponseCustomHeader(header=name, value=value, override=True)
                for name, value in wanted.items()
                if name not in SECURITY
            ]
        ),
        remove_headers=["Server", "Apigw-Requestid"],
    )

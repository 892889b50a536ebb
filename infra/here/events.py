"""A request as API Gateway hands it to a function (HTTP API, format 2.0), and the answer back."""

import base64
import time
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from here.files import Answer

# Functions never learn the site's own name from a request: in production, Host is the API's.
HOST = "api.invalid"
LIMIT_SECONDS = 5
# Ours alone to say, or about the connection.
DROPPED = {
    "connection",
    "content-length",
    "cookie",
    "host",
    "keep-alive",
    "te",
    "upgrade",
    "x-forwarded-port",
    "x-forwarded-proto",
}


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request: the path exactly as sent, headers in lower case, repeated ones joined."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    cookies: tuple[str, ...]
    body: bytes
    address: str

    def accepts(self, what: str) -> bool:
        """Whether a content type or an encoding is acceptable to the client."""
        name = "accept" if "/" in what else "accept-encoding"
        return what in self.headers.get(name, "").lower()


@dataclass(frozen=True)
class Context:
    """What Lambda tells a function about its invocation."""

    function_name: str
    aws_request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    began: float = field(default_factory=time.monotonic)

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int(1000 * (LIMIT_SECONDS - (time.monotonic() - self.began))))


def request_of(
    method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes, address: str
) -> Request:
    """A request from its parts. An absolute target loses its scheme and host."""
    if not target.startswith("/"):
        parts = urlsplit(target)
        target = (parts.path or "/") + ("?" + parts.query if parts.query else "")
    path, _, query = target.partition("?")
    told = defaultdict[str, list[str]](list)
    for name, value in headers:
        told[name.lower()].append(value)
    kept = told.keys() - {name for name in told if name.startswith("cloudfront-")} - DROPPED
    return Request(
        method=method,
        path=path,
        query=query,
        headers={name: ",".join(told[name]) for name in kept},
        cookies=tuple(
            one.strip() for line in told["cookie"] for one in line.split(";") if one.strip()
        ),
        body=body,
        address=address,
    )


def event_of(request: Request) -> dict[str, Any]:
    """The event a function sees: no Content-Length, and a form's body in base64."""
    forwarded = request.headers.get("x-forwarded-for")
    headers = request.headers | {
        "host": HOST,
        "x-forwarded-for": f"{forwarded}, {request.address}" if forwarded else request.address,
        "x-forwarded-port": "443",
        "x-forwarded-proto": "https",
    }
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": request.path,
        "rawQueryString": request.query,
        "headers": headers,
        "requestContext": context_of(request),
        "isBase64Encoded": False,
    }
    if request.cookies:
        event["cookies"] = list(request.cookies)
    return event | body_of(request)


def context_of(request: Request) -> dict[str, Any]:
    now = time.time()
    return {
        "accountId": "anonymous",
        "apiId": "api",
        "domainName": HOST,
        "domainPrefix": "api",
        "http": {
            "method": request.method,
            "path": request.path,
            "protocol": "HTTP/1.1",
            "sourceIp": request.address,
            "userAgent": request.headers.get("user-agent", ""),
        },
        "requestId": uuid.uuid4().hex,
        "routeKey": "$default",
        "stage": "$default",
        "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
        "timeEpoch": int(now * 1000),
    }


def body_of(request: Request) -> dict[str, Any]:
    if not request.body:
        return {}
    kind = request.headers.get("content-type", "")
    if kind.startswith(("text/", "application/json")):
        try:
            return {"body": request.body.decode()}
        except UnicodeDecodeError:
            pass
    return {"body": base64.b64encode(request.body).decode(), "isBase64Encoded": True}


def answer_of(told: dict[str, Any]) -> Answer:
    """An HTTP answer from what a function returned. Raises KeyError for anything else."""
    body = told.get("body") or ""
    return Answer(
        int(told["statusCode"]),
        {name.lower(): str(value) for name, value in (told.get("headers") or {}).items()},
        base64.b64decode(body) if told.get("isBase64Encoded") else body.encode(),
        tuple(told.get("cookies") or ()),
    )

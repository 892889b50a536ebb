"""The bridge: what API Gateway sends reaches Flask unchanged, and what Flask says comes back."""

import base64
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask, Response, request
from mangum import Mangum

from web.bridge import Bridge

TEXT = ["text/", "application/json", "application/problem+json"]


def event(method: str = "GET", path: str = "/", **changes: Any) -> dict[str, Any]:
    """An API Gateway HTTP API event, as the service sends it: no Content-Length."""
    http = {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "198.51.100.7"}
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"host": "api.invalid", "x-forwarded-proto": "https"},
        "requestContext": {"http": http | {"userAgent": ""}, "requestId": "r", "stage": "$default"},
        "isBase64Encoded": False,
    } | changes


def through(view: Callable[[], Any], sent: dict[str, Any]) -> dict[str, Any]:
    """Send an event through Mangum and the bridge to a Flask app with one view."""
    app = Flask("bridged")
    app.add_url_rule("/", view_func=view, methods=["GET", "POST"], endpoint="view")
    app.add_url_rule("/<path:path>", view_func=lambda path: view(), methods=["GET"], endpoint="p")
    return Mangum(Bridge(app), lifespan="off", text_mime_types=TEXT)(sent, None)


def form(body: bytes) -> dict[str, Any]:
    headers = {"host": "api.invalid", "content-type": "application/x-www-form-urlencoded"}
    encoded = base64.b64encode(body).decode()
    return event("POST", headers=headers, body=encoded, isBase64Encoded=True)


def test_the_view_runs_in_the_calling_thread():
    answer = through(lambda: str(threading.get_ident()), event())
    assert answer["body"] == str(threading.get_ident())


def test_reads_a_form_without_a_content_length():
    answer = through(lambda: request.form["words"], form(b"words=hello+%F0%9F%8C%BF"))
    assert (answer["statusCode"], answer["body"]) == (200, "hello \N{HERB}")


def test_counts_the_body_and_does_not_believe_a_header():
    sent = form(b"words=hello")
    sent["headers"]["content-length"] = "3"
    assert through(lambda: request.form["words"], sent)["body"] == "hello"


def test_carries_two_cookies_each_way():
    def view() -> Response:
        answer = Response("-".join([request.cookies["one"], request.cookies["two"]]))
        answer.set_cookie("three", "3")
        answer.set_cookie("four", "4")
        return answer

    answer = through(view, event(cookies=["one=1", "two=2"]))
    assert answer["body"] == "1-2"
    assert answer["cookies"] == ["three=3; Path=/", "four=4; Path=/"]


def test_joins_repeated_headers_as_each_kind_is_joined():
    environ: dict[str, Any] = {}

    def app(found, start):
        environ.update(found)
        start("200 OK", [])
        return []

    headers = [(b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"x"), (b"accept", b"y")]
    run(Bridge(app), headers=headers)
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_ACCEPT"] == "x,y"


def test_leaves_out_a_header_that_poses_as_another():
    sent = event(headers={"host": "api.invalid", "x_forwarded_for": "spoofed"})
    assert through(lambda: request.headers.get("X-Forwarded-For", "none"), sent)["body"] == "none"


def test_carries_the_query_the_address_and_the_event():
    def view() -> str:
        raw = request.environ["aws.event"]["rawPath"]
        return f"{request.args['q']} {request.remote_addr} {request.scheme} {raw}"

    answer = through(view, event(path="/a%2Fb", rawQueryString="q=caf%C3%A9"))
    assert answer["body"] == "café 198.51.100.7 https /a%2Fb"


def test_carries_a_path_in_any_alphabet():
    answer = through(lambda: request.path, event(path="/%D8%B3%D9%84%D8%A7%D9%85/%ff"))
    assert answer["body"] == "/سلام/\ufffd"


def test_an_empty_body_is_empty():
    assert through(lambda: str(len(request.get_data())), event("POST"))["body"] == "0"


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/problem+json"])
def test_text_comes_back_as_text(kind: str):
    answer = through(lambda: Response("né", content_type=kind), event())
    assert (answer["body"], answer["isBase64Encoded"]) == ("né", False)


def test_other_bytes_come_back_encoded():
    answer = through(lambda: Response(b"\xff\x00", content_type="image/png"), event())
    assert (base64.b64decode(answer["body"]), answer["isBase64Encoded"]) == (b"\xff\x00", True)


class Chunks:
    """A WSGI iterable that remembers being closed."""

    closed = False

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        return self.chunks

    def close(self) -> None:
        self.closed = True


def run(bridge: Bridge, **changes: Any) -> dict[str, Any]:
    """Drive the bridge without an event loop: it never waits for anything."""
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    scope |= {"server": ("api.invalid", 443), "client": None, "scheme": "https"} | changes
    sent: dict[str, Any] = {}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    async def send(message: dict[str, Any]) -> None:
        sent.update(message)

    with pytest.raises(StopIteration):
        bridge(scope, receive, send).send(None)
    return sent


def test_closes_the_iterable():
    chunks = Chunks(iter([b"one ", b"two"]))

    def app(_, start):
        start("200 OK", [("Content-Type", "text/plain")])
        return chunks

    assert run(Bridge(app))["body"] == b"one two"
    assert chunks.closed


def test_closes_the_iterable_that_raises():
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise OSError

    chunks = Chunks(broken())

    def app(_, start):
        start("200 OK", [])
        return chunks

    assert run(Bridge(app))["status"] == 500
    assert chunks.closed


def test_an_escaping_error_gives_a_bare_500_and_logs_no_words(caplog: pytest.LogCaptureFixture):
    def app(_, start):
        raise ValueError("a member's words")

    caplog.set_level(logging.DEBUG)
    answer = Mangum(Bridge(app), lifespan="off")(event(path="/threads/secret-id/"), None)
    assert (answer["statusCode"], answer["body"]) == (500, "Something went wrong.")
    assert [record.getMessage().split(":")[0] for record in caplog.records] == [
        f"ValueError at {__name__}"
    ]


def test_mangum_logs_no_path(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    through(lambda: "fine", event(path="/threads/secret-id/"))
    assert "secret-id" not in caplog.text

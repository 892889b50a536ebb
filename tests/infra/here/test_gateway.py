"""The local gateway behaves as the deployed one: doors, events, and who answers when not."""

import http.client
import json
import logging
import socket
import threading
import time

import pytest

from here import front, gateway
from support.wire import ask, html, raw

HOST = "Host: localhost"
PAGE = {"accept": "text/html"}
FORM = {"content-type": "application/x-www-form-urlencoded", **PAGE}


@pytest.mark.parametrize(
    ("path", "to"),
    [("/help", "/help/"), ("/inbox", "/inbox/"), ("/threads/abc?page=2", "/threads/abc/?page=2")],
)
def test_adds_the_last_slash(port, path, to):
    answer, _ = ask(port, path)
    assert (answer.status, answer.headers["location"]) == (308, to)


@pytest.mark.parametrize("path", ["//evil.invalid", "/%2fevil", "/robots.tx", "/nowhere"])
def test_never_sends_anyone_elsewhere(port, path):
    assert ask(port, path)[0].headers["location"] is None


def test_a_door_sees_an_api_gateway_event(port, porch):
    ask(
        port,
        "/threads/a%2Fb/..%00/?q=%C3%A9&q=2",
        "POST",
        b"words=hello",
        **FORM,
        cookie="a=1; b=2",
        cloudfront_viewer_address="203.0.113.9:1",
        x_forwarded_proto="gopher",
    )
    event = porch.events[0]
    assert event["version"] == "2.0"
    assert event["rawPath"] == event["requestContext"]["http"]["path"] == "/threads/a%2Fb/..%00/"
    assert event["rawQueryString"] == "q=%C3%A9&q=2"
    assert event["cookies"] == ["a=1", "b=2"]
    assert (event["body"], event["isBase64Encoded"]) == ("d29yZHM9aGVsbG8=", True)
    assert event["requestContext"]["http"]["sourceIp"] == "127.0.0.1"
    assert event["headers"]["host"] == "api.invalid"
    assert event["headers"]["x-forwarded-proto"] == "https"
    assert not {"content-length", "cookie", "cloudfront-viewer-address"} & set(event["headers"])


def test_two_cookie_lines_are_one_list(port, porch):
    raw(port, "GET /inbox/ HTTP/1.1", HOST, "Cookie: a=1", "Cookie: b=2", "Connection: close")
    assert porch.events[0]["cookies"] == ["a=1", "b=2"]


def test_json_goes_as_text(port, porch):
    ask(port, "/posts/", "POST", b'{"a": 1}', content_type="application/json")
    assert (porch.events[0]["body"], porch.events[0]["isBase64Encoded"]) == ('{"a": 1}', False)


def test_no_body_is_no_body(port, porch):
    ask(port, "/posts/", "POST")
    assert "body" not in porch.events[0]


def test_a_doors_answer_comes_back_whole(port, porch):
    porch.answer = {
        "statusCode": 201,
        "headers": {"content-type": "application/x-thing", "server": "x", "location": "/inbox/"},
        "cookies": ["a=1; Path=/", "b=2; Path=/"],
        "body": "/wA=",
        "isBase64Encoded": True,
    }
    answer, body = ask(port, "/posts/")
    assert (answer.status, body) == (201, b"\xff\x00")
    assert answer.headers.get_all("set-cookie") == ["a=1; Path=/", "b=2; Path=/"]
    assert answer.headers["location"] == "/inbox/"
    assert answer.headers["server"] is None
    assert answer.headers.get_all("content-length") == ["2"]


def test_a_browser_keeps_no_forum_page_whatever_the_door_told_the_edge(port, porch):
    assert ask(port, "/inbox/")[0].headers["cache-control"] == "private, no-store"
    porch.answer = html(200, "open", **{"cache-control": "public, s-maxage=5"})
    assert ask(port, "/spaces/")[0].headers.get_all("cache-control") == ["private, no-store"]


def test_a_door_cannot_weaken_the_policy(port, porch):
    porch.answer = html(200, "open", **{"content-security-policy": "default-src *"})
    assert "*" not in ask(port, "/inbox/")[0].headers["content-security-policy"]


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_door_that_cannot_answer_is_resting(port, porch, status):
    porch.answer = html(status, "its own words", **{"retry-after": "7"})
    answer, body = ask(port, "/inbox/", **PAGE)
    assert (answer.status, body, answer.headers["retry-after"]) == (503, b"resting", "7")
    assert answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("answer", [{"raise": True}, {}, {"statusCode": 500, "body": "{}"}])
def test_a_broken_door_is_resting(port, porch, answer, caplog):
    porch.answer = answer
    found, body = ask(port, "/inbox/", **PAGE)
    assert (found.status, body) == (503, b"resting")
    assert "member's words" not in caplog.text


def test_a_missing_door_is_resting(port):
    assert ask(port, "/moderate/", **PAGE)[1] == b"resting"


def test_a_500_with_a_page_of_its_own_is_kept(port, porch):
    porch.answer = html(500, "our mistake")
    answer, body = ask(port, "/inbox/", **PAGE)
    assert (answer.status, body) == (500, b"our mistake")


def test_a_program_is_told_in_json(port, porch):
    porch.answer = {"raise": True}
    answer, body = ask(port, "/inbox/", accept="application/json")
    assert (answer.status, json.loads(body)["type"]) == (503, "/problems/resting/")


def test_a_body_of_ten_megabytes_passes(port, porch):
    ask(port, "/posts/", "POST", b"a" * front.BODY_MAX_BYTES, **FORM)
    assert len(porch.events[0]["body"]) > front.BODY_MAX_BYTES


def test_a_bigger_body_is_refused_before_it_is_read(port, porch):
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        size = front.BODY_MAX_BYTES + 1
        connection.sendall(
            f"POST /posts/ HTTP/1.1\r\n{HOST}\r\nContent-Length: {size}\r\n\r\n".encode()
        )
        assert connection.recv(4096).startswith(b"HTTP/1.1 413 ")
    assert time.monotonic() - began < 2
    assert not porch.events


def test_a_bigger_body_that_is_sent_anyway_gets_its_answer(port):
    answer, body = ask(port, "/posts/", "POST", b"a" * (front.BODY_MAX_BYTES + 1), **FORM)
    assert (answer.status, body) == (413, b"too much")
    answer, body = ask(port, "/posts/", "POST", b"a" * (front.BODY_MAX_BYTES + 1))
    assert (answer.status, json.loads(body)) == (413, {"message": "Request Entity Too Large"})


def test_what_is_not_http_gets_a_bare_answer(port):
    answer = raw(port, "nonsense")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"server:" not in answer.lower()


def test_a_method_of_nobodys_is_not_allowed(port):
    answer = raw(port, "BREW / HTTP/1.1", HOST, "Connection: close")
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert b"server:" not in answer.lower()


def test_one_connection_carries_many_requests(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    for words in (b"words=one", b"words=two"):
        connection.request("POST", "/join/", words, FORM)
        assert connection.getresponse().read() == words.removeprefix(b"words=")
    connection.close()


def test_many_connections_at_once_reach_flask(port):
    found: list[bytes] = []
    threads = [
        threading.Thread(
            target=lambda: found.append(ask(port, "/join/", "POST", b"words=x", **FORM)[1])
        )
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [b"x"] * 20


def test_a_second_server_on_the_port_is_refused(port, site):
    with pytest.raises(OSError):
        front.Server(gateway.Gateway(site=site, doors={}), port)


def test_writes_no_log(port, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    ask(port, "/threads/secret-id/")
    assert "secret-id" not in caplog.text + "".join(capfd.readouterr())

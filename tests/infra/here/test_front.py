"""HTTP as the front of the gateway speaks it: one connection, many requests, and none that lies."""

import http.client
import re
import socket
from collections.abc import Iterator

import pytest

from here import front
from support.wire import raw

GET = "GET /help/ HTTP/1.1"
POST = "POST /posts/ HTTP/1.1"
LAST = "Connection: close"


@pytest.fixture
def connection(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), 5) as opened:
        yield opened


def told(connection: socket.socket, method: str = "GET") -> tuple[http.client.HTTPResponse, bytes]:
    """The next answer on a connection; nothing after it has been read."""
    answer = http.client.HTTPResponse(connection, method=method)
    answer.begin()
    return answer, answer.read()


def test_a_head_has_the_length_of_its_get_and_the_connection_goes_on(connection):
    connection.sendall(b"HEAD /help/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    head, nothing = told(connection, "HEAD")
    connection.sendall(b"GET /help/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    whole, body = told(connection)
    assert (head.status, whole.status, nothing) == (200, 200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"] == str(len(body))


def test_requests_sent_at_once_are_answered_in_their_order(port):
    answers = raw(port, GET, "", "GET /nowhere/ HTTP/1.1", "", "GET / HTTP/1.1", LAST)
    assert re.findall(rb"HTTP/1\.1 (\d+) ", answers) == [b"200", b"404", b"200"]


def test_a_body_that_is_held_back_is_asked_for(connection, porch):
    connection.sendall(f"{POST}\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n".encode())
    assert connection.recv(4096).startswith(b"HTTP/1.1 100 ")
    connection.sendall(b"words")
    assert told(connection)[0].status == 200
    assert porch.events[0]["body"]


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (f"Content-Length: {front.BODY_MAX_BYTES + 1}", 413),
        ("Transfer-Encoding: chunked", 411),
    ],
)
def test_a_body_that_would_be_refused_is_not_asked_for(port, porch, line, status):
    answer = raw(port, POST, line, "Expect: 100-continue")
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert not porch.events


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: 5", "Content-Length: 5"),
        ("Content-Length: 5, 5",),
        ("Content-Length: +5",),
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: identity",),
    ],
)
def test_a_length_that_is_told_twice_or_not_at_all_is_refused(port, porch, lines):
    answer = raw(port, POST, *lines, then=b"words")
    assert answer.startswith(b"HTTP/1.1 411 ")
    assert answer.count(b"HTTP/1.1") == 1
    assert not porch.events


@pytest.mark.parametrize("line", ["no header at all", "Content-Length : 5", " folded: first"])
def test_a_line_that_is_no_header_is_not_guessed_at(port, porch, line):
    answer = raw(port, POST, line, "Accept: text/html", then=b"words")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1") == 1
    assert not porch.events


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (("GET /" + "a" * 70_000 + " HTTP/1.1",), 414),
        ((GET, "X-Long: " + "a" * 70_000), 431),
        ((GET, *(f"X-{n}: 1" for n in range(120))), 431),
    ],
)
def test_a_head_without_end_is_refused(port, lines, status):
    assert raw(port, *lines).startswith(f"HTTP/1.1 {status} ".encode())

"""HTTP as the front of the gateway speaks it: one connection, many requests, and none that lies."""

import http.client
import re
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from here import front
from here.gateway import AT_ONCE
from support.wire import ask, html, raw

HOST = "Host: localhost"
GET = f"GET /help/ HTTP/1.1\r\n{HOST}"
POST = f"POST /posts/ HTTP/1.1\r\n{HOST}"
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
    others = ("GET /nowhere/ HTTP/1.1", HOST, "", "GET / HTTP/1.1", HOST, LAST)
    answers = raw(port, GET, "", *others)
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
def test_a_body_that_would_be_refused_is_not_asked_for(connection, porch, line, status):
    connection.sendall(f"{POST}\r\n{line}\r\nExpect: 100-continue\r\n\r\n".encode())
    answer = connection.recv(4096)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"connection: close" in answer
    assert not porch.events


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: 5", "Content-Length: 6"),
        ("Content-Length: 6", "Content-Length: 5"),
        ("Content-Length: 5, 6",),
        ("Content-Length: +5",),
        ("Content-Length: -1",),
        ("Content-Length: 5_0",),
        ("Content-Length: ",),
        ("Content-Length: 5", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked", "Content-Length: 5"),
        ("Transfer-Encoding: chunked",),
        ("Transfer-Encoding: identity",),
        ("Transfer-Encoding: chunked, identity",),
    ],
)
def test_a_length_that_is_told_in_two_ways_or_not_at_all_is_refused(port, porch, lines):
    """Whatever follows is not read as a request."""
    answer = raw(port, POST, *lines, then=f"0\r\n\r\n{GET}\r\n\r\n".encode())
    assert re.match(rb"HTTP/1\.1 4(00|11) ", answer)
    assert answer.count(b"HTTP/1.1") == 1
    assert not porch.events


@pytest.mark.parametrize("lines", [("Content-Length: 5",) * 2, ("Content-Length: 5, 5",)])
def test_a_length_that_is_told_twice_alike_is_one(port, porch, lines):
    """As RFC 9110, 8.6 allows: the five bytes are the body, and what follows the next request."""
    last = f"GET /nowhere/ HTTP/1.1\r\n{HOST}\r\n{LAST}\r\n\r\n".encode()
    answers = raw(port, POST, *lines, "Content-Type: text/plain", then=b"words" + last)
    assert re.findall(rb"HTTP/1\.1 (\d+) ", answers) == [b"200", b"404"]
    assert [event["body"] for event in porch.events] == ["words"]


@pytest.mark.parametrize("lines", [(), (HOST,)])
def test_a_request_names_one_host(port, lines):
    answer = raw(port, "GET / HTTP/1.1", *lines, *lines)
    assert answer.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("line", ["no header at all", "Content-Length : 5", " folded: first"])
def test_a_line_that_is_no_header_is_not_guessed_at(port, porch, line):
    answer = raw(port, "POST /posts/ HTTP/1.1", line, HOST, then=b"words")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1") == 1
    assert not porch.events


@pytest.mark.parametrize(
    "lines",
    [
        ("GET /" + "a" * 70_000,),
        (GET, "X-Long: " + "a" * 70_000),
        (GET, *(f"X-{n}: 1" for n in range(7_000))),
    ],
)
def test_a_head_without_end_is_refused(connection, lines):
    """Long before its end; API Gateway takes 10 KB of it."""
    connection.sendall("\r\n".join(lines).encode()[:70_000])
    assert connection.recv(4096).startswith(b"HTTP/1.1 400 ")


def test_a_body_does_not_wait_until_the_peer_acknowledges_its_head(server, connection):
    """That would be 40 ms for each page."""
    connection.sendall(f"{GET}\r\n\r\n".encode())
    told(connection)
    (accepted,) = server.http.server_state.connections
    opened = accepted.transport.get_extra_info("socket")
    assert opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_doors_answer_so_many_at_a_time_the_next_waits_and_help_does_not(port, doors):
    """The database has a connection for each of them, and no more."""
    came, go = threading.Semaphore(0), threading.Event()

    def slow(event: dict[str, Any], context: Any) -> dict[str, Any]:
        came.release()
        go.wait(10)
        return html(200, "done")

    doors["member"] = slow
    visits = [threading.Thread(target=ask, args=(port, "/inbox/")) for _ in range(AT_ONCE + 1)]
    for visit in visits:
        visit.start()
    for _ in range(AT_ONCE):
        assert came.acquire(timeout=10)
    assert not came.acquire(timeout=0.3)
    assert ask(port, "/help/")[0].status == 200
    go.set()
    assert came.acquire(timeout=10)
    for visit in visits:
        visit.join()

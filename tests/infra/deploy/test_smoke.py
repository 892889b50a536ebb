"""The look from outside sees what is wrong with a forum, and nothing else stops it."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from deploy import smoke
from deploy.smoke import Front, Look
from headers import headers_for

Reply = tuple[int, dict[str, str]]


class Told:
    """A server that answers what a test says, and remembers under which name it was asked."""

    def __init__(self) -> None:
        self.answer: Callable[[str], Reply] = lambda path: (200, headers_for(path, secure=True))
        self.hosts: list[str] = []


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def front(told: Told) -> Iterator[Front]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.hosts.append(self.headers["Host"])
            status, headers = told.answer(self.path)
            self.send_response_only(status)
            for name, value in {**headers, "Content-Length": "0"}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield Front(url=f"http://127.0.0.1:{server.server_address[1]}/api", host="d1.example.org")
        server.shutdown()
        thread.join()


def with_headers(path: str, **changes: str) -> Reply:
    right = headers_for(path.removeprefix("/api"), secure=True)
    return 200, right | {name.replace("_", "-"): value for name, value in changes.items()}


def test_a_page_as_it_should_be_is_not_remarked_upon(told: Told, front: Front) -> None:
    told.answer = with_headers
    assert [words for path in ("/", "/help/") for words in smoke.at(front, Look(path=path))] == []
    assert told.hosts == ["d1.example.org"] * 2


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_resting_forum_is_seen(told: Told, front: Front, status: int) -> None:
    told.answer = lambda path: (status, {})
    (said,) = smoke.at(front, Look(path="/join/"))
    assert said.startswith("/join/ says that the forum is resting") and str(status) in said


def test_another_status_is_seen(told: Told, front: Front) -> None:
    told.answer = with_headers
    (said,) = smoke.at(front, Look(path="/moderate/", statuses=(401,)))
    assert said == "/moderate/ should answer 401, and answers 200"


@pytest.mark.parametrize("name", smoke.HELD)
def test_a_header_that_is_missing_or_other_is_seen(told: Told, front: Front, name: str) -> None:
    told.answer = lambda path: with_headers(path, **{name.replace("-", "_"): "loose"})
    (said,) = smoke.at(front, Look(path="/"))
    assert f"{name}: " in said and said.endswith("says loose")


@pytest.mark.parametrize("server", ["AmazonS3", "Werkzeug", "nginx/1.2"])
def test_a_server_that_tells_what_it_is_is_seen(told: Told, front: Front, server: str) -> None:
    told.answer = lambda path: with_headers(path, Server=server)
    assert smoke.at(front, Look(path="/")) == [f"/ tells which server it is ({server})"]
    told.answer = lambda path: with_headers(path, Server="CloudFront")
    assert smoke.at(front, Look(path="/")) == []


def test_no_answer_is_seen() -> None:
    (said,) = smoke.at(Front(url="http://127.0.0.1:9"), Look(path="/"))
    assert said == "/ should answer 200, and answers nothing (ConnectionRefusedError)"


def test_the_api_must_know_nothing_of_who_comes_by_the_back(told: Told, front: Front) -> None:
    told.answer = lambda path: (404, {})
    assert smoke.back_door(front, "/spaces/porch/") == []
    told.answer = lambda path: (200, {})
    assert "answers 200 where it should know nothing" in smoke.back_door(front, "/join/")[0]


def test_a_forum_that_is_not_ready_is_asked_again_and_not_for_ever() -> None:
    answers, ticks = [["not yet"], ["not yet"], []], list[str]()
    patiently = partial(smoke.until_right, pause=0, tick=lambda: ticks.append("."))
    assert patiently(lambda: answers.pop(0), patience=60) == [] and len(ticks) == 2
    assert patiently(lambda: ["never"], patience=0) == ["never"]


def test_a_page_of_each_kind_is_asked_for() -> None:
    asked = {look.path: look.statuses for look in smoke.looks("porch")}
    assert asked["/nobody-is-here/"] == (404,) and asked["/moderate/"] == (401,)
    assert {"/", "/help/", "/join/", "/spaces/porch/"} <= set(asked)

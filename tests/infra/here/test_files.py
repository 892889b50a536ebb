"""Static files come as a bucket behind a CDN gives them."""

import gzip

import pytest

from support.wire import ask

PAGE = b"<p>" + b"A quiet line. " * 200


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/", "text/html; charset=utf-8", b"home"),
        ("/robots.txt", "text/plain; charset=utf-8", b"User-agent: *"),
        ("/assets/leanto.1a2b3c4d.css", "text/css; charset=utf-8", b"body{}"),
        ("/assets/exit.1a2b3c4d.js", "text/javascript; charset=utf-8", b"1"),
        ("/assets/icons.1a2b3c4d.svg", "image/svg+xml", b"<svg/>"),
    ],
)
def test_serves_static_files(port, path, kind, words):
    answer, body = ask(port, path)
    assert (answer.status, answer.headers["content-type"], body) == (200, kind, words)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["server"] is None


@pytest.mark.parametrize(
    "path",
    ["/nowhere/", "/help/index.html/", "/%2e%2e/", "/a/../robots.txt", "//robots.txt", "/.env"],
)
def test_what_is_not_there_is_the_404_page(port, path):
    answer, body = ask(port, path)
    assert (answer.status, body) == (404, b"not here")


def test_compresses_for_those_who_can_read_it(port):
    plain, words = ask(port, "/help/")
    packed, body = ask(port, "/help/", accept_encoding="br, gzip")
    assert words == gzip.decompress(body) == PAGE
    assert (plain.headers["content-encoding"], packed.headers["content-encoding"]) == (None, "gzip")
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


def test_head_has_the_length_and_no_body(port):
    answer, body = ask(port, "/help/", "HEAD")
    assert (answer.status, answer.headers["content-length"], body) == (200, str(len(PAGE)), b"")


def test_a_file_is_not_a_door(port):
    assert ask(port, "/help/", "POST", b"a=1")[0].status == 405

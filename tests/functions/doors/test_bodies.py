"""What a write may hold: one form or flat JSON, our own fields once, of a size that people type."""

import json
from urllib.parse import urlencode

import pytest

from store import posts as post_store
from support import cast
from support.people import FORM, Forum, Visitor

NEW = "/spaces/porch/new/"
JSON = "application/json"
WORDS = {"thread_id": cast.ident("t"), "post_id": cast.ident("p"), "title": "t", "want": "listen"}


def form(**typed: str) -> bytes:
    return urlencode(WORDS | typed).encode()


def kept(dump) -> list[str]:
    return [item["source"]["S"] for item in dump()["forum"] if "source" in item]


@pytest.mark.parametrize(
    ("characters", "status"),
    [(5000, 303), (5001, 422), (10_000, 422), (16_000, 422), (17_000, 413), (10_000_000, 413)],
)
def test_a_long_body_ends_in_a_clear_page(alice: Visitor, dump, characters: int, status: int):
    reply = alice.send(NEW, form(body="x" * characters))
    assert reply.status == status
    if status == 422:
        assert reply.page.id("body").text == "x" * characters
    if status == 413:
        assert reply.page.heading == "That’s too much for one go"
        assert len(reply.text) < 20_000
    assert len(kept(dump)) == (status == 303)


def test_five_thousand_characters_of_hindi_fit(alice: Visitor):
    words = "न" * 5000
    assert alice.send(NEW, form(body=words)).status == 303
    assert post_store.get_post(cast.ident("p")).words.source == words


def test_ten_megabytes_of_any_kind_are_too_large_or_strange(alice: Visitor, dump):
    before = dump()
    for body, kind in (
        (b"&" * 10**7, FORM),
        (b"=" * 10**7, FORM),
        (b"body=" + b"%41" * 3_000_000, FORM),
        (b'{"body":"' + b"x" * 10**7 + b'"}', JSON),
        (b"[" * 10**7, JSON),
        (b"x" * 10**7, "x/y"),
    ):
        assert alice.send(NEW, body, kind).status in (400, 413, 415)
    assert dump() == before


@pytest.mark.parametrize(
    "body",
    [
        b"body=%00",
        b"body=a%00b",
        b"body=%ED%A0%80",
        b"body=%ED%BF%BF",
        b"bo%00dy=x",
        b"body=%FF",
        b"body=%C0%80",
        b"body=%F4%90%80%80",
        b"body=\xff",
        b"body=\x00",
        b"body",
        b"=",
        b"&",
        b"body=x&",
        b"&&body=x",
        b"body=x;want=y&x",
        b"body=" + "\ud800".encode("utf-8", "surrogatepass"),
        b"&".join(b"a%d=" % n for n in range(50)),
    ],
)
def test_bytes_that_cannot_be_kept_are_refused(alice: Visitor, dump, body: bytes):
    before = dump()
    reply = alice.send(NEW, body)
    assert (reply.status, reply.page.heading) == (400, "We couldn’t take that")
    assert dump() == before


@pytest.mark.parametrize(
    "body",
    [
        b'{"body": "\\ud800"}',
        b'{"body": "a\\udfffb"}',
        b'{"body": "\\u0000"}',
        b'{"\\ud800": ""}',
        b'{"body": 1}',
        b'{"body": null}',
        b'{"body": ["x"]}',
        b'{"body": {"a": "b"}}',
        b"[]",
        b"",
        b"null",
        b"1",
        b'"body"',
        b'[["body", "x"]]',
        b'{"body": "x"',
        b"{",
        b"[" * 9000,
        b'{"a":' * 2000,
        b'{"body": "\xff"}',
        b"\xef\xbb\xbf{}",
        b'{"n": ' + b"9" * 9000 + b"}",
        b'{"body": "x", "body": "y"}',
        b'{"body": NaN}',
        b"{'body': 'x'}",
    ],
)
def test_json_that_is_not_flat_or_whole_is_refused(alice: Visitor, dump, body: bytes):
    before = dump()
    assert alice.send(NEW, body, JSON).status == 400
    assert dump() == before


def test_a_pair_of_surrogates_in_json_is_a_picture(alice: Visitor):
    sent = json.dumps(WORDS | {"body": "\N{HERB}"})
    assert "\\ud83c" in sent
    assert alice.send(NEW, sent.encode(), JSON).status == 303
    assert post_store.get_post(cast.ident("p")).words.source == "\N{HERB}"


def test_a_field_that_is_none_of_ours_is_refused(alice: Visitor, dump):
    before = dump()
    for extra in ("author_id", "state", "approved", "role", "__proto__", "Body", "body[]", ""):
        assert alice.send(NEW, form(body="b", **{extra: "x"})).status == 400, extra
        whole = json.dumps(WORDS | {"body": "b", extra: "x"}).encode()
        assert alice.send(NEW, whole, JSON).status == 400, extra
    assert dump() == before


def test_a_field_twice_is_refused(alice: Visitor, dump):
    before = dump()
    for twice in (b"&body=c", b"&body=b", b"&body=", b"&post_id=x"):
        assert alice.send(NEW, form(body="b") + twice).status == 400
    assert dump() == before


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "multipart/form-data; boundary=x",
        "text/html",
        "application/xml",
        "application/x-www-form-urlencodedx",
        "application/problem+json",
        "application/json5",
        "x",
        "application/octet-stream",
        "",
    ],
)
def test_another_kind_of_body_is_told_so(alice: Visitor, dump, kind: str):
    before = dump()
    reply = alice.send(NEW, form(body="b"), kind)
    assert (reply.status, reply.page.heading) == (415, "We can’t read that kind of message")
    assert dump() == before


@pytest.mark.parametrize("kind", [f"{FORM}; charset=utf-8", FORM.upper(), f"{FORM};x=y"])
def test_our_own_kind_may_be_written_as_browsers_write_it(alice: Visitor, kind: str):
    assert alice.send(NEW, form(body="b"), kind).status == 303


def test_no_body_at_all_is_an_empty_form(alice: Visitor, forum: Forum):
    assert alice.send(NEW, b"", "").status == 422
    assert alice.send(NEW, b"").status == 422
    _, post = alice.opens()
    assert alice.send(f"/posts/{post}/withdraw/", b"", "").status == 303


def test_a_strange_body_is_judged_before_who_sent_it(visitor: Visitor, dump):
    before = dump()
    assert visitor.send(NEW, b"body=%00").status == 400
    assert visitor.send(NEW, form(body="b"), "text/plain").status == 415
    assert dump() == before


def test_what_was_typed_is_shown_as_text_and_never_as_html(alice: Visitor, visitor: Visitor):
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    for who, status in ((alice, 422), (visitor, 401)):
        reply = who.send(NEW, form(body=evil, title=evil, want=evil))
        assert reply.status == status
        assert "<script>alert" not in reply.text and "<img" not in reply.text
        assert reply.page.form(NEW)["body"] == evil
    hostile = dict.fromkeys(("thread_id", "post_id", "preview"), evil)
    reply = visitor.send(NEW, urlencode(hostile | {"body": evil}).encode())
    assert "<script>alert" not in reply.text and "<img" not in reply.text

"""API Gateway's events, kind and hostile, through Mangum and the bridge to each door."""

import base64
import contextlib

import pytest

from support.every_route import routes
from support.people import DOORS, FORM, OWN, Forum, Visitor

HOME = {"auth": "/sign-in/", "member": "/spaces/", "moderator": "/moderate/", "staff": "/staff/"}
HOSTILE = [
    "/spaces%2f",
    "/spaces/%2e%2e/moderate/",
    "/spaces//porch/",
    "//spaces/",
    "/spaces/../inbox/",
    "/spaces/./porch/",
    "/spaces/porch%00/",
    "/spaces/porch;x=1/",
    "/spaces/porch/\x00/",
    "/spaces/%70orch/",
    "/spaces/porch%20/",
    "/spaces/pörch/",
    "/spaces/porch\\/",
    "/spaces/ /",
    "/spaces/porch/%",
    "/spaces/porch/%zz",
    "/spaces/.porch/",
    "/spaces/..",
    "/.",
    "spaces/",
    "/spaces/porch@evil.invalid/",
    "http://evil.invalid/spaces/",
    "/spaces/porch\r\nX: y/",
    "/spaces/" + "a" * 600 + "/",
    "/" + "a/" * 300,
    "/spaces/porch/\ud800/",
    "/spaces/porch/#x",
    "/spaces/porch/%23",
    "/spaces/porch/?x",
    "/threads/%252e%252e/",
    "*",
    "",
]


@pytest.mark.parametrize("door", DOORS)
def test_a_door_answers_for_itself_and_for_no_other(forum: Forum, mo: Visitor, door: str):
    for name, path in HOME.items():
        reply = forum.send("GET", path, door=door, cookies=mo.cookies)
        assert reply.status == (200 if name == door else 404)


@pytest.mark.parametrize("path", HOSTILE)
def test_a_path_that_is_none_of_ours_is_not_found(forum: Forum, mo: Visitor, path: str):
    for door in DOORS:
        event = mo.get(HOME[door]).event | {"rawPath": path or "/"}
        event["requestContext"]["http"]["path"] = path or "/"
        reply = forum.hand(door, event)
        assert reply.status == 404, door
        assert reply.page.heading == "There is no page here"


@pytest.mark.parametrize("path", HOSTILE[:9])
def test_a_path_is_judged_as_it_was_sent(forum: Forum, mo: Visitor, path: str):
    """Mangum decodes it: what arrives in the view may look ordinary."""
    event = mo.get("/spaces/porch/").event | {"rawPath": path}
    assert forum.hand("member", event).status == 404


def test_a_page_is_found_without_its_last_slash(forum: Forum):
    assert forum.send("GET", "/spaces/porch").status == 200


def test_a_form_arrives_in_base64_and_without_a_length(alice: Visitor):
    thread, _ = alice.opens(title="Ünïcode 🌿", body="नमस्ते")
    reply = alice.get(f"/threads/{thread}/")
    assert reply.page.heading == "Ünïcode 🌿"
    assert "नमस्ते" in reply.page.text


def test_an_event_of_a_form_is_as_the_service_sends_it(alice: Visitor):
    event = alice.post("/spaces/porch/new/", title="t").event
    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == b"title=t"
    assert "content-length" not in event["headers"]
    assert isinstance(event["cookies"], list)


@pytest.mark.parametrize("length", ["0", "3", "999999", "-1", "x", ""])
def test_a_length_that_lies_changes_nothing(forum: Forum, visitor: Visitor, length: str):
    event = visitor.post("/sign-in/", key="x").event
    event["headers"]["content-length"] = length
    assert forum.hand("auth", event).status == 401


def test_a_body_that_is_plain_text_is_read_too(forum: Forum, visitor: Visitor):
    event = visitor.post("/sign-in/", key="x").event
    event |= {"body": "key=x", "isBase64Encoded": False}
    assert forum.hand("auth", event).status == 401


@pytest.mark.parametrize("body", ["not base64 at all", "AA", "é"])
def test_a_body_that_is_not_base64_changes_nothing(forum: Forum, visitor, body: str, dump):
    event = visitor.post("/sign-in/", key="x").event
    before = dump()
    # Mangum may raise: then the function has failed, and the gateway answers 502.
    with contextlib.suppress(ValueError):
        assert forum.hand("auth", event | {"body": body}).status == 400
    assert dump() == before


def test_head_is_get_without_its_body(forum: Forum, alice: Visitor):
    thread, post = alice.opens()
    for path in ("/spaces/", f"/threads/{thread}/", f"/posts/{post}/edit/", "/nothing/"):
        get = forum.send("GET", path, cookies=alice.cookies)
        head = forum.send("HEAD", path, cookies=alice.cookies)
        assert (head.status, head.answer.body) == (get.status, b"")
        assert head.headers["content-type"] == get.headers["content-type"]


def test_a_small_post_is_a_post(forum: Forum, alice: Visitor):
    """Werkzeug reads methods in capitals: the checks of a write must see the same."""
    _, post = alice.opens()
    path = f"/posts/{post}/withdraw/"
    assert forum.send("post", path, cookies=alice.cookies).status == 400
    assert alice.get(f"/posts/{post}/").status == 303


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_another_method_is_told_so_on_every_route(forum: Forum, mo: Visitor, method: str, dump):
    before = dump()
    for route in routes(forum):
        sent = {"cookies": mo.cookies, "body": b"body=x", "content-type": FORM} | OWN
        reply = forum.send(method, route.path, door=route.door, **sent)
        assert reply.status == 405, route
        assert "access-control-allow-origin" not in reply.headers
    assert dump() == before


@pytest.mark.parametrize(
    "header", ["x-http-method-override", "x-http-method", "x-method-override", "_method"]
)
def test_method_overrides_are_ignored(alice: Visitor, header: str):
    _, post = alice.opens()
    for method in ("DELETE", "POST", "GET"):
        assert alice.get(f"/posts/{post}/edit/?_method={method}", **{header: method}).status == 200
        reply = alice.send(f"/posts/{post}/withdraw/", b"", **{header: "GET"})
        assert reply.status == 303
        alice.post(f"/posts/{post}/undo/")


def test_no_answer_ever_allows_another_origin(forum: Forum, visitor: Visitor):
    for route in routes(forum):
        reply = forum.send("GET", route.path, door=route.door, origin="https://elsewhere.invalid")
        assert not [name for name in reply.headers if name.startswith("access-control")]


def test_forwarded_hosts_change_no_address_on_a_page(alice: Visitor):
    thread, _ = alice.opens()
    plain = alice.get(f"/threads/{thread}/").text
    headers = {
        "x-forwarded-host": "evil.invalid",
        "host": "evil.invalid",
        "x-original-url": "/x",
        "x-rewrite-url": "/x",
        "forwarded": "host=evil.invalid",
    }
    reply = alice.get(f"/threads/{thread}/", **headers)
    strip = {post["value"] for page in (reply.page,) for post in page.all("input", name="post_id")}
    assert "evil.invalid" not in reply.text
    assert len(reply.text) == len(plain) and strip


def test_two_cookies_arrive_and_rubbish_harms_nobody(forum: Forum, alice: Visitor):
    (own,) = alice.cookies
    rubbish = ("a=b", "; ;", "x", "=y", 'q="', "\xff=1", "leanto.x=1", "a=" + "b" * 9000)
    assert forum.send("GET", "/inbox/", cookies=(*rubbish, own)).status == 200
    assert forum.send("GET", "/inbox/", cookies=rubbish).status == 401


def test_one_request_may_set_a_cookie_and_clear_it_only_of_its_own_name(alice: Visitor):
    reply = alice.fill("/account/", "/sign-out/")
    (cookie,) = reply.told["cookies"]
    assert cookie.startswith("leanto=;")
    assert "set-cookie" not in reply.headers


def test_a_query_of_any_kind_is_a_page(alice: Visitor, forum: Forum):
    thread, _ = alice.opens()
    for query in ("a=%ff", "page=%00", "to=%ED%A0%80", "&&&", "=", "page=1&page=2", "x" * 4000):
        assert forum.send("GET", f"/threads/{thread}/?{query}").status == 200, query

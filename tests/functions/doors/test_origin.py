"""A write that did not come from one of our pages changes nothing, on any route."""

from urllib.parse import urlencode

import pytest

from support import cast
from support.every_route import Route, fields, routes
from support.guesses import some_code, some_key
from support.people import FORM, ORIGIN, Forum, Visitor

ABSENT = None
# (Sec-Fetch-Site, Origin), with None for a header that was not sent.
FORGED = [
    ("cross-site", "https://evil.invalid"),
    ("cross-site", ABSENT),
    ("cross-site", ORIGIN),
    ("same-site", "http://sibling.localhost:8000"),
    ("same-site", ABSENT),
    ("same-site", ORIGIN),
    ("none", ABSENT),
    ("same-origin", "https://evil.invalid"),
    ("cross-site", "null"),
    (ABSENT, "null"),
    (ABSENT, "http://localhost:8001"),
    (ABSENT, "https://localhost:8000"),
    (ABSENT, ABSENT),
]
MORE = [
    ("", ABSENT),
    ("SAME-ORIGIN", ABSENT),
    ("same-origin,cross-site", ABSENT),
    (ABSENT, ""),
    (ABSENT, f"{ORIGIN}/"),
    (ABSENT, f"{ORIGIN},{ORIGIN}"),
    (ABSENT, f"{ORIGIN}.evil.invalid"),
    ("same-origin", "null"),
    ("same-site", "null"),
    ("none", "null"),
    ("same-origin", "NULL"),
    (ABSENT, "http://localhost"),
    (ABSENT, f"{ORIGIN}@evil.invalid"),
]
OURS = [
    ("same-origin", ORIGIN),
    ("same-origin", ABSENT),
    (ABSENT, ORIGIN),
]
Shape = tuple[str | None, str | None]


def sent(shape: Shape) -> dict[str, str]:
    site, origin = shape
    named = {"sec_fetch_site": site, "origin": origin}
    return {name: value for name, value in named.items() if value is not ABSENT}


def real(forum: Forum, alice: Visitor, mo: Visitor) -> list[tuple[Route, Visitor, dict[str, str]]]:
    """Every write there is, by somebody who may do it, to something that is theirs."""
    thread, post = alice.opens()
    forum.member(cast.bob).reports(post)
    own = {
        "thread_id": cast.ident("t"),
        "report_id": cast.ident("r"),
        "body": "b",
        "title": "t",
        "want": "listen",
        "kind": "guideline",
        "guideline": "g3",
        "reason": "",
        "action": "remove",
        "line": "l",
        "preview": "",
        "reply_to": "",
        "whom": "thread",
        "pick_1": f"{post}.1.1.{cast.ident('a decision among many')}",
        "key": some_key(),
        "code": some_code(),
    }
    found = []
    for route in routes(forum):
        if route.method == "POST":
            missing = cast.ident("nothing")
            path = route.path.replace(missing, thread if "threads" in route.path else post)
            who = mo if route.door == "moderator" else alice
            typed = fields(forum, route)
            fresh = own | {"post_id": cast.ident(f"a post of {route.endpoint}")}
            given = {name: fresh[name] for name in typed if name in fresh}
            found.append((Route(route.door, route.endpoint, "POST", path), who, typed | given))
    return found


@pytest.mark.parametrize("shape", FORGED + MORE)
def test_a_forged_write_changes_nothing(forum: Forum, alice, mo, dump, shape: Shape):
    writes = real(forum, alice, mo)
    before = dump()
    for route, who, typed in writes:
        body = urlencode(typed).encode()
        for cookies in (who.cookies, ()):
            reply = forum.send(
                "POST",
                route.path,
                door=route.door,
                cookies=cookies,
                body=body,
                content_type=FORM,
                **sent(shape),
            )
            assert (reply.status, reply.answer.cookies) == (400, ()), route
            assert "clear-site-data" not in reply.headers
    assert dump() == before


@pytest.mark.parametrize("shape", OURS)
def test_the_same_writes_from_our_own_page_are_let_in(forum: Forum, alice, mo, shape: Shape, dump):
    """The control: without it the test above could pass for another reason."""
    changed = 0
    for route, who, typed in real(forum, alice, mo):
        before = dump()
        body = urlencode(typed).encode()
        if route.endpoint.startswith(("sign_in.destroy", "account.end")):
            continue
        reply = forum.send(
            "POST",
            route.path,
            door=route.door,
            cookies=who.cookies,
            body=body,
            content_type=FORM,
            **sent(shape),
        )
        assert "It didn’t come from one of our pages" not in reply.text, route
        changed += dump() != before
    assert changed >= 11


def test_a_forged_json_write_changes_nothing_either(forum: Forum, alice: Visitor, dump):
    _, post = alice.opens()
    before = dump()
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x"):
        reply = forum.send(
            "POST",
            f"/posts/{post}/withdraw/",
            cookies=alice.cookies,
            body=b"{}",
            content_type=kind,
            sec_fetch_site="cross-site",
        )
        assert reply.status == 400
    assert dump() == before

"""What the edge may keep of the forum: the same page for everybody, and nothing of anybody's."""

import os
from collections.abc import Iterator

import pytest
from flask import Response, g
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

import settings
from store.moderation import numbers
from support import cast
from support.every_route import MISSING, Route, ask, routes
from support.log_patterns import counted
from support.people import Forum, Reply, Visitor
from web import at_edge, pages

SECRET = "a secret of the CDN"
BEHIND = {"x_origin_verify": SECRET, "cloudfront_viewer_address": "203.0.113.7:1"}
OTHER = {"x_origin_verify": SECRET, "cloudfront_viewer_address": "[2001:db8::7]:2"}
# All that a stranger may be shown from a cache, beside the code, which this must not be read from.
KEPT = {"spaces.index", "spaces.show", "threads.show", "doing.index", "doing.show"}
NOBODYS = ("leanto=nobody", "another=thing")


@pytest.fixture
def edge(forum: Forum) -> Iterator[Forum]:
    """The forum as it is behind the edge."""
    os.environ["LEANTO_ORIGIN_VERIFY"] = SECRET
    settings.load.cache_clear()
    numbers.add_month(counted("2020-01"))
    yield forum
    del os.environ["LEANTO_ORIGIN_VERIFY"]
    settings.load.cache_clear()


def behind(who: Visitor) -> Visitor:
    who.headers = dict(BEHIND)
    return who


@pytest.fixture
def thread(edge: Forum) -> str:
    """A conversation in an open space, on two pages."""
    made, _ = behind(edge.member(cast.alice)).opens()
    edge.fills(made, 25)
    return made


def marked(reply: Reply) -> bool:
    told = reply.headers["cache-control"]
    assert told in (at_edge.KEPT, pages.NEVER_STORED)
    return told == at_edge.KEPT


def real(forum: Forum, thread: str) -> list[Route]:
    """Every route, and those of conversations for one that exists."""
    return [
        Route(one.door, one.endpoint, one.method, one.path.replace(MISSING, thread))
        for one in routes(forum)
    ]


def test_a_stranger_gets_the_named_pages_from_the_edge_and_no_others(edge: Forum, thread: str):
    found = {
        route.endpoint for route in real(edge, thread) if marked(ask(behind(edge.visitor()), route))
    }
    assert found == KEPT


@pytest.mark.parametrize("who", ["alice", "charlie", "mo"])
def test_nothing_that_somebody_signed_in_sees_is_ever_kept(edge: Forum, thread: str, who: str):
    for number, route in enumerate(real(edge, thread)):
        person = behind(edge.member(getattr(cast, who), f"session {number}"))
        assert not marked(ask(person, route)), route


@pytest.mark.parametrize("cookie", NOBODYS)
def test_a_cookie_of_any_kind_keeps_an_answer_private(edge: Forum, thread: str, cookie: str):
    for route in real(edge, thread):
        assert not marked(ask(Visitor(edge, cookies=(cookie,), headers=dict(BEHIND)), route)), route


def test_a_viewer_is_nobody_strange_however_they_came_in(edge: Forum):
    with edge.apps["member"].test_request_context("/spaces/"):
        assert at_edge._from_a_stranger()
        g.viewer = cast.alice
        assert not at_edge._from_a_stranger()


@given(
    st.sampled_from(["/spaces/", "/spaces/porch/", f"/threads/{MISSING}/"]),
    st.sampled_from(["Cookie", "Authorization"]),
    st.text("abcdefghijklmnopqrstuvwxyz0123456789._-=; ", max_size=40),
)
@settings_of_hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cookie_or_credential_is_somebodys(edge: Forum, path: str, name: str, value: str):
    app = edge.apps["member"]
    with app.test_request_context(path):
        assert at_edge._from_a_stranger()
    with app.test_request_context(path, headers={name: value}):
        assert not at_edge._from_a_stranger()


@pytest.mark.parametrize("query", ["", "?page=2", "?to=3", "?posted=new-1", "?x=<b>"])
def test_two_strangers_see_the_very_same_bytes(edge: Forum, thread: str, query: str):
    """Nothing of the request but its address is in the page, so nothing of a person can be."""
    more = {"accept_language": "cy", "user_agent": "Old Phone", "referer": "https://x.invalid/"}
    other = Visitor(edge, address="198.51.100.9", headers=OTHER | more | {"accept": "*/*"})
    for path in ("/spaces/", "/spaces/porch/", f"/threads/{thread}/"):
        one, two = behind(edge.visitor()).get(path + query), other.get(path + query)
        assert marked(one) and marked(two)
        assert one.answer == two.answer


def test_a_page_is_asked_for_with_its_head_too(edge: Forum):
    assert marked(edge.send("HEAD", "/spaces/", **BEHIND))


def test_a_members_space_is_never_kept(edge: Forum, visitor: Visitor):
    thread, _ = behind(edge.member(cast.alice)).opens("voices")
    for path in ("/spaces/voices/", f"/threads/{thread}/"):
        reply = behind(visitor).get(path)
        assert reply.status == 401 and not marked(reply)


def test_what_is_missing_or_refused_is_never_kept(edge: Forum, visitor: Visitor):
    for path in ("/spaces/nowhere/", "/spaces/porch/?before=x", f"/threads/{MISSING}/"):
        reply = behind(visitor).get(path)
        assert reply.status >= 400 and not marked(reply)


def test_without_an_edge_before_it_a_door_lets_nobody_keep_anything(forum: Forum):
    assert not marked(forum.visitor().get("/spaces/"))


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (200, "<p>x<form action=/>", {}),
        (404, "<p>x", {}),
        (304, "", {}),
        (303, "", {"Location": "/spaces/"}),
        (200, "<p>x", {"Set-Cookie": "leanto=x"}),
        (200, "<p>x", {"Clear-Site-Data": '"cache"'}),
        (200, "<p>x", {"Vary": "Cookie"}),
        (200, "{}", {"Content-Type": "application/json"}),
    ],
)
def test_an_answer_for_one_person_is_not_plain(status: int, body: str, headers: dict[str, str]):
    assert at_edge._is_plain(Response("<p>x", 200))
    assert not at_edge._is_plain(Response(body, status, headers))

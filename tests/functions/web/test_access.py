"""Who may use which route: the one table, and what each person meets at each of them."""

from collections.abc import Callable

import pytest

from forum.errors import NotFound
from support import cast
from support.every_route import MISSING, Route, ask, routes
from support.people import Forum, Visitor
from web import access, pages

# Beside `ACCESS`, which this must not be derived from: routes anybody may use, and moderators' own.
OPEN = {
    "join.new",
    "join.create",
    "join.challenge",
    "join.kept",
    "sign_in.new",
    "sign_in.create",
    "sign_in.challenge",
    "sign_in.destroy",
    "recovery.new",
    "recovery.create",
    "recovery.challenge",
    "staff_invitations.show",
    "staff_invitations.accept",
    "spaces.index",
    "spaces.show",
    "threads.show",
    "posts.show",
    "reports.new",
    "reports.create",
    "reports.show",
}
STAFF = {
    "cases.index",
    "cases.show",
    "cases.update",
    "pauses.create",
    "reading_first.create",
    "undos.create",
    "audit.index",
    "join_invitations.new",
    "join_invitations.create",
}


# The form of a key just given is shown again to whoever holds its token.
ASKS_FOR_A_KEY = {"account.create_key"}
IN = 0


@pytest.fixture
def meets() -> dict[str, Callable[[str], int]]:
    """By who it is: what somebody finds at an endpoint that they may not use."""

    def visitor(endpoint: str) -> int:
        return IN if endpoint in OPEN else 401

    def member(endpoint: str) -> int:
        return 404 if endpoint in STAFF else IN

    return {"visitor": visitor} | dict.fromkeys(("alice", "charlie", "gwen"), member)


@pytest.fixture
def every(forum: Forum) -> list[Route]:
    return routes(forum)


def test_the_table_has_every_route_and_no_other(every: list[Route]):
    assert {route.endpoint for route in every} == set(access.ACCESS)


def test_the_table_says_what_this_test_says(every: list[Route]):
    for endpoint, who in access.ACCESS.items():
        if endpoint in ASKS_FOR_A_KEY:
            continue
        right = "anyone" if endpoint in OPEN else "moderator" if endpoint in STAFF else "member"
        assert who == right, endpoint


def test_each_route_belongs_to_one_door(every: list[Route]):
    doors = {
        route.endpoint: {one.door for one in every if one.endpoint == route.endpoint}
        for route in every
    }
    assert all(len(found) == 1 for found in doors.values())
    assert {one.endpoint for one in every if one.door == "moderator"} == STAFF


def test_a_moderators_route_is_absent_from_the_other_doors(every: list[Route], mo: Visitor):
    for route in every:
        if route.door == "moderator":
            for door in ("member", "auth"):
                sent = {"cookies": mo.cookies, "door": door}
                assert mo.forum.send("GET", route.path, **sent).status == 404


def test_nothing_changes_by_reading(every: list[Route]):
    assert {route.method for route in every} <= {"GET", "POST"}


def test_a_route_that_the_table_forgot_is_denied():
    for viewer in (None, cast.alice, cast.gwen, cast.mo, cast.lee):
        with pytest.raises(NotFound):
            access.check("threads.erase", viewer)
        with pytest.raises(NotFound):
            access.check(None, viewer)


@pytest.mark.parametrize("who", ["visitor", "alice", "charlie", "gwen"])
def test_every_route_times_every_role(every, meets, who: str, request, dump):
    """`meets` says what each sort of person finds at a route: in, signed out, or nothing there."""
    person: Visitor = request.getfixturevalue(who)
    before = {name: dump()[name] for name in ("forum", "identity", "safety")}
    for route in every:
        if route.endpoint in ASKS_FOR_A_KEY:
            continue
        found = meets[who](route.endpoint)
        if found != IN:
            assert ask(person, route).status == found, route
    assert {name: dump()[name] for name in before} == before


@pytest.mark.parametrize("who", ["mo", "lee"])
def test_a_moderator_meets_pages_or_what_is_missing(every, who: str, request):
    person: Visitor = request.getfixturevalue(who)
    for route in every:
        if route.endpoint in STAFF:
            expected = (404,) if MISSING in route.path else (200, 400)
            assert ask(person, route).status in expected, route


@pytest.mark.parametrize("who", ["alice", "charlie", "gwen", "mo", "lee", "visitor"])
def test_nobody_meets_a_stumble_anywhere(every, who: str, forum: Forum):
    for number, route in enumerate(every):
        viewer = getattr(cast, who, None)
        person = forum.member(viewer, f"session {number}") if viewer else forum.visitor()
        reply = ask(person, route)
        assert reply.status in (200, 204, 303, 400, 401, 404, 409, 410, 422, 429), route
        assert reply.headers["cache-control"] == pages.NEVER_STORED, route
        assert reply.headers["x-robots-tag"] == "noindex, noarchive", route

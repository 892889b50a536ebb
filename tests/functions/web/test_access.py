"""Who may use which route: the one table, and what each person meets at each of them."""

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
    "undos.create",
    "audit.index",
    "join_invitations.new",
    "join_invitations.create",
}


@pytest.fixture
def every(forum: Forum) -> list[Route]:
    return routes(forum)


def test_the_table_has_every_route_and_no_other(every: list[Route]):
    assert {route.endpoint for route in every} == set(access.ACCESS)


def test_the_table_says_what_this_test_says(every: list[Route]):
    for endpoint, who in access.ACCESS.items():
        if endpoint == "account.create_key":
            continue  # the form of a key just given is shown again to whoever holds its token
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
    for viewer in (None, cast.alice, cast.mo, cast.lee):
        with pytest.raises(NotFound):
            access.check("threads.erase", viewer)
        with pytest.raises(NotFound):
            access.check(None, viewer)


def test_a_visitor_meets_the_door_of_every_members_route(every, visitor: Visitor, dump):
    before = {name: dump()[name] for name in ("forum", "identity", "safety")}
    for route in every:
        if route.endpoint not in OPEN and route.endpoint != "account.create_key":
            assert ask(visitor, route).status == 401, route
    assert {name: dump()[name] for name in before} == before


@pytest.mark.parametrize("who", ["alice", "charlie"])
def test_a_member_finds_no_moderators_route(every, who: str, request, dump):
    member: Visitor = request.getfixturevalue(who)
    before = dump()["safety"]
    for route in every:
        if route.endpoint in STAFF:
            assert ask(member, route).status == 404, route
    assert dump()["safety"] == before


def test_a_moderator_meets_pages_or_what_is_missing(every, mo: Visitor):
    for route in every:
        if route.endpoint in STAFF:
            expected = (404,) if MISSING in route.path else (200, 400)
            assert ask(mo, route).status in expected, route


@pytest.mark.parametrize("who", ["alice", "charlie", "mo", "visitor"])
def test_nobody_meets_a_stumble_anywhere(every, who: str, forum: Forum):
    for number, route in enumerate(every):
        viewer = getattr(cast, who, None)
        person = forum.member(viewer, f"session {number}") if viewer else forum.visitor()
        reply = ask(person, route)
        assert reply.status in (200, 204, 303, 400, 401, 404, 409, 410, 422, 429), route
        assert reply.headers["cache-control"] == pages.NEVER_STORED, route
        assert reply.headers["x-robots-tag"] == "noindex, noarchive", route

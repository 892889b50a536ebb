"""Who may use which route: the one table, and what each person meets at each of them."""

from collections.abc import Callable

import pytest

from forum.errors import NotFound
from store import roles
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
    "doing.index",
    "doing.show",
}
STAFF = {
    "cases.index",
    "cases.show",
    "cases.update",
    "handovers.index",
    "handovers.create",
    "person_notes.show",
    "person_notes.create",
    "person_notes.renew",
    "claims.create",
    "claims.hand_on",
    "pauses.create",
    "welfare.create",
    "locks.create",
    "reading_first.create",
    "held.index",
    "held.update",
    "undos.create",
    "appeals.show",
    "appeals.update",
    "audit.index",
    "hours.index",
    "hours.create",
    "hours.take_back",
    "join_invitations.new",
    "join_invitations.create",
}


# The form of a key just given is shown again to whoever holds its token.
ASKS_FOR_A_KEY = {"account.create_key"}
IN = 0


EVERYBODY = (
    "visitor",
    "alice",
    "charlie",
    "gwen",
    "mo",
    "mo_with_key_alone",
    "lee_with_key_alone",
)


@pytest.fixture
def mo_with_key_alone(forum: Forum) -> Visitor:
    """A moderator who has not used their passkey."""
    return forum.with_key_alone(cast.mo)


@pytest.fixture
def lee_with_key_alone(forum: Forum) -> Visitor:
    return forum.with_key_alone(cast.lee)


def test_no_word_of_the_queue_is_told_without_a_passkey(mo_with_key_alone: Visitor):
    """It says how to use one, and where; never 403, which the edge would replace."""
    reply = mo_with_key_alone.get("/moderate/log/")
    assert reply.status == 401
    assert reply.page.heading == "Your passkey, please"
    assert "/staff/?back=/moderate/log/" in [link["href"] for link in reply.page.all("a")]
    assert "Log of decisions" not in reply.page.text


def test_what_was_typed_is_still_there(mo_with_key_alone: Visitor):
    path = f"/moderate/cases/{MISSING}/"
    reply = mo_with_key_alone.post(path, line="A sentence with care.", action="keep")
    assert reply.status == 401
    assert reply.page.form(path)["line"] == "A sentence with care."
    assert "Use my passkey, in a new tab" in reply.page.text


@pytest.mark.parametrize("later", [{"minutes": 31}, {"hours": 13}])
def test_a_session_with_a_passkey_is_short(mo: Visitor, forum: Forum, later):
    assert mo.get("/moderate/").status == 200
    forum.later(**later)
    assert mo.get("/moderate/").status == 401


def test_twelve_hours_is_all_however_busy(mo: Visitor, forum: Forum):
    for _ in range(35):
        forum.later(minutes=20)
        assert mo.get("/moderate/").status == 200
    forum.later(minutes=20)
    assert mo.get("/moderate/").status == 401


def test_a_role_that_changes_asks_for_the_passkey_again(mo: Visitor):
    roles.set_role(cast.mo.id, "lead")
    assert mo.get("/moderate/").page.heading == "Your passkey, please"


def test_two_browsers_are_open_at_most(forum: Forum):
    devices = [forum.member(cast.mo, f"device {number}") for number in range(3)]
    assert [device.get("/moderate/").status for device in devices] == [401, 200, 200]


@pytest.fixture
def meets() -> dict[str, Callable[[str], int]]:
    """By who it is: what somebody finds at an endpoint that they may not use."""

    def visitor(endpoint: str) -> int:
        return IN if endpoint in OPEN else 401

    def member(endpoint: str) -> int:
        return 404 if endpoint in STAFF | PASSKEYS | LEADS else IN

    def greeter(endpoint: str) -> int:
        return 404 if endpoint in STAFF | LEADS else IN

    def moderator(endpoint: str) -> int:
        return 404 if endpoint in LEADS else IN

    def moderator_with_key_alone(endpoint: str) -> int:
        return 401 if endpoint in STAFF else moderator(endpoint)

    def lead_with_key_alone(endpoint: str) -> int:
        return 401 if endpoint in STAFF | LEADS else IN

    members = dict.fromkeys(("alice", "charlie"), member)
    keys = {
        "mo_with_key_alone": moderator_with_key_alone,
        "lee_with_key_alone": lead_with_key_alone,
    }
    staff = {"gwen": greeter, "mo": moderator} | keys
    return {"visitor": visitor} | members | staff


# Those of whoever has a role, with their key alone; and how a role is opened by a passkey.
PASSKEYS = {"passkeys.show", "passkeys.use", "passkeys.create", "passkeys.destroy"}
LEADS = {"team.index", "team.propose", "team.agree", "team.take_back", "team.freeze", "live.index"}


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
        right = "lead" if endpoint in LEADS else "staff" if endpoint in PASSKEYS else right
        assert who == right, endpoint


def test_each_route_belongs_to_one_door(every: list[Route]):
    doors = {
        route.endpoint: {one.door for one in every if one.endpoint == route.endpoint}
        for route in every
    }
    assert all(len(found) == 1 for found in doors.values())
    assert {one.endpoint for one in every if one.door == "moderator"} == STAFF | {"live.index"}


def test_a_moderators_route_is_absent_from_the_other_doors(every: list[Route], mo: Visitor):
    for route in every:
        if route.door == "moderator":
            for door in ("member", "auth", "staff"):
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


@pytest.mark.parametrize("who", EVERYBODY)
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
            expected = (404,) if MISSING in route.path else (200, 400, 422)
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

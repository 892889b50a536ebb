"""A lost key: the recovery code gives a new one, once, and ends every session."""

import pytest

from support.guesses import some_code
from support.people import Forum, Visitor, key_and_code

Pair = tuple[str, str]


@pytest.fixture
def member(mo: Visitor, forum: Forum) -> Visitor:
    """Somebody who has just joined; their key and code are in `headers`."""
    return forum.visitor()


@pytest.fixture
def pair(member: Visitor, mo: Visitor) -> Pair:
    return key_and_code(member.joins(invitation=mo.invites()))


def test_the_code_gives_a_new_key_and_a_new_code(pair: Pair, forum: Forum):
    visitor = forum.visitor()
    fresh = key_and_code(visitor.fill("/recover/", code=pair[1]))
    assert not set(fresh) & set(pair)
    assert visitor.get("/account/").status == 200
    assert forum.visitor().fill("/sign-in/", key=fresh[0]).status == 303


def test_the_old_key_and_every_session_end(pair: Pair, member: Visitor, forum: Forum):
    forum.visitor().fill("/recover/", code=pair[1])
    assert member.get("/account/").status == 401
    assert forum.visitor().fill("/sign-in/", key=pair[0]).status == 401


def test_the_code_may_be_typed_as_people_type(pair: Pair, forum: Forum):
    typed = pair[1].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    key_and_code(forum.visitor().fill("/recover/", code=typed))


def test_a_code_works_once(pair: Pair, forum: Forum):
    forum.visitor().fill("/recover/", code=pair[1])
    again = forum.visitor().fill("/recover/", code=pair[1])
    assert (again.status, "has been used" in again.page.text) == (409, True)
    assert not again.answer.cookies


def test_a_form_sent_twice_shows_the_same_key(pair: Pair, forum: Forum):
    visitor = forum.visitor()
    fields = visitor.get("/recover/").page.form("/recover/") | {"code": pair[1]}
    first, second = visitor.post("/recover/", **fields), visitor.post("/recover/", **fields)
    assert key_and_code(first) == key_and_code(second)
    assert forum.visitor().fill("/sign-in/", key=key_and_code(first)[0]).status == 303


def test_a_form_found_in_the_history_shows_no_key(pair: Pair, forum: Forum):
    visitor = forum.visitor()
    fields = visitor.get("/recover/").page.form("/recover/") | {"code": pair[1]}
    key, _ = key_and_code(visitor.post("/recover/", **fields))
    forum.later(minutes=11)
    later = forum.visitor().post("/recover/", **fields)
    assert later.status == 409 and key not in later.text


@pytest.mark.parametrize("code", ["", "x", "0" * 27, "0" * 26 + "1", "x" * 4000])
def test_a_code_that_is_nobodys_matches_nothing(visitor: Visitor, code: str):
    reply = visitor.fill("/recover/", code=code)
    assert (reply.status, reply.page.errors) == (401, ["Check the recovery code and try again."])


def test_a_code_with_a_slip_in_it_costs_nobody_a_try(visitor: Visitor, calls):
    assert visitor.fill("/recover/", code="0" * 26 + "1").status == 401
    assert calls == []


def test_guessing_is_slowed_down_even_with_one_form(visitor: Visitor, forum: Forum):
    """Five a day and one an hour; the same form again is let through a few times."""
    token = visitor.get("/recover/").page.form("/recover/")["token"]
    fields = {"code": some_code(), "token": token}
    same = [visitor.post("/recover/", **fields).status for _ in range(14)]
    assert same == [401] * 11 + [429] * 3
    other = forum.visitor("198.51.100.9")
    fresh = [other.fill("/recover/", code=some_code()).status for _ in range(8)]
    assert fresh == [401] * 6 + [429] * 2


def test_junk_from_fifty_networks_stops_nobodys_recovery(pair: Pair, place):
    forum = place(limits="recovery_site_per_day = 1")
    for number in range(50):
        junk = forum.visitor(f"198.{number}.100.7").fill("/recover/", code=f"junk {number}")
        assert junk.status == 401
    visitor = forum.visitor()
    assert visitor.fill("/recover/", code=some_code()).status == 401
    key_and_code(visitor.fill("/recover/", code=pair[1]))


def test_codes_from_fifty_networks_make_recovery_slower_and_close_it_to_nobody(pair, forum: Forum):
    for number in range(51):
        forum.visitor(f"198.{number}.100.7").fill("/recover/", code=some_code())
    visitor = forum.visitor()
    assert visitor.fill("/recover/", code=some_code()).status == 401  # its slow one of this hour
    refused = visitor.fill("/recover/", code=pair[1])
    assert (refused.status, "Recovery goes slowly just now" in refused.page.text) == (429, True)
    assert 0 < int(refused.headers["retry-after"]) <= 3600
    typed = {"code": pair[1], "speed_bump": visitor.solves("/recover/challenge/")}
    key_and_code(visitor.post("/recover/", **refused.page.form("/recover/") | typed))


def test_a_slow_try_comes_back_within_the_hour(pair: Pair, forum: Forum):
    visitor = forum.visitor()
    for _ in range(6):
        visitor.fill("/recover/", code=some_code())
    wait = int(visitor.fill("/recover/", code=pair[1]).headers["retry-after"])
    forum.later(seconds=wait)
    key_and_code(visitor.fill("/recover/", code=pair[1]))


def test_a_token_that_we_never_wrote_is_refused(pair: Pair, visitor: Visitor):
    assert visitor.fill("/recover/", code=pair[1], token="x").status == 400

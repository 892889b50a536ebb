"""Joining: a made-up name, a key shown once, consent; one form, one member."""

import re
from unittest.mock import patch

import pytest

from support import people
from support.guesses import some_code
from support.people import Forum, Visitor, key_and_code
from support.reading import Page
from web.auth import verifier


@pytest.fixture
def code(mo: Visitor) -> str:
    """An invitation: it spares a test the work of the speed bump."""
    return mo.invites()


def members(dump) -> int:
    return len([item for item in dump()["identity"] if item["pk"]["S"].startswith("name#")])


def test_joining_shows_the_key_and_signs_in(code: str, visitor: Visitor):
    reply = visitor.joins(invitation=code)
    key, recovery = key_and_code(reply)
    assert len(key.split()) == 7
    assert re.fullmatch(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}[0-9A-Z*~$=]", recovery)
    assert reply.headers["cache-control"] == "private, no-store"
    page = visitor.get("/account/").page
    assert re.fullmatch(r"You are [A-Z][a-z]+ [A-Z][a-z]+ [1-9][0-9]{2} here", page.heading)


def test_five_names_are_offered_and_five_more(visitor: Visitor):
    page = visitor.get("/join/").page
    first = people.names(page)
    fields = page.form("/join/") | {"more": "1", "adult": "1"}
    again = visitor.post("/join/", **fields)
    assert again.status == 200
    assert len(set(first)) == len(set(people.names(again.page))) == 5
    assert first != people.names(again.page)
    assert again.page.form("/join/")["adult"] == "1"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"adult": ""}, "Please tell us that you are 18 or over."),
        ({"cards": ""}, "Read the three cards, or say that you will read them later."),
        ({"consent": ""}, "We need your consent before we keep what you write."),
        ({"name": ""}, "Choose one of the names."),
        ({"name": "Moderator Jane 123"}, "Choose one of the names."),
        ({"invitation": "x"}, "Check the invitation code and try again."),
    ],
)
def test_what_is_missing_is_pointed_at(visitor: Visitor, dump, typed, says: str):
    before = dump()["identity"]
    reply = visitor.joins(**typed)
    assert (reply.status, reply.page.errors) == (422, [says])
    assert reply.answer.cookies == ()
    assert dump()["identity"] == before


def test_what_was_chosen_stays_chosen(visitor: Visitor):
    first = people.names(visitor.get("/join/").page)[0]
    form = visitor.joins(name=first, consent="", own_device="1").page.form("/join/")
    assert (form["name"], form["adult"], form["own_device"]) == (first, "1", "1")


def test_the_speed_bump_lets_somebody_in_once(visitor: Visitor, forum: Forum, dump):
    paper = visitor.solves()
    key_and_code(visitor.joins(speed_bump=paper))
    other = forum.visitor("198.51.100.9").joins(speed_bump=paper)
    assert (other.status, "check didn’t finish" in other.page.text) == (422, True)
    assert members(dump) == 1


def test_the_speed_bump_lasts_ten_minutes(visitor: Visitor, forum: Forum, dump):
    paper = visitor.solves()
    forum.later(minutes=10, seconds=1)
    reply = visitor.joins(speed_bump=paper)
    assert (reply.status, "didn’t finish" in reply.page.text) == (422, True)
    assert members(dump) == 0


@pytest.mark.parametrize("paper", ["", "x", "e30=", "A" * 5000])
def test_without_the_speed_bump_nobody_comes_in(visitor: Visitor, dump, paper: str):
    reply = visitor.joins(speed_bump=paper)
    assert reply.status == 422
    assert members(dump) == 0


def test_the_slow_hash_is_not_run_for_somebody_who_is_not_let_in(visitor: Visitor):
    with patch.object(verifier, "make", wraps=verifier.make) as slow:
        for typed in ({}, {"speed_bump": "x"}, {"invitation": "x"}, {"consent": ""}):
            visitor.joins(**typed)
    assert slow.call_count == 0


def test_a_form_sent_twice_makes_one_member_and_shows_one_key(code, visitor, mo, dump):
    page = visitor.get("/join/").page
    ticks = {"adult": "1", "cards": "later", "consent": "1", "invitation": code}
    fields = page.form("/join/") | {"name": people.names(page)[0]} | ticks
    first, second = visitor.post("/join/", **fields), visitor.post("/join/", **fields)
    assert key_and_code(first) == key_and_code(second)
    assert members(dump) == 1


def test_a_form_found_in_the_history_shows_no_key(code, visitor: Visitor, forum: Forum):
    page = visitor.get("/join/").page
    ticks = {"adult": "1", "cards": "1", "consent": "1", "invitation": code}
    fields = page.form("/join/") | {"name": people.names(page)[0]} | ticks
    key, _ = key_and_code(visitor.post("/join/", **fields))
    forum.later(minutes=11)
    later = forum.visitor().post("/join/", **fields)
    assert later.status == 409
    assert key not in later.text
    assert later.answer.cookies == ()


def test_a_name_that_somebody_has_is_not_offered_again(mo: Visitor, forum: Forum, dump):
    name = people.names(forum.visitor().get("/join/").page)[0]
    assert forum.visitor().joins(invitation=mo.invites(), name=name).status == 200
    late = forum.visitor().joins(invitation=mo.invites(), name=name, own_device="1")
    assert late.status == 409
    assert "Someone here already has that name" in late.page.text
    assert name not in people.names(late.page) and len(people.names(late.page)) == 5
    form = late.page.form("/join/")
    assert (form["consent"], form["own_device"]) == ("1", "1")
    assert members(dump) == 1


def test_the_form_whose_name_was_taken_still_lets_somebody_in(mo: Visitor, forum: Forum):
    visitor, code = forum.visitor(), mo.invites()
    name = people.names(visitor.get("/join/").page)[0]
    forum.visitor().joins(invitation=mo.invites(), name=name)
    page = visitor.joins(invitation=code, name=name).page
    fields = page.form("/join/") | {"name": people.names(page)[0]}
    key_and_code(visitor.post("/join/", **fields))


def test_a_token_that_we_never_wrote_is_refused(code: str, visitor: Visitor):
    for token in ("", "x", "z" * 26, "0" * 27):
        assert visitor.joins(invitation=code, token=token).status == 400


def test_a_used_invitation_is_told_so_and_costs_no_slow_hash(code, visitor, forum: Forum):
    visitor.joins(invitation=code)
    with patch.object(verifier, "make", wraps=verifier.make) as slow:
        late = [forum.visitor().joins(invitation=code) for _ in range(7)]
        assert slow.call_count == 0
    assert [reply.status for reply in late] == [409] * 4 + [429] * 3
    assert "has been used" in late[0].page.text
    assert "This invitation code has been tried many times" in late[-1].page.text


def test_a_code_that_is_nobodys_costs_one_read(visitor: Visitor, calls):
    form = visitor.get("/join/").page
    calls.clear()
    fields = form.form("/join/") | {"name": people.names(form)[0], "invitation": some_code()}
    reply = visitor.post("/join/", **fields | {"adult": "1", "cards": "1", "consent": "1"})
    assert (reply.status, calls) == (422, ["GetItem"])


def is_folded(page: Page) -> bool:
    """Whether a script may fold the invitation code away."""
    return bool(page.all("details", open=""))


def test_the_invitation_code_folds_away_until_it_is_wanted(visitor: Visitor, forum: Forum):
    assert is_folded(visitor.get("/join/").page)
    assert is_folded(visitor.joins(consent="").page)
    for typed in ({}, {"invitation": "x"}, {"speed_bump": "x"}, {"invitation": "x", "name": ""}):
        page = visitor.joins(**typed).page
        assert not is_folded(page) and page.id("invitation")
    for _ in range(3):
        forum.visitor().joins(speed_bump=visitor.solves())
    crowded = visitor.joins(speed_bump=visitor.solves())
    assert (crowded.status, is_folded(crowded.page)) == (429, False)


def test_without_a_script_joining_says_that_it_needs_a_code_before_and_after(visitor: Visitor):
    (before,) = visitor.get("/join/").page.all("noscript")
    assert "Joining then needs an invitation code" in before.text
    (after,) = visitor.joins().page.errors
    assert "write an invitation code here" in after


def test_a_site_by_invitation_takes_no_paper(place):
    forum = place(joining="invitation")
    visitor = forum.visitor()
    assert not is_folded(visitor.get("/join/").page)
    assert "Joining here needs a code." in visitor.get("/join/").page.text
    reply = visitor.joins(speed_bump=visitor.solves())
    assert (reply.status, "needs an invitation" in reply.page.text) == (409, True)


def test_the_page_after_the_key_leads_to_the_spaces(visitor: Visitor):
    reply = visitor.post("/join/kept/", name="n", key="k", kept="1")
    assert (reply.status, reply.location) == (303, "/spaces/")


def test_only_months_are_kept_of_when_somebody_joined(code: str, visitor: Visitor, dump):
    visitor.joins(invitation=code)
    accounts = [i for i in dump()["forum"] if i["sk"]["S"] == "account" and not i["staff"]["BOOL"]]
    (account,) = accounts
    assert (account["month_made"]["S"], account["month_active"]["S"]) == ("2026-11", "2026-11")
    assert "2026-11-24" not in str(accounts)

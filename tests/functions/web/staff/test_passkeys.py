"""A passkey beside the key (P7), with one in software: set up, used, taken off."""

import json

import pytest

from forum import keys
from store import passkeys as shelf
from support import cast
from support.authenticator import Authenticator, to_text
from support.keyring import CODE, SET_UP, TAKE_OFF, USE, events, invited, options, refused
from support.people import Forum, Visitor


def test_a_first_one_is_set_up_with_the_code(mo: Visitor):
    before, phone = mo.cookies, Authenticator()
    reply = mo.post(SET_UP, code=invited(), **phone.create(options(mo, "create")))
    assert (reply.status, reply.location) == (303, "/staff/")
    assert mo.cookies != before
    assert "Your passkey was used in this visit" in mo.get("/staff/").page.text
    assert events() == ["set-up-passkey"]


def test_what_the_browser_is_asked_for(mo: Visitor):
    asked = json.loads(options(mo, "create"))
    assert asked["rp"] == {"id": "localhost", "name": "Willow Bank"}
    assert asked["attestation"] == "none"
    chosen = asked["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert asked["user"]["name"] == "Mo"


def test_the_same_when_it_is_used(again: Visitor):
    asked = json.loads(options(again, "get"))
    assert (asked["rpId"], asked["userVerification"]) == ("localhost", "required")
    assert len(asked["allowCredentials"]) == 1


def test_using_it_makes_a_new_session(again: Visitor, phone: Authenticator):
    before = again.cookies
    reply = again.post(USE, back="", **phone.get(options(again, "get")))
    assert (reply.status, reply.location) == (303, "/moderate/")
    assert again.cookies != before
    assert "Your passkey was used in this visit" in again.get("/staff/").page.text
    again.cookies = before
    assert again.get("/staff/").status == 401, "the session with the key alone has ended"


def test_it_leads_back_to_where_it_was_asked_for(again: Visitor, phone: Authenticator):
    page = again.get("/staff/?back=/moderate/log/").page
    assert page.form(USE)["back"] == "/moderate/log/"
    answer = phone.get(options(again, "get"))
    assert again.post(USE, back="/moderate/log/", **answer).location == "/moderate/log/"


def test_a_way_back_to_another_site_is_none(again: Visitor, phone: Authenticator):
    answer = phone.get(options(again, "get"))
    assert again.post(USE, back="https://elsewhere.invalid/", **answer).location == "/moderate/"


def test_a_greeter_comes_to_their_own_page(forum: Forum):
    gwen, phone = forum.with_key_alone(cast.gwen), Authenticator()
    made = phone.create(options(gwen, "create"))
    assert gwen.post(SET_UP, code=invited("gwen"), **made).location == "/staff/"
    gwen = forum.with_key_alone(cast.gwen, "the next day")
    assert gwen.post(USE, back="", **phone.get(options(gwen, "get"))).location == "/staff/"


@pytest.mark.parametrize("code", ["", "x", keys.make_code(b"another code, 130")])
def test_without_the_right_code_none_is_set_up(mo: Visitor, code: str):
    invited()
    reply = mo.post(SET_UP, code=code, **Authenticator().create(options(mo, "create")))
    assert reply.status == 401
    assert shelf.get_ring(cast.mo.id).passkeys == ()


def test_the_code_works_once_and_for_a_day(forum: Forum, mo: Visitor, phone: Authenticator):
    thief = forum.with_key_alone(cast.mo, "a thief")
    answer = Authenticator(id=b"thief").create(options(thief, "create"))
    assert refused(thief.post(SET_UP, code=CODE, **answer))
    invited(hours=0)
    answer = Authenticator(id=b"late").create(options(thief, "create"))
    assert refused(thief.post(SET_UP, code=CODE, **answer))


def test_a_code_is_for_the_person_it_was_made_for(forum: Forum):
    invited("lee")
    mo = forum.with_key_alone(cast.mo)
    assert refused(mo.post(SET_UP, code=CODE, **Authenticator().create(options(mo, "create"))))


def test_a_new_code_replaces_both_and_ends_what_they_opened(
    forum: Forum, mo: Visitor, phone: Authenticator
):
    again = forum.with_key_alone(cast.mo, "a new phone")
    fresh = Authenticator(id=b"a new phone")
    invited()
    assert again.post(SET_UP, code=CODE, **fresh.create(options(again, "create"))).status == 303
    assert len(shelf.get_ring(cast.mo.id).passkeys) == 1
    assert "Your passkey was used" not in mo.get("/staff/").page.text
    lost = forum.with_key_alone(cast.mo, "whoever found the old one")
    assert refused(lost.post(USE, back="", **phone.get(options(lost, "get"))))


def test_a_second_one_is_set_up_with_the_first(mo: Visitor, phone: Authenticator):
    stick = Authenticator(id=b"a stick")
    assert mo.post(SET_UP, **stick.create(options(mo, "create"))).location == "/staff/"
    page = mo.get("/staff/").page
    assert "Passkey 2" in page.text
    assert not page.all("pass-key"), "there is no third"


def test_only_just_after_the_first_was_used(forum: Forum, mo: Visitor, phone: Authenticator):
    answer = Authenticator(id=b"a stick").create(options(mo, "create"))
    forum.later(minutes=4)
    late = Authenticator(id=b"late").create(options(mo, "create"))
    forum.later(minutes=1)
    assert not mo.get("/staff/").page.all("pass-key", data_kind="create")
    reply = mo.post(SET_UP, **late)
    assert refused(reply, words="once more, please")
    assert refused(mo.post(SET_UP, **answer))
    assert len(shelf.get_ring(cast.mo.id).passkeys) == 1


def test_one_of_two_is_taken_off(mo: Visitor, phone: Authenticator):
    stick = Authenticator(id=b"a stick")
    mo.post(SET_UP, **stick.create(options(mo, "create")))
    assert "Take passkey 1 off" in mo.get("/staff/").page.text
    assert mo.post(TAKE_OFF, id=to_text(phone.id)).location == "/staff/"
    assert [each.id for each in shelf.get_ring(cast.mo.id).passkeys] == [to_text(stick.id)]
    assert events() == ["set-up-passkey", "set-up-passkey", "take-off-passkey"]
    assert refused(mo.post(TAKE_OFF, id=to_text(stick.id))), "the last one stays"


def test_without_scripts_the_page_says_what_to_do(mo: Visitor):
    (form,) = mo.get("/staff/").page.all("form", action=SET_UP)
    (button,) = form.all("button")
    assert "hidden" in button.attributes
    assert "allow it here and load the page again" in form.text


def test_a_member_finds_no_such_page(alice: Visitor, visitor: Visitor):
    assert alice.get("/staff/").status == 404
    assert visitor.get("/staff/").status == 401

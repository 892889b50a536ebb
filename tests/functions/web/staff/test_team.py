"""The page of the team: two leads change a role, one takes it away, and the person is told (R1)."""

from dataclasses import replace

import pytest

from store import passkeys as shelf
from store import roles, team
from store.moderation import audit
from support import cast
from support.people import Forum, Visitor

PAGE = "/staff/team/"
SAM = replace(cast.lee, account=replace(cast.lee.account, id=cast.ident("sam"), name="Sam"))


@pytest.fixture
def lee(forum: Forum) -> Visitor:
    """A lead, with everybody on the team."""
    for viewer in (cast.gwen, cast.mo, cast.lee, SAM):
        forum.member(viewer)
        team.add_seat(viewer.id, viewer.name)
    return forum.member(cast.lee)


@pytest.fixture
def sam(forum: Forum, lee: Visitor) -> Visitor:
    """Another lead."""
    return forum.member(SAM)


def to(who: str, act: str) -> str:
    return f"{PAGE}{cast.ident(who)}/{act}/"


def told(person: Visitor) -> str:
    return person.get("/inbox/").page.text


def test_everybody_is_there_with_their_role(lee: Visitor):
    text = lee.get(PAGE).page.text
    for words in (
        "Gwen greeter, for 90 days",
        "Mo moderator",
        "Sam lead",
        "Lee lead · this is you",
    ):
        assert words in text


def test_two_leads_change_a_role(forum: Forum, lee: Visitor, sam: Visitor):
    mo = forum.member(cast.mo)
    assert lee.fill(PAGE, to("mo", "propose"), what="lead").location == PAGE
    assert mo.get(PAGE).status == 404
    assert "Another lead decides about it" in told(mo)
    assert not lee.get(PAGE).page.all("form", action=to("mo", "agree"))
    assert lee.post(to("mo", "agree"), what="lead").status == 409
    assert "Lee proposed: lead" in sam.get(PAGE).page.text
    assert sam.fill(PAGE, to("mo", "agree")).location == PAGE
    assert mo.get("/moderate/").page.heading == "Your passkey, please"
    assert "Your role has changed" in told(mo)
    assert forum.member(cast.mo, "anew").get(PAGE).status == 200
    events = [(one.event.event, one.event.reason) for one in audit.list_entries()]
    assert events == [("propose-role", "lead"), ("give-role", "lead")]
    assert {one.event.target for one in audit.list_entries()} == {cast.mo.id}


def test_one_lead_takes_a_role_away_at_once(forum: Forum, lee: Visitor):
    mo = forum.member(cast.mo)
    assert mo.get("/moderate/").status == 200
    assert lee.fill(PAGE, to("mo", "freeze")).location == PAGE
    assert mo.get("/moderate/").status == 404
    assert "taken your role away" in told(mo)
    assert "Mo no role" in lee.get(PAGE).page.text


def test_a_greeters_role_that_ended_is_given_again(forum: Forum, lee: Visitor, sam: Visitor):
    roles.set_role(cast.gwen.id, "greeter", ends=cast.AT - 1)
    gwen = forum.member(cast.gwen)
    assert gwen.get("/staff/").status == 404
    lee.fill(PAGE, to("gwen", "propose"), what="greeter")
    sam.fill(PAGE, to("gwen", "agree"))
    assert forum.with_key_alone(cast.gwen, "anew").get("/staff/").status == 200
    forum.later(days=89, hours=23)
    assert forum.with_key_alone(cast.gwen, "on the last day").get("/staff/").status == 200
    forum.later(hours=1)
    assert forum.with_key_alone(cast.gwen, "after it").get("/staff/").status == 404


def test_who_lost_both_gets_a_link_when_two_leads_agree(lee: Visitor, sam: Visitor):
    lee.fill(PAGE, to("mo", "propose"), what="new-passkey")
    reply = sam.fill(PAGE, to("mo", "agree"))
    assert (reply.status, reply.page.id("link").text.startswith("/staff/#")) == (200, True)
    assert shelf.get_ring(cast.mo.id).invitation_ends == cast.AT + 24 * 3600
    assert "Sam" not in sam.get(PAGE).page.id("main").text.split("Mo")[0][:40]
    assert not [node for node in sam.get(PAGE).page.all("code") if node.attributes.get("id")]
    assert sam.post(to("mo", "agree"), what="new-passkey").status == 400


def test_what_is_proposed_can_be_left(lee: Visitor, sam: Visitor):
    lee.fill(PAGE, to("mo", "propose"), what="member")
    assert sam.fill(PAGE, to("mo", "take-back")).location == PAGE
    assert sam.post(to("mo", "agree"), what="member").status == 400
    assert "proposed" not in lee.get(PAGE).page.text.replace("proposes", "").replace("proposal", "")


def test_nothing_changes_without_the_passkey_just_now(forum: Forum, lee: Visitor):
    forum.later(minutes=5)
    page = lee.get(PAGE).page
    assert not page.all("form", method="post") or "use your passkey again" in page.text
    for act in ("propose", "agree", "take-back", "freeze"):
        fields = {"what": "lead"} if act in ("propose", "agree") else {}
        reply = lee.post(to("mo", act), **fields)
        assert (reply.status, reply.page.heading) == (401, "Your passkey once more, please"), act
    assert audit.list_entries() == []


def test_nobody_changes_their_own(lee: Visitor):
    for act, fields in (("propose", {"what": "member"}), ("freeze", {})):
        assert lee.post(to("lee", act), **fields).status == 409
    assert audit.list_entries() == []


def test_no_moderator_finds_the_page(forum: Forum, lee: Visitor):
    mo = forum.member(cast.mo)
    assert mo.get(PAGE).status == 404
    assert mo.post(to("gwen", "freeze")).status == 404
    assert "The team" not in mo.get("/moderate/").page.text


def test_nobody_at_all_at_an_address_that_is_none(lee: Visitor):
    assert lee.post(f"{PAGE}x/freeze/").status == 404
    assert lee.post(to("somebody", "freeze")).status == 404

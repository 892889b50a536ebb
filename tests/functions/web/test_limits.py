"""Paces: kind, counted where they should be, adjustable, and without an address anywhere."""

import base64
import contextlib
import ipaddress
import json
import os
import re
from collections.abc import Iterator

import pytest

import settings
from support import cast, people
from support.guesses import some_code, some_key
from support.people import Forum, Visitor
from web import limits
from web.auth import speed_bump

IP = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b")


def write(who: Visitor, thread: str, body: str = "My words"):
    """Sends a fresh reply form, whatever becomes of it."""
    path = f"/threads/{thread}/replies/"
    return who.post(path, **who.get(f"/threads/{thread}/").page.form(path) | {"body": body})


def test_two_replies_within_twenty_seconds_are_too_soon(alice, bob, forum: Forum):
    thread, _ = alice.opens()
    assert write(bob, thread).status == 303
    forum.later(seconds=12)
    soon = write(bob, thread, "Second thoughts")
    assert (soon.status, soon.headers["retry-after"]) == (429, "8")
    assert "Let’s slow down a little" in soon.page.text
    assert soon.page.id("body").text == "Second thoughts"
    forum.later(seconds=8)
    path = f"/threads/{thread}/replies/"
    assert bob.post(path, **soon.page.form(path)).status == 303


def test_ten_replies_an_hour_and_the_next_hour_again(alice, bob, forum: Forum):
    thread, _ = alice.opens()
    for _ in range(10):
        forum.later(seconds=21)
        assert write(bob, thread).status == 303
    forum.later(seconds=21)
    full = write(bob, thread)
    assert full.status == 429
    wait = int(full.headers["retry-after"])
    assert 0 < wait <= 3600
    assert "You can go on in about" in full.page.text
    forum.later(seconds=wait)
    assert write(forum.member(cast.bob, "later"), thread).status == 303


def test_a_new_member_writes_three_replies_an_hour(alice, bob, forum: Forum):
    thread, _ = alice.opens()
    forum.becomes(cast.bob, approved=0)
    statuses = []
    for _ in range(4):
        forum.later(seconds=21)
        statuses.append(write(bob, thread).status)
    assert statuses == [303, 303, 303, 429]


def test_a_new_member_starts_one_conversation_a_day(alice: Visitor, forum: Forum):
    forum.becomes(cast.alice, approved=0)
    path = "/spaces/porch/new/"
    words = {"title": "t", "body": "My words", "want": "listen"}
    assert alice.fill(path, **words).status == 303
    second = alice.fill(path, **words)
    assert (second.status, second.page.id("body").text) == (429, "My words")
    assert "You have started a conversation today" in second.page.text
    forum.later(days=1)
    assert forum.member(cast.alice, "tomorrow").fill(path, **words).status == 303


def test_an_invitation_passes_the_bucket_that_is_full(mo: Visitor, forum: Forum):
    """A shelter, a hospital or Tor is never locked out."""
    for _ in range(3):
        visitor = forum.visitor()
        assert visitor.joins(speed_bump=visitor.solves()).status == 200
    fourth = forum.visitor()
    refused = fourth.joins(speed_bump=fourth.solves())
    assert (refused.status, refused.page.errors) == (429, [])
    assert "Several people have joined from this connection" in refused.page.text
    assert "With an invitation code you can join at once" in refused.page.text
    assert refused.page.form("/join/")["consent"] == "1"
    assert fourth.joins(invitation=mo.invites()).status == 200


def steps(paper: str) -> int:
    """How far a browser had to count."""
    counter: int = json.loads(base64.b64decode(paper))["solution"]["counter"]
    return counter


def test_a_network_that_asks_for_many_challenges_gets_larger_ones(place):
    forum = place(limits="challenge_per_ten_minutes = 1")
    papers = [forum.visitor().solves() for _ in range(2)]
    assert steps(papers[0]) < speed_bump.COUNTER_MAX <= steps(papers[1])
    assert steps(forum.visitor("198.51.100.9").solves()) < speed_bump.COUNTER_MAX


def test_there_always_is_a_challenge(visitor: Visitor, calls):
    asked = [visitor.get("/join/challenge/", accept="application/json") for _ in range(40)]
    assert {reply.status for reply in asked} == {200}
    calls.clear()
    visitor.get("/join/challenge/")
    assert calls == []


def test_when_many_ask_for_a_challenge_it_is_harder_and_nobody_goes_without(place):
    forum = place(limits="challenge_site_per_ten_minutes = 1")
    papers = [forum.visitor(f"198.51.{number}.7").solves() for number in range(2)]
    assert steps(papers[0]) < speed_bump.COUNTER_MAX <= steps(papers[1])
    assert forum.visitor().joins(speed_bump=papers[1]).status == 200


def test_one_solved_challenge_cannot_use_up_what_the_site_may_join(forum: Forum, dump):
    paper = forum.visitor().solves()
    assert forum.visitor().joins(speed_bump=paper).status == 200
    for number in range(3):
        assert forum.visitor(f"198.51.{number}.7").joins(speed_bump=paper).status == 422
    counted = [i for i in dump()["ephemeral"] if i["pk"]["S"] == "pace#join_site#site"]
    assert [value["N"] for name, value in counted[0].items() if name[0] == "w"] == ["1", "1"]


def test_a_refusal_is_remembered_without_asking_again(visitor: Visitor, calls):
    for _ in range(13):
        visitor.fill("/sign-in/", key=some_key())
    calls.clear()
    assert visitor.fill("/sign-in/", key=some_key()).status == 429
    assert calls == []


def test_a_community_may_change_its_limits(place):
    forum = place(limits="reply_per_hour = 2\nreply_apart_seconds = 0")
    thread, _ = forum.member(cast.alice).opens()
    bob = forum.member(cast.bob)
    assert [write(bob, thread).status for _ in range(3)] == [303, 303, 429]


def test_reading_and_help_have_no_limit(alice: Visitor, visitor: Visitor):
    thread, _ = alice.opens()
    assert {visitor.get(f"/threads/{thread}/").status for _ in range(60)} == {200}


def test_moderators_have_a_pace_too(place):
    forum = place(limits="staff_per_hour = 2")
    mo = forum.member(cast.mo)
    path = "/moderate/invitations/"
    assert [mo.fill(path).status for _ in range(3)] == [200, 200, 429]


@contextlib.contextmanager
def behind_the_cdn() -> Iterator[None]:
    """The doors as in AWS, where the CDN says by a secret that it is the CDN."""
    os.environ["LEANTO_ORIGIN_VERIFY"] = "a secret of the CDN"
    settings.load.cache_clear()
    try:
        yield
    finally:
        del os.environ["LEANTO_ORIGIN_VERIFY"]
        settings.load.cache_clear()


def bucket(forum: Forum, sender: str, **headers: str) -> str:
    """The bucket of a request from this address with these headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    environ = {"REMOTE_ADDR": sender}
    with forum.apps["auth"].test_request_context("/", environ_base=environ, headers=named):
        limits.g.now = forum.clock.now
        return limits.bucket()


@pytest.mark.parametrize(
    ("address", "same", "other"),
    [
        ("203.0.113.7", "203.0.113.200", "203.0.112.7"),
        ("2001:db8:1:2::3", "2001:db8:1:ffff::1", "2001:db8:2::3"),
        ("", "not an address", "203.0.113.7"),
    ],
)
def test_a_bucket_is_a_network(forum: Forum, address: str, same: str, other: str):
    assert bucket(forum, address) == bucket(forum, same) != bucket(forum, other)


def test_tomorrow_the_same_network_is_another_bucket(forum: Forum, visitor: Visitor):
    for _ in range(11):
        visitor.fill("/sign-in/", key=some_key())
    kept = set(limits._salts)
    forum.later(days=1)
    visitor.fill("/sign-in/", key=some_key())
    assert not kept & set(limits._salts)


@pytest.mark.parametrize(
    ("viewer", "address"),
    [
        ("203.0.113.7:4711", "203.0.113.7"),
        ("2001:db8:1:2::3:4711", "2001:db8:1:2::3"),
        ("[2001:db8:1:2::3]:4711", "2001:db8:1:2::3"),
        ("", ""),
        ("203.0.113.7", ""),
        ("203.0.113.7:4711,198.51.100.9:4711", ""),
    ],
)
def test_the_cdn_names_the_viewer_and_the_port(forum: Forum, viewer: str, address: str):
    """Whichever of its machines calls: their addresses are nobody's."""
    with behind_the_cdn():
        for machine in ("192.0.2.1", "198.51.100.1"):
            named = bucket(forum, machine, cloudfront_viewer_address=viewer)
            assert named != bucket(forum, machine, cloudfront_viewer_address="192.0.0.9:1")
    assert named == bucket(forum, address)


def test_without_the_cdn_no_header_tells_the_address(forum: Forum):
    forged = ("cloudfront_viewer_address", "x_forwarded_for", "forwarded", "x_real_ip")
    plain = bucket(forum, "203.0.113.7")
    for header in forged:
        assert bucket(forum, "203.0.113.7", **{header: "198.51.100.1:4711"}) == plain
    assert bucket(forum, "198.51.100.1") != plain


def test_behind_the_cdn_only_its_own_header_tells_the_address(forum: Forum):
    with behind_the_cdn():
        sent = {"x-origin-verify": "a secret of the CDN"}
        for number in range(12):
            one = forum.visitor("198.51.100.1")
            viewer = {"cloudfront-viewer-address": f"203.0.{number}.7:4711"}
            forwarded = {"x-forwarded-for": "203.0.113.9", "forwarded": "for=203.0.113.9"}
            reply = Visitor(forum, headers=sent | viewer | forwarded).fill("/sign-in/", key="x")
            assert reply.status == 401
        assert one.get("/sign-in/").status == 404
        wrong = Visitor(forum, headers={"x-origin-verify": "a secret of the CDM"})
        assert wrong.get("/sign-in/").status == 404


def test_no_address_is_kept_anywhere(forum: Forum, mo: Visitor, dump):
    visitor = forum.visitor()
    newcomer = forum.visitor()
    newcomer.joins(speed_bump=newcomer.solves())
    forum.visitor().joins(invitation=mo.invites())
    _, post = forum.member(cast.alice).opens()
    visitor.reports(post)
    forum.visitor().fill("/sign-in/", key=some_key())
    visitor.fill("/recover/", code=some_code())
    six = forum.visitor("2001:db8:1:2::3")
    six.reports(post)
    six.fill("/sign-in/", key=some_key())
    kept = json.dumps(dump())
    assert "pace#join#" in kept and "pace#report_signed_out#" in kept
    for secret in (people.ADDRESS, "203.0.113", "2001:db8", "203.0.113.0/24"):
        assert secret not in kept
        assert str(int(ipaddress.ip_address(people.ADDRESS))) not in kept
    assert not IP.findall(kept)

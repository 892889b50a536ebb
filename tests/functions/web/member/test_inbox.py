"""The inbox: what concerns one member, newest first, and nobody else's."""

from support import cast
from support.people import Forum, Visitor


def test_a_reply_tells_the_one_it_answers_and_nobody_else(alice: Visitor, bob: Visitor):
    thread, _ = alice.opens()
    post = bob.answers(thread)
    page = alice.get("/inbox/").page
    assert "Gentle Otter 107 wrote back to you" in page.text
    assert f"/posts/{post}/" in [link["href"] for link in page.all("a")]
    assert "Nothing new" in bob.get("/inbox/").page.text


def test_a_visitor_is_asked_to_sign_in(visitor: Visitor):
    assert visitor.get("/inbox/").status == 401


def test_a_paused_member_still_reads_it(charlie: Visitor):
    assert charlie.get("/inbox/").status == 200


def test_a_decision_tells_author_and_reporter_but_not_who_told(alice, bob, mo):
    _, post = alice.opens()
    bob.reports(post)
    mo.decides(post)
    told = alice.get("/inbox/").page.text
    assert "We took down one of your posts" in told and "It names a street." in told
    assert "Otter" not in told
    thanked = bob.get("/inbox/").page.text
    assert "took the post down" in thanked and "It names a street." not in thanked


def test_a_cursor_that_is_none_is_refused(alice: Visitor):
    for cursor in ("x", "2026-11-24T02:15Z", f"2026-11-24T02:15Z%23{'é' * 26}"):
        assert alice.get(f"/inbox/?before={cursor}").status == 400


def test_older_notices_are_a_page_further(forum: Forum, alice: Visitor):
    thread, _ = alice.opens()
    forum.fills(thread, 21)
    first = alice.get("/inbox/").page
    (older,) = [one["href"] for one in first.all("a") if one.text == "Earlier"]
    second = alice.get(older).page
    assert (len(first.main.all("li")), len(second.main.all("li"))) == (20, 1)
    assert "That’s everything." in second.text


def test_a_notice_says_when_as_a_sentence_begins(alice, bob, forum: Forum):
    bob.answers(alice.opens()[0])
    for apart, says in (
        ({}, "In the last hour"),
        ({"days": 1}, "Yesterday"),
        ({"days": 1}, "On Tuesday"),
        ({"days": 9}, "24 November 2026"),
    ):
        forum.later(**apart)
        who = forum.member(cast.alice, str(forum.clock.now))
        assert says in who.get("/inbox/").page.text


def nav(who: Visitor, path: str = "/spaces/") -> dict[str, str]:
    """What the main navigation says and where it leads."""
    links = who.get(path).page.one("nav", **{"class": "nav"}).all("a")
    return {link.text: link["href"] for link in links}


def test_a_mark_stands_on_the_inbox_until_it_is_opened(alice: Visitor, bob: Visitor, mo: Visitor):
    thread, post = alice.opens()
    assert "Inbox" in nav(alice)
    bob.answers(thread)
    assert "Inbox (something new)" in nav(alice) and "Inbox" in nav(bob)
    assert "Inbox" in nav(alice, "/inbox/") and "Inbox" in nav(alice)
    bob.reports(post)
    mo.decides(post)
    assert "Inbox (something new)" in nav(alice) and "Inbox (something new)" in nav(bob)


def test_only_those_with_a_place_here_are_led_to_it(alice: Visitor, visitor: Visitor, mo: Visitor):
    everybody = {"Spaces": "/spaces/", "Guidelines": "/guidelines/", "Resources": "/resources/"}
    member = everybody | {"Inbox": "/inbox/", "You": "/account/"}
    assert nav(alice) == member
    assert nav(mo) == member | {"Moderate": "/moderate/"}
    for path, back in (("/spaces/", ""), ("/inbox/", "?back=/inbox/"), ("/nothing/", "")):
        doors = {"Join": "/join/", "Sign in": f"/sign-in/{back}"}
        assert nav(visitor, path) == everybody | doors

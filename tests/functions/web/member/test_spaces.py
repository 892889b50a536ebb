"""Spaces: for anybody to read where they are open, and for members where they are not."""

from store import posts
from support import cast
from support.people import Forum, Visitor


def test_anybody_sees_every_space(visitor: Visitor):
    reply = visitor.get("/spaces/")
    assert reply.status == 200
    assert reply.page.heading == "Spaces"
    assert "Looking after someone" in reply.page.text


def test_an_open_space_is_for_anybody_to_read(visitor: Visitor, alice: Visitor):
    alice.opens(title="The first frost")
    reply = visitor.get("/spaces/porch/")
    assert (reply.status, reply.page.heading) == (200, "The porch")
    assert "The first frost" in reply.page.text


def test_a_members_space_sends_a_visitor_to_the_door(visitor: Visitor):
    reply = visitor.get("/spaces/looking-after/")
    assert (reply.status, reply.page.heading) == (401, "This space is for members")
    links = [link["href"] for link in reply.page.main.all("a")]
    assert "/sign-in/?back=/spaces/looking-after/" in links


def test_a_members_space_is_for_members_to_read(charlie: Visitor):
    assert charlie.get("/spaces/looking-after/").status == 200


def test_a_space_that_is_none_is_not_found(alice: Visitor):
    assert alice.get("/spaces/attic/").status == 404


def test_a_cursor_that_is_none_is_refused(visitor: Visitor):
    for cursor in ("x", "2026-11-24T02:15Z.000001", "../..", "%00"):
        assert visitor.get(f"/spaces/porch/?before={cursor}").status == 400


def test_a_page_number_that_is_none_is_the_first(visitor: Visitor):
    for number in ("x", "-1", "0", "٣", "9" * 40):
        assert visitor.get(f"/spaces/porch/?page={number}").status == 200


def test_conversations_are_paged_by_twenty_with_the_newest_first(forum: Forum, visitor: Visitor):
    for number in range(23):
        forum.later(hours=2)
        title, now = f"Night {number:02d}", forum.clock.now
        posts.add_opening(*cast.conversation(title, title=title, now=now), counts=False)
    first = visitor.get("/spaces/porch/").page
    titles = [one.text for one in first.all("h3")]
    assert titles == [f"Night {number:02d}" for number in range(22, 2, -1)]
    (older,) = [one["href"] for one in first.all("a") if one.text == "Older conversations"]
    second = visitor.get(older).page
    assert [one.text for one in second.all("h3")] == ["Night 02", "Night 01", "Night 00"]
    assert "Page 2" in second.text
    (newer,) = [one["href"] for one in second.all("a") if one.text == "Newer conversations"]
    assert [one.text for one in visitor.get(newer).page.all("h3")] == titles


def test_a_sensitive_space_keeps_help_in_view_where_people_read_and_write(alice: Visitor):
    thread, _ = alice.opens("missing-someone")
    for path in ("", "new/"):
        assert "/help/" in links(alice, f"/spaces/missing-someone/{path}"), path
    assert "/help/" in links(alice, f"/threads/{thread}/")


def test_a_space_that_is_not_sensitive_says_nothing_of_it(alice: Visitor):
    thread, _ = alice.opens("porch")
    for path in ("/spaces/porch/", "/spaces/porch/new/", f"/threads/{thread}/"):
        assert "/help/" not in links(alice, path), path


def links(somebody: Visitor, path: str) -> list[str]:
    """Where the middle of a page leads."""
    return [link["href"] for link in somebody.get(path).page.main.all("a")]


def test_those_who_wait_come_first_and_each_begins_with_its_words(alice, bob, mo, visitor):
    answered, _ = alice.opens(title="Answered", body="It *was* late.\n\nAnd dark.")
    waiting, _ = bob.opens(title="Waiting", body="> Quoted\n\nmore")
    bob.answers(answered)
    page = visitor.get("/spaces/porch/").page
    assert [one.text for one in page.main.all("h3")] == ["Waiting", "Answered"]
    headings = [one.text for one in page.main.all("h2")][:2]
    assert headings == ["Could you keep someone company?", "In conversation"]
    assert "It was late." in page.text and "And dark." not in page.text
    mo.answers(waiting)
    assert "keep someone company" not in visitor.get("/spaces/porch/").page.text

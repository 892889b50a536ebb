"""Conversations: started once however often the form is sent, and read in two reads."""

import pytest

from support import cast
from support.people import Forum, Visitor

NEW = "/spaces/porch/new/"


def test_a_member_starts_a_conversation(alice: Visitor, visitor: Visitor):
    thread, _ = alice.opens(title="The first frost", body="It is *white* out there.")
    page = visitor.get(f"/threads/{thread}/").page
    assert page.heading == "The first frost"
    assert "It is white out there." in page.text
    assert page.main.all("em")[0].text == "white"


def test_a_visitor_is_asked_to_sign_in_first(visitor: Visitor):
    reply = visitor.get(NEW)
    assert (reply.status, reply.page.heading) == (401, "This page is for people with a place here")


def test_a_visitors_words_are_given_back(visitor: Visitor, alice: Visitor):
    fields = alice.get(NEW).page.form(NEW) | {"title": "t", "body": "My words", "want": "listen"}
    reply = visitor.post(NEW, **fields)
    assert reply.status == 401
    assert reply.page.form(NEW) == fields | {"want": "listen"}


def test_a_paused_member_keeps_their_words(charlie: Visitor):
    fields = charlie.get(NEW).page.form(NEW) | {"title": "t", "body": "My words", "want": "listen"}
    reply = charlie.post(NEW, **fields)
    assert (reply.status, reply.page.form(NEW)["body"]) == (409, "My words")
    assert "asked to pause" in reply.page.text


def test_a_form_sent_twice_makes_one_conversation(alice: Visitor, visitor: Visitor, dump):
    fields = alice.get(NEW).page.form(NEW) | {"title": "Once", "body": "b", "want": "ideas"}
    first, second = alice.post(NEW, **fields), alice.post(NEW, **fields)
    assert (first.status, second.status) == (303, 303)
    assert first.location == second.location
    assert [one.text for one in visitor.get("/spaces/porch/").page.all("h3")] == ["Once"]
    assert len([item for item in dump()["forum"] if item["sk"]["S"].startswith("post#")]) == 1


def test_somebody_elses_thread_id_is_refused(alice: Visitor, bob: Visitor, dump):
    thread, post = alice.opens()
    before = [item for item in dump()["forum"] if item["pk"]["S"] == f"thread#{thread}"]
    fields = {"thread_id": thread, "post_id": cast.ident("b"), "title": "t", "body": "My words"}
    reply = bob.post(NEW, **fields, want="listen")
    assert (reply.status, reply.page.form(NEW)["body"]) == (400, "My words")
    fields |= {"thread_id": cast.ident("new"), "post_id": post}
    assert bob.post(NEW, **fields, want="listen").status == 400
    assert [i for i in dump()["forum"] if i["pk"]["S"] == f"thread#{thread}"] == before


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"title": " "}, "title", "Write a few words to open with."),
        ({"body": "\u200b"}, "body", "Write a few words here."),
        ({"want": ""}, "want", "Choose what would help."),
        ({"title": "x" * 121}, "title", "120 is the most that fits"),
        ({"body": "x" * 5001}, "body", "5000 is the most that fits"),
        ({"body": "x\n" * 200 + "x"}, "body", "a lot of lines"),
    ],
)
def test_what_is_missing_is_pointed_at(alice: Visitor, typed, field: str, says: str):
    fields = {"title": "My title", "body": "My words", "want": "shared"} | typed
    reply = alice.fill(NEW, **fields)
    assert reply.status == 422
    assert len(reply.page.errors) == 1 and says in reply.page.errors[0]
    assert f"#{field}" in [link["href"] for link in reply.page.main.all("a")]
    assert reply.page.form(NEW) | fields == reply.page.form(NEW) | {"want": fields["want"]}


def test_all_that_is_missing_is_named_at_once(alice: Visitor):
    reply = alice.fill(NEW, title=" ", body="x" * 5001, want="")
    assert (reply.status, len(reply.page.errors)) == (422, 3)
    links = [link["href"] for link in reply.page.id("errors").all("a")]
    assert links == ["#want", "#title", "#body"]
    _, opening = alice.opens()
    edited = alice.fill(f"/posts/{opening}/edit/", title="x" * 121, body="x" * 5001)
    assert (edited.status, len(edited.page.errors)) == (422, 2)


def test_somebody_new_reads_their_allowance_before_they_write(forum: Forum, alice: Visitor):
    said = "you can start one conversation a day"
    assert said not in alice.get(NEW).page.text
    forum.becomes(cast.alice, approved=0)
    assert said in alice.get(NEW).page.text
    alice.opens()
    over = alice.fill(NEW, title="Another", body="My words", want="listen")
    assert (over.status, over.page.form(NEW)["body"]) == (429, "My words")
    assert "You have started a conversation today" in over.page.id("errors").text
    assert "several in a short while" not in over.page.text


def test_a_preview_keeps_nothing(alice: Visitor, dump):
    before = dump()["forum"]
    reply = alice.fill(NEW, title="t", body="*soft*", want="listen", preview="1")
    assert reply.status == 200
    assert "This is how it would look" in reply.page.text
    assert reply.page.main.all("em")[0].text == "soft"
    assert reply.page.form(NEW)["body"] == "*soft*"
    assert dump()["forum"] == before


def test_a_thread_that_is_none_is_not_found(visitor: Visitor):
    assert visitor.get(f"/threads/{cast.ident('nothing')}/").status == 404


def test_a_members_thread_is_closed_to_a_visitor(visitor: Visitor, alice: Visitor):
    thread, post = alice.opens("looking-after")
    for path in (f"/threads/{thread}/", f"/posts/{post}/", f"/posts/{post}/report/"):
        assert visitor.get(path).status == 401
    assert alice.get(f"/threads/{thread}/").status == 200


def test_twenty_posts_are_a_page(forum: Forum, alice: Visitor, visitor: Visitor):
    thread, _ = alice.opens()
    forum.fills(thread, 20)
    first = visitor.get(f"/threads/{thread}/").page
    assert "Reply 18" in first.text and "Reply 19" not in first.text
    second = visitor.get(f"/threads/{thread}/?page=2").page
    assert "Reply 19" in second.text and "Reply 18" not in second.text
    assert visitor.get(f"/threads/{thread}/?page=99").page.text == second.text


def test_no_page_counts_anything_that_rewards(alice: Visitor, bob: Visitor, visitor: Visitor):
    thread, _ = alice.opens(title="Quiet", body="words")
    bob.answers(thread, "more words")
    for path in ("/spaces/porch/", f"/threads/{thread}/"):
        words = visitor.get(path).page.text.replace("Quiet Heron 482", "").replace("Otter 107", "")
        assert not any(character.isdigit() for character in words), path

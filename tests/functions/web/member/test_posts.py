"""One post: its own address; edited, withdrawn and brought back by its author and nobody else."""

import pytest

import worker
from store import posts as post_store
from support import cast
from support.people import Forum, Visitor


@pytest.fixture
def opened(alice: Visitor) -> tuple[str, str]:
    """Alice's thread and its opening."""
    return alice.opens()


def test_the_address_of_a_post_leads_to_its_place(opened, bob: Visitor, visitor: Visitor):
    thread, opening = opened
    answer = bob.answers(thread)
    assert visitor.get(f"/posts/{opening}/").location == f"/threads/{thread}/?page=1#p1"
    assert visitor.get(f"/posts/{answer}/").location == f"/threads/{thread}/?page=1#p2"


def test_an_edit_is_kept_and_marked(opened, bob: Visitor, visitor: Visitor):
    thread, _ = opened
    post = bob.answers(thread, "First words")
    reply = bob.fill(f"/posts/{post}/edit/", body="Better words")
    assert reply.status == 303
    place = visitor.get(f"/threads/{thread}/").page.id("p2").text
    assert "Better words" in place and "Edited" in place and "First words" not in place


def test_an_opening_is_edited_with_its_title(opened, alice: Visitor, visitor: Visitor):
    thread, opening = opened
    alice.fill(f"/posts/{opening}/edit/", title="A better title", want="ideas")
    assert visitor.get(f"/threads/{thread}/").page.heading == "A better title"
    assert "A better title" in visitor.get("/spaces/porch/").page.text


@pytest.mark.parametrize("path", ["edit/", "withdraw/", "undo/"])
def test_another_members_post_is_not_found(opened, bob: Visitor, mo: Visitor, dump, path: str):
    before = dump()["forum"]
    fields = {"body": "Mine now", "version": "1", "title": "t", "want": "listen"}
    for who in (bob, mo):
        reply = who.post(f"/posts/{opened[1]}/{path}", **fields if path == "edit/" else {})
        assert reply.status == 404
        assert "Could not" not in reply.text
    assert dump()["forum"] == before
    assert bob.get(f"/posts/{opened[1]}/edit/").status == 404


@pytest.mark.parametrize("path", ["edit/", "withdraw/", "undo/"])
def test_a_visitor_is_asked_to_sign_in(opened, visitor: Visitor, path: str):
    fields = {"body": "My words", "version": "1"} if path == "edit/" else {}
    reply = visitor.post(f"/posts/{opened[1]}/{path}", **fields)
    assert reply.status == 401
    assert (reply.page.all("textarea") != []) == (path == "edit/")


def test_of_two_edits_the_second_sees_both_versions(opened, bob: Visitor, dump):
    thread, _ = opened
    post = bob.answers(thread, "As it was")
    path = f"/posts/{post}/edit/"
    fields = bob.get(path).page.form(path)
    assert bob.post(path, **fields | {"body": "From the phone"}).status == 303
    lost = bob.post(path, **fields | {"body": "From the laptop"})
    assert lost.status == 409
    assert lost.page.form(path)["body"] == "From the laptop"
    assert "As it is now From the phone" in lost.page.text
    assert post_store.get_post(post).words.source == "From the phone"
    assert bob.post(path, **lost.page.form(path)).status == 303
    assert post_store.get_post(post).words.source == "From the laptop"


def test_an_older_form_stays_older_while_something_else_is_mended(opened, bob: Visitor):
    post = bob.answers(opened[0], "As it was")
    path = f"/posts/{post}/edit/"
    fields = bob.get(path).page.form(path)
    bob.post(path, **fields | {"body": "From the phone"})
    refused = bob.post(path, **fields | {"body": "x" * 5001})
    assert refused.status == 422
    mended = bob.post(path, **refused.page.form(path) | {"body": "From the laptop"})
    assert mended.status == 409
    assert post_store.get_post(post).words.source == "From the phone"


def test_an_edit_sent_twice_is_one_edit(opened, bob: Visitor):
    post = bob.answers(opened[0], "As it was")
    path = f"/posts/{post}/edit/"
    fields = bob.get(path).page.form(path) | {"body": "Better"}
    assert [bob.post(path, **fields).status for _ in range(2)] == [303, 303]
    assert post_store.get_post(post).version == 2


def test_withdrawing_takes_the_words_at_once_and_keeps_the_replies(opened, alice, bob, visitor):
    thread, opening = opened
    bob.answers(thread, "I hear you.")
    reply = alice.fill(f"/posts/{opening}/withdraw/")
    assert (reply.status, reply.location) == (303, f"/posts/{opening}/")
    page = visitor.get(f"/threads/{thread}/")
    assert "sleep" not in page.text and "A long night" not in page.text
    assert "I hear you." in page.page.text
    assert "A long night" not in visitor.get("/spaces/porch/").text
    gone = visitor.get(f"/posts/{opening}/")
    assert (gone.status, gone.page.heading) == (410, "This isn’t here any more")


def test_changing_and_taking_back_stand_apart(opened, alice, bob, visitor):
    thread, opening = opened
    edit, back = f"/posts/{opening}/edit/", f"/posts/{opening}/withdraw/"
    acts = alice.get(f"/threads/{thread}/").page.id("p1").all("a")
    assert [link["href"] for link in acts] == [edit, back, f"/posts/{opening}/"]
    assert "Take it back" not in alice.get(edit).page.text
    asked = alice.get(back).page
    assert "Could not sleep." in asked.text and "the whole conversation closes" in asked.text
    assert (bob.get(back).status, visitor.get(back).status) == (404, 401)
    alice.post(back)
    assert alice.get(back).location == f"/posts/{opening}/"


def test_withdrawing_twice_is_once_and_so_is_bringing_back(opened, alice: Visitor):
    path = f"/posts/{opened[1]}/"
    assert [alice.post(f"{path}withdraw/").status for _ in range(2)] == [303, 303]
    assert post_store.get_post(opened[1]).version == 2
    assert "You took this post back" in alice.get(path).page.text
    assert [alice.post(f"{path}undo/").status for _ in range(2)] == [303, 303]
    assert post_store.get_post(opened[1]).version == 3
    assert alice.get(path).status == 303


def test_the_undo_ends_after_a_day_and_the_words_are_purged(opened, alice, forum: Forum, dump):
    path = f"/posts/{opened[1]}/"
    alice.post(f"{path}withdraw/")
    forum.later(hours=24, minutes=15)
    again = forum.member(cast.alice, "tomorrow")
    assert again.post(f"{path}undo/").status == 410
    worker.run(forum.clock.now)
    assert "sleep" not in str(dump()) and "A long night" not in str(dump())
    assert again.get(path).status == 410


def test_a_paused_member_may_withdraw_but_not_edit(alice: Visitor, forum: Forum):
    _, opening = alice.opens()
    forum.becomes(cast.alice, status="paused")
    refused = alice.fill(f"/posts/{opening}/edit/", body="My words")
    assert (refused.status, refused.page.id("body").text) == (409, "My words")
    assert alice.post(f"/posts/{opening}/withdraw/").status == 303


def test_an_edit_of_a_post_withdrawn_meanwhile_keeps_the_words(opened, alice: Visitor):
    path = f"/posts/{opened[1]}/edit/"
    fields = alice.get(path).page.form(path) | {"body": "My words"}
    alice.post(f"/posts/{opened[1]}/withdraw/")
    reply = alice.post(path, **fields)
    assert (reply.status, reply.page.id("body").text) == (410, "My words")


def test_a_post_taken_down_is_its_authors_to_copy(opened, alice, bob, mo, visitor: Visitor):
    bob.reports(opened[1])
    mo.decides(opened[1])
    own = alice.get(f"/posts/{opened[1]}/")
    assert own.status == 410
    assert "This post of yours was taken down" in own.page.text
    assert "Could not sleep." in own.page.text
    for path in ("edit/", "undo/", "withdraw/"):
        fields = {"body": "b", "title": "t", "want": "listen", "version": "2"}
        reply = alice.post(f"/posts/{opened[1]}/{path}", **fields if path == "edit/" else {})
        assert reply.status == 410
    assert "sleep" not in visitor.get(f"/posts/{opened[1]}/").text


def test_a_version_that_we_never_wrote_is_refused(opened, alice: Visitor):
    for version in ("", "x", "-1", "1.0", "٣", "9" * 10):
        reply = alice.fill(f"/posts/{opened[1]}/edit/", body="Other", version=version)
        assert reply.status == 400


def test_a_preview_of_an_edit_keeps_nothing(opened, alice: Visitor):
    reply = alice.fill(f"/posts/{opened[1]}/edit/", body="*softer*", preview="1")
    assert reply.status == 200
    assert "This is how it would look softer" in reply.page.text
    assert post_store.get_post(opened[1]).version == 1


def opens_another(who: Visitor) -> int:
    fields = {"title": "Another", "body": "My words", "want": "listen"}
    return who.fill("/spaces/porch/new/", **fields).status


def test_taking_an_opening_back_gives_the_days_conversation_back(forum: Forum, alice: Visitor):
    forum.becomes(cast.alice, approved=0)
    _, first = alice.opens()
    assert opens_another(alice) == 429
    for _ in range(2):
        alice.post(f"/posts/{first}/withdraw/")
    assert opens_another(alice) == 303
    assert opens_another(alice) == 429


def test_bringing_an_opening_back_is_the_days_conversation_again(forum: Forum, alice: Visitor):
    forum.becomes(cast.alice, approved=0)
    _, first = alice.opens()
    for act in ("withdraw", "undo", "undo"):
        alice.post(f"/posts/{first}/{act}/")
    assert opens_another(alice) == 429
    alice.post(f"/posts/{first}/withdraw/")
    assert opens_another(alice) == 303
    assert alice.post(f"/posts/{first}/undo/").status == 429
    assert post_store.get_post(first).state == "withdrawn"


def test_a_reply_taken_back_gives_no_conversation(forum: Forum, alice: Visitor, bob: Visitor):
    forum.becomes(cast.alice, approved=0)
    thread, _ = bob.opens()
    alice.opens()
    reply = alice.answers(thread)
    alice.post(f"/posts/{reply}/withdraw/")
    assert opens_another(alice) == 429


def test_an_opening_says_beside_the_button_that_its_conversation_closes(alice, bob: Visitor):
    thread, opening = alice.opens()
    closes = "the whole conversation closes with it"
    assert closes in alice.get(f"/posts/{opening}/withdraw/").page.text
    assert closes not in bob.get(f"/posts/{bob.answers(thread)}/withdraw/").page.text


def test_only_its_author_sees_what_they_have_written(opened, alice, bob, visitor: Visitor):
    thread, _ = opened
    reply = bob.answers(thread, "- I **hear** you.\n\nAnd more")
    own = bob.get("/posts/").page
    links = [link["href"] for link in own.main.all("a")][1:]
    assert links == [f"/posts/{reply}/", f"/posts/{reply}/edit/", f"/posts/{reply}/withdraw/"]
    assert own.main.all("h2")[0].text == "I hear you." and "sleep" not in own.text
    assert "Could not sleep." in alice.get("/posts/").page.text
    assert visitor.get("/posts/").status == 401
    assert bob.get("/posts/?before=x").status == 400


def test_ones_own_list_says_what_became_of_each(opened, alice, bob, mo, forum: Forum):
    thread, _ = opened
    first, second = bob.answers(thread, "First"), bob.answers(thread, "Second")
    bob.post(f"/posts/{first}/withdraw/")
    alice.reports(second)
    mo.decides(second)
    own = bob.get("/posts/").page
    assert "Taken back" in own.text and "Taken down by a moderator" in own.text
    assert "Change it" not in own.text
    forum.later(hours=25)
    worker.run(forum.clock.now)
    assert "First" not in forum.member(cast.bob, "later").get("/posts/").page.text


def test_ones_own_list_is_paged_by_twenty(forum: Forum, opened, bob: Visitor):
    assert "Nothing yet" in bob.get("/posts/").page.text
    forum.fills(opened[0], 23)
    first = bob.get("/posts/").page
    assert [one.text for one in first.main.all("h2")] == [f"Reply {n}" for n in range(22, 2, -1)]
    (older,) = [one["href"] for one in first.all("a") if one.text == "Earlier"]
    second = bob.get(older).page
    assert [one.text for one in second.main.all("h2")] == ["Reply 2", "Reply 1", "Reply 0"]
    assert "Page 2" in second.text and "That’s everything." in second.text

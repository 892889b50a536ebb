"""A moderator takes a detail out of a post, or puts what is right in front of it (M13, N16)."""

from datetime import timedelta

import pytest

import worker
from store import own_posts
from store import posts as post_store
from support import cast, guards
from support.people import Forum, Visitor

BODY = "I cannot sleep here in Elm Street. Is anybody awake?"
MARK = "[a moderator took out a detail]"
OUT = {
    "action": "redact",
    "guideline": "g3",
    "line": "You can be found by it.",
    "details": "elm street",
}
RIGHT = {
    "action": "correct",
    "guideline": "g3",
    "line": "It has moved.",
    "correction": "The group meets on Mondays <now>.",
    "source": "The notice at the door",
}


@pytest.fixture
def opened(alice: Visitor, bob: Visitor) -> tuple[str, str]:
    """A conversation of alice's whose opening bob has reported."""
    thread, post = alice.opens(title="Elm Street at night", body=BODY)
    bob.reports(post)
    return thread, post


def decide(mo: Visitor, post: str, **typed: str) -> str:
    """The page that the decision leads to, while it can be undone."""
    reply = mo.fill(f"/moderate/cases/{post}/", **typed)
    assert reply.status == 303
    return str(reply.location)


def test_the_detail_is_out_at_once_for_everybody(opened, mo: Visitor, visitor: Visitor):
    thread, post = opened
    decide(mo, post, **OUT)
    for page in (visitor.get(f"/threads/{thread}/").page, visitor.get("/spaces/porch/").page):
        assert "Elm Street" not in page.text and MARK in page.text
    assert (
        f"I cannot sleep here in {MARK}. Is anybody awake?"
        in visitor.get(f"/threads/{thread}/").page.text
    )
    assert "Elm" not in own_posts.list_own(cast.alice.id)[0][0].source


def test_its_author_is_told_and_has_their_own_words(
    opened, mo: Visitor, alice: Visitor, forum: Forum
):
    thread, post = opened
    decide(mo, post, **OUT)
    assert "We took a detail out" not in alice.get("/inbox/").page.text
    forum.settles()
    told = alice.get("/inbox/").page
    assert "We took a detail out of one of your posts" in told.text
    assert "You can be found by it." in told.text
    assert (
        "What you wrote, and putting it another way" in alice.get(f"/threads/{thread}/").page.text
    )
    page = alice.get(f"/posts/{post}/edit/").page
    assert BODY in page.text and "Elm Street at night" in page.text
    assert MARK in page.form(f"/posts/{post}/edit/")["body"]


def test_nobody_else_has_them(opened, mo: Visitor, bob: Visitor, visitor: Visitor):
    thread, post = opened
    decide(mo, post, **OUT)
    for who in (bob, visitor, mo):
        assert "Elm Street" not in who.get(f"/threads/{thread}/").text
        assert "What you wrote, and" not in who.get(f"/threads/{thread}/").text
        assert "Elm Street" not in who.get(f"/posts/{post}/edit/").text


def test_whoever_told_us_hears_of_it(opened, mo: Visitor, bob: Visitor, forum: Forum):
    decide(mo, opened[1], **OUT)
    forum.settles()
    assert "took something out of the post. The rest stays." in bob.get("/inbox/").page.text


def test_an_edit_does_not_bring_it_back_and_loses_nothing(opened, mo: Visitor, alice: Visitor):
    _, post = opened
    decide(mo, post, **OUT)
    path = f"/posts/{post}/edit/"
    refused = alice.fill(path, body="It is Elm Street, and I like it.")
    assert refused.status == 422
    assert "Please leave it out." in refused.page.text
    assert refused.page.form(path)["body"] == "It is Elm Street, and I like it."
    assert alice.fill(path, body="It is where I live.", title="A night").status == 303
    assert post_store.get_post(post).words.source == "It is where I live."


def test_an_undo_puts_it_back(opened, mo: Visitor, visitor: Visitor, forum: Forum):
    thread, post = opened
    page = mo.get(decide(mo, post, **OUT)).page
    path = f"/moderate/cases/{post}/undo/"
    assert mo.post(path, **page.form(path)).status == 303
    assert "here in Elm Street. Is" in visitor.get(f"/threads/{thread}/").page.text
    assert "Elm Street at night" in visitor.get("/spaces/porch/").page.text
    assert forum.settles() == 0
    assert not post_store.get_post(post).taken_out


def test_after_seven_days_nobody_has_it(opened, mo: Visitor, alice: Visitor, forum: Forum):
    _, post = opened
    decide(mo, post, **OUT)
    forum.settles()
    for days, kept in ((6, True), (8, False)):
        with guards.acting("worker"):
            worker.run(cast.NOW + timedelta(days=days))
        assert bool(post_store.get_post(post).original.source) == kept
    assert BODY not in alice.get(f"/posts/{post}/edit/").text
    with guards.acting("worker"):
        assert worker.forget(cast.NOW + timedelta(days=9)) == 0


def test_what_is_taken_down_later_forgets_it_in_time(
    opened, mo: Visitor, bob: Visitor, forum: Forum
):
    _, post = opened
    decide(mo, post, **OUT)
    forum.settles()
    bob.reports(post)
    mo.decides(post)
    with guards.acting("worker"):
        worker.run(cast.NOW + timedelta(days=8))
    kept = post_store.get_post(post)
    assert (kept.state, kept.original.source) == ("removed", "")
    with guards.acting("worker"):
        worker.run(cast.NOW + timedelta(days=61))
    assert post_store.get_post(post).state == "purged"


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ("", "Copy here what is to be taken out."),
        ("Oak Street", "One of these lines is not in the post."),
        (BODY, "Nothing would be left of the post."),
    ],
)
def test_says_what_it_cannot_take_out_and_keeps_what_was_typed(
    opened, mo: Visitor, details: str, words: str
):
    _, post = opened
    path = f"/moderate/cases/{post}/"
    refused = mo.fill(path, **OUT | {"details": details})
    assert refused.status == 422 and words in refused.page.text
    form = refused.page.form(path)
    assert (form["details"], form["line"]) == (details, OUT["line"])
    assert post_store.get_post(post).words.source == BODY


def test_what_is_right_stands_before_the_post(
    opened, mo: Visitor, visitor: Visitor, alice: Visitor, forum: Forum
):
    thread, post = opened
    decide(mo, post, **RIGHT)
    assert "A moderator adds" not in visitor.get(f"/threads/{thread}/").text
    forum.settles()
    page = visitor.get(f"/threads/{thread}/").page
    assert "The group meets on Mondays <now>." in page.text
    assert "It is from: The notice at the door" in page.text
    assert page.text.index("A moderator adds") < page.text.index("I cannot sleep")
    assert "We put a note in front" in alice.get("/inbox/").page.text


def test_it_can_be_taken_off_again(
    opened, mo: Visitor, bob: Visitor, visitor: Visitor, forum: Forum
):
    thread, post = opened
    decide(mo, post, **RIGHT)
    forum.settles()
    bob.reports(post)
    mo.decides(post, action="uncorrect", guideline="care", line="You have mended it.")
    assert "A moderator adds" not in visitor.get(f"/threads/{thread}/").text


def test_a_correction_needs_where_it_is_from_and_keeps_what_was_typed(opened, mo: Visitor):
    path = f"/moderate/cases/{opened[1]}/"
    refused = mo.fill(path, **RIGHT | {"source": " "})
    assert refused.status == 422 and "Write where that is from." in refused.page.text
    assert refused.page.form(path)["correction"] == RIGHT["correction"]


def test_what_waits_has_neither(mo: Visitor, nell: Visitor):
    _, post = nell.opens()
    page = mo.get(f"/moderate/cases/{post}/").page
    assert not page.all("textarea", name="details")

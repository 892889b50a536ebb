"""A moderator cares for somebody, step by step, from the worry to another look a day later."""

import pytest

from store import posts as post_store
from support import cast, worries
from support.people import Forum, Visitor

REMOVE = {"action": "remove", "guideline": "g3", "line": "It says how."}
KEEP = {"action": "keep", "guideline": "care", "line": "It stays, and so do we."}


@pytest.fixture
def post(alice: Visitor, bob: Visitor) -> str:
    """A post of alice's; bob fears for her."""
    _, post = alice.opens()
    worries.worry(bob, post)
    return post


def case(mo: Visitor, post: str) -> str:
    return mo.get(f"/moderate/cases/{post}/").page.text


def test_whoever_worried_hears_at_once_with_or_without_an_account(
    post: str, mo: Visitor, bob: Visitor, visitor: Visitor
):
    code = worries.worry(visitor, post, "thoughts")
    assert worries.take(mo, post, "assess", level="2").location.endswith("#care")
    for page in (bob.get("/inbox/").page, visitor.get(f"/reports/{code}/").page):
        assert page.text.count("A moderator is with them now.") == 1
        assert "you do not have to stay" in page.text and "/help/" in str(page.all("a"))
        assert "Distress" not in page.text and "Mo" not in page.main.text.split()


def test_nobody_hears_it_again_when_it_is_decided(post: str, forum: Forum, mo: Visitor, bob):
    worries.answer(mo, post)
    assert mo.decides(post, **KEEP).status == 303
    text = bob.get("/inbox/").page.text
    assert text.count("Thank you for telling us") == 1


@pytest.mark.parametrize(
    ("level", "reads"),
    [
        ("1", "You have not done anything wrong."),
        ("2", "You can answer in your conversation"),
        ("3", "are you thinking about ending your life?"),
        ("4", "We cannot send help to you: we do not know where you are"),
    ],
)
def test_the_person_reads_the_moderators_sentence_with_help_in_view(
    post: str, mo: Visitor, alice: Visitor, level: str, reads: str
):
    worries.answer(mo, post, level)
    page = alice.get("/inbox/").page
    assert worries.LINE in page.text and reads in page.text
    assert "/help/" in [link["href"] for link in page.main.all("a")]
    assert "risk" not in page.main.text and "Mo" not in page.main.text.split()


def test_in_danger_the_emergency_number_comes_first(post: str, mo: Visitor, alice: Visitor):
    worries.answer(mo, post, "4")
    text = alice.get("/inbox/").page.main.text
    assert text.index("Emergency:") < text.index("Call ") < text.index(worries.LINE)


def test_who_is_awaited_reads_when_somebody_is_back(post: str, mo: Visitor, alice: Visitor):
    worries.answer(mo, post, "3")
    assert "A moderator is back at" in alice.get("/inbox/").page.text


def test_the_whole_path_with_a_plan(post: str, forum: Forum, mo: Visitor, alice: Visitor):
    worries.answer(mo, post, "4")
    assert mo.decides(post, **KEEP).status == 303
    for step, came in (("lead", "reached"), ("contact", "not-possible"), ("community", "done")):
        assert worries.take(mo, post, step, came=came).status == 303
    text = case(mo, post)
    assert "Not before" in text and "Nobody outside was told" in text
    forum.later(hours=25)
    mo = forum.member(cast.mo)
    queue = mo.get("/moderate/").page
    assert "Look in on them again" in queue.text and "Nothing needs a moderator" not in queue.text
    assert worries.take(mo, post, "follow-up", came="seen", message="How are you?").status == 303
    assert "We thought of you" in forum.member(cast.alice).get("/inbox/").page.text
    assert worries.take(mo, post, "debrief", came="done").status == 303
    assert "It is done" in case(mo, post)
    assert "Nothing needs a moderator" in mo.get("/moderate/").page.text


def test_it_says_honestly_that_nobody_knows_where_they_are(post: str, mo: Visitor):
    worries.answer(mo, post, "4")
    worries.take(mo, post, "lead", came="not-reached")
    text = case(mo, post)
    assert "We hold no location data" in text and "I had help called, alone" in text
    assert "Two of us had help called" not in text


def test_a_look_a_day_later_is_handed_on_and_not_dismissed(post: str, forum: Forum, mo: Visitor):
    worries.answer(mo, post, "2")
    assert mo.decides(post, **KEEP).status == 303
    forum.later(hours=25)
    mo = forum.member(cast.mo)
    fields = worries.form(mo, post, "hand-over")
    assert mo.post(f"/moderate/cases/{post}/welfare/", **fields).status == 303
    assert "The next step was left to somebody else." in case(mo, post)
    assert "Look in on them again" in mo.get("/moderate/").page.text
    for came in ("dismissed", "", "done"):
        path = f"/moderate/cases/{post}/welfare/"
        assert mo.post(path, **worries.form(mo, post, "follow-up") | {"came": came}).status == 400
    assert "Look in on them again" in mo.get("/moderate/").page.text


def test_the_queue_has_what_is_due_after_what_cannot_wait_and_before_the_rest(
    post: str, mo: Visitor, alice: Visitor, bob: Visitor, visitor: Visitor
):
    worries.take(mo, post, "assess", level="2")
    other = bob.opens(title="Low", body="Very low.")[1]
    worries.worry(visitor, other, "danger")
    third = cast.ident("somebody else")
    worries.worry(visitor, cast.bob.id, about="members")
    page = mo.get("/moderate/").page
    headings = [one.text for one in page.main.all("h2")][:3]
    assert headings == [
        "What cannot wait",
        "Somebody to look after again",
        "Someone may be at risk",
    ]
    assert "3 things are waiting" in page.text and third not in page.text
    for secret in ("sleep", "Very low", "Quiet Heron", "Distress"):
        assert secret not in page.main.text


def test_nothing_is_decided_before_the_person_was_written_to(post: str, mo: Visitor, bob: Visitor):
    path = f"/moderate/cases/{post}/"
    assert not [one for one in mo.get(path).page.all("form") if one["action"] == path]
    fields = {"decision_id": cast.ident("x"), "post_version": "1", "case_version": "1", **REMOVE}
    reply = mo.post(path, **fields)
    assert reply.status == 409 and "The person comes first" in reply.page.text
    assert "It says how." in reply.page.text
    assert post_store.get_post(post).state == "visible"
    worries.answer(mo, post)
    assert mo.decides(post, **KEEP).status == 303


def test_the_words_come_down_only_because_they_could_hurt_others(
    post: str, forum: Forum, mo: Visitor, alice: Visitor
):
    worries.answer(mo, post, "3")
    refused = mo.decides(post, **REMOVE)
    assert refused.status == 422 and "Keep it, unless it could hurt others" in refused.page.text
    assert post_store.get_post(post).state == "visible"
    assert mo.decides(post, **REMOVE, hurts="1").status == 303
    assert post_store.get_post(post).state == "removed"
    text = alice.get("/inbox/").page.text
    assert worries.LINE in text and "We took down one of your posts" in text


def test_somebody_whom_nobody_reported_can_be_cared_for(alice: Visitor, bob: Visitor, mo: Visitor):
    _, post = alice.opens()
    bob.reports(post)
    assert "Do you fear for whoever wrote this?" in case(mo, post)
    worries.answer(mo, post, "2")
    assert worries.LINE in alice.get("/inbox/").page.text
    assert "A moderator is with them" not in bob.get("/inbox/").page.text


def test_sent_twice_it_is_one_step(post: str, mo: Visitor, alice: Visitor):
    worries.take(mo, post, "assess", level="2")
    fields = worries.form(mo, post, "reach-out") | {"came": "sent", "message": worries.LINE}
    path = f"/moderate/cases/{post}/welfare/"
    assert [mo.post(path, **fields).status for _ in range(2)] == [303, 303]
    assert alice.get("/inbox/").page.text.count(worries.LINE) == 1


def test_a_stale_form_gives_the_words_back(post: str, forum: Forum, mo: Visitor):
    worries.take(mo, post, "assess", level="2")
    fields = worries.form(mo, post, "reach-out") | {"came": "sent", "message": "My own words"}
    lee = forum.member(cast.lee)
    worries.take(lee, post, "reach-out", came="sent", message=worries.LINE)
    reply = mo.post(f"/moderate/cases/{post}/welfare/", **fields)
    assert reply.status == 409
    assert reply.page.id("message").text == "My own words"


def test_uncovering_the_words_keeps_what_was_begun(post: str, mo: Visitor):
    worries.take(mo, post, "assess", level="2")
    begun = worries.form(mo, post, "reach-out") | {"message": "I read", "words": "1"}
    page = mo.post(f"/moderate/cases/{post}/", **begun).page
    assert "sleep" in page.text and page.id("message").text == "I read"


def test_a_message_without_words_is_asked_for(post: str, mo: Visitor):
    worries.take(mo, post, "assess", level="2")
    reply = worries.take(mo, post, "reach-out", came="sent")
    assert reply.status == 422 and "Write a sentence of your own" in reply.page.text
    missing = worries.take(mo, post, "assess")
    assert missing.status == 422 and "Choose how it stands." in missing.page.text


def test_a_case_that_somebody_else_reads_is_theirs(post: str, forum: Forum, mo: Visitor):
    fields = worries.form(mo, post, "assess") | {"level": "2"}
    forum.member(cast.lee).fill(f"/moderate/cases/{post}/", f"/moderate/cases/{post}/claim/")
    assert mo.post(f"/moderate/cases/{post}/welfare/", **fields).status == 409


def test_nobody_else_takes_a_step(post: str, alice: Visitor, bob: Visitor, visitor: Visitor):
    path = f"/moderate/cases/{post}/welfare/"
    fields = {"step_id": cast.ident("x"), "step": "assess", "level": "1", "care_version": "0"}
    assert [who.post(path, **fields).status for who in (alice, bob, visitor)] == [404, 404, 401]


def test_a_lead_alone_reads_that_support_might_help(forum: Forum, mo: Visitor, alice: Visitor):
    lee = forum.member(cast.lee)
    thread, opening = alice.opens()
    for post in (opening, alice.answers(thread, "Awake"), alice.answers(thread, "Still awake")):
        worries.worry(lee, post)
        worries.answer(mo, post, "3")
    offer = "offer them a conversation"
    assert offer in case(lee, post) and offer not in case(mo, post)


def test_a_lead_looks_when_nobody_answers(post: str, forum: Forum, mo: Visitor):
    worries.answer(mo, post, "3")
    forum.later(hours=20)
    mo, lee = forum.member(cast.mo), forum.member(cast.lee)
    assert worries.take(mo, post, "answer", came="silent").status == 303
    assert "A lead does this." in case(mo, post)
    assert worries.take(lee, post, "review", came="done").status == 303
    assert "Look in on them again" in case(mo, post)

"""A conversation that a moderator closed says why and until when, and opens by itself (M26)."""

import pytest

from store import threads as thread_store
from support import cast
from support.people import Forum, Reply, Visitor

LINE = "Let us all have a cup of tea first."


@pytest.fixture
def case(alice: Visitor, bob: Visitor) -> tuple[str, str]:
    """A conversation of alice's that bob has reported: its thread and its opening."""
    thread, post = alice.opens()
    bob.reports(post)
    return thread, post


def closes(mo: Visitor, post: str, **how: str) -> Reply:
    path = f"/moderate/cases/{post}/"
    return mo.fill(path, f"{path}lock/", **{"hours": "24", "lock_line": LINE} | how)


def test_everybody_reads_why_and_until_when_and_nobody_writes_back(
    case, mo: Visitor, alice: Visitor, bob: Visitor, visitor: Visitor
):
    thread, post = case
    begun = bob.get(f"/threads/{thread}/").page.form(f"/threads/{thread}/replies/")
    reply = closes(mo, post)
    assert reply.status == 303
    assert "It takes no replies for now." in mo.get(reply.location).page.text
    for who in (alice, bob, visitor):
        page = who.get(f"/threads/{thread}/").page
        assert LINE in page.text and "It opens again at 02:30 tomorrow." in page.text
        assert "A long night" in page.text and not page.all("textarea", id="body")
    refused = bob.post(f"/threads/{thread}/replies/", **begun | {"body": "I am here."})
    assert refused.status == 409
    assert "I am here." in refused.page.text


def test_whoever_began_it_is_told_and_the_log(case, mo: Visitor, alice: Visitor):
    closes(mo, case[1])
    told = alice.get("/inbox/").page.text
    assert "Your conversation takes no replies for some hours" in told and LINE in told
    assert "closed a conversation for some hours" in mo.get("/moderate/log/").page.text


def test_it_opens_by_itself(case, mo: Visitor, forum: Forum):
    closes(mo, case[1], hours="4")
    forum.later(hours=5)
    bob = forum.member(cast.bob, "later")
    assert LINE not in bob.get(f"/threads/{case[0]}/").page.text
    assert bob.answers(case[0])


def test_it_can_be_opened_before_its_time(case, mo: Visitor, alice: Visitor, bob: Visitor):
    closes(mo, case[1])
    reply = closes(mo, case[1], hours="0", lock_line="We have talked.")
    assert "It takes replies again." in mo.get(reply.location).page.text
    assert "Your conversation takes replies again" in alice.get("/inbox/").page.text
    assert bob.answers(case[0])
    assert thread_store.get_thread(case[0]).locked_for == ""


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"hours": ""}, "Choose for how long."),
        ({"hours": "5"}, "Choose for how long."),
        ({"lock_line": " "}, "Write in a sentence why"),
    ],
)
def test_a_form_without_its_reasons_comes_back_with_what_was_typed(
    case, mo: Visitor, how: dict[str, str], words: str
):
    refused = closes(mo, case[1], **how)
    assert refused.status == 422 and words in refused.page.text
    form = refused.page.form(f"/moderate/cases/{case[1]}/lock/")
    assert form["lock_line"].strip() == how.get("lock_line", LINE).strip()
    assert not thread_store.get_thread(case[0]).locked_until


def test_nobody_closes_their_own_and_none_without_the_role(case, forum: Forum, bob: Visitor):
    path = f"/moderate/cases/{case[1]}/lock/"
    fields = {"lock_id": cast.ident("a lock"), "hours": "24", "lock_line": LINE}
    assert bob.post(path, **fields).status == 404
    mine, _ = forum.member(cast.mo).opens()
    opening = thread_store.get_thread(mine).opening_id
    bob.reports(opening)
    refused = closes(forum.member(cast.mo), opening)
    assert refused.status == 409


def test_a_conversation_that_is_out_of_sight_is_not_closed(case, mo: Visitor, alice: Visitor):
    page = mo.get(f"/moderate/cases/{case[1]}/").page
    path = f"/moderate/cases/{case[1]}/lock/"
    fields = page.form(path) | {"hours": "24", "lock_line": LINE}
    alice.post(f"/posts/{case[1]}/withdraw/")
    assert mo.post(path, **fields).status == 404

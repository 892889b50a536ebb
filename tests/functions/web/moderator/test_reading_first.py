"""A moderator has what somebody writes wait, for some days, and everybody concerned knows (M4)."""

import pytest

from support import cast
from support.people import Forum, Reply, Visitor

LINE = "We would like to read along for a while."


@pytest.fixture
def case(alice: Visitor, bob: Visitor) -> tuple[str, str]:
    """A conversation of alice's that bob has reported: its thread and its opening."""
    thread, post = alice.opens()
    bob.reports(post)
    return thread, post


def reads_first(mo: Visitor, post: str, **how: str) -> Reply:
    said = {"whom": "member", "days": "7", "reading_line": LINE}
    path = f"/moderate/cases/{post}/"
    return mo.fill(path, f"{path}read-first/", **said | how)


def test_what_the_member_writes_waits_and_they_were_told(
    case: tuple[str, str], mo: Visitor, alice: Visitor, visitor: Visitor, forum: Forum
):
    reply = reads_first(mo, case[1])
    assert reply.status == 303
    assert "That is so from now on." in mo.get(reply.location).page.text
    told = alice.get("/inbox/").page.text
    assert "For a while, a moderator reads what you write first" in told and LINE in told
    thread, opening = alice.opens("low-days")
    assert visitor.get(f"/threads/{thread}/").status == 404
    own = alice.get(f"/posts/{opening}/").page.text
    assert "A moderator reads what you write first for a while." in own
    assert "reads what comes next before others do" in mo.get("/moderate/log/").page.text
    forum.later(days=7, hours=1)
    alice = forum.member(cast.alice, "a week later")
    thread, _ = alice.opens("low-days")
    assert visitor.get(f"/threads/{thread}/").status == 200


def test_it_can_end_before_its_time(case: tuple[str, str], mo: Visitor, alice: Visitor, visitor):
    reads_first(mo, case[1])
    reads_first(mo, case[1], days="0")
    assert "What you write is up at once again" in alice.get("/inbox/").page.text
    assert visitor.get(f"/threads/{alice.opens('low-days')[0]}/").status == 200


def test_a_conversation_says_that_it_is_read_first(
    case: tuple[str, str], mo: Visitor, alice: Visitor, bob: Visitor, visitor: Visitor
):
    assert reads_first(mo, case[1], whom="thread", reading_line="").status == 303
    path = f"/threads/{case[0]}/"
    assert "Until 1 December 2026 a moderator reads" in bob.get(path).page.text
    bob.answers(case[0], "I hear you.")
    assert "I hear you." not in visitor.get(path).page.text
    assert "Nothing new" in alice.get("/inbox/").page.text


def test_a_form_without_its_reasons_comes_back_with_what_was_typed(
    case: tuple[str, str], mo: Visitor
):
    refused = reads_first(mo, case[1], days="", reading_line="A sentence begun")
    assert refused.status == 422
    assert "Choose for how long." in refused.page.text
    assert "A sentence begun" in refused.page.text

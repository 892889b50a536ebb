"""A change of what is up waits when it meets a reason, and the words before it stay (F6)."""

import pytest

from support.people import Forum, Visitor

BEFORE, AFTER = "Could not", "See www.example.org about it."


@pytest.fixture
def changed(alice: Visitor) -> tuple[str, str]:
    """The thread and the opening of alice's, which she has changed."""
    thread, opening = alice.opens()
    reply = alice.fill(f"/posts/{opening}/edit/", body=AFTER, title="A longer night")
    told = alice.get(reply.location).page.text
    assert "It waits for a person to read it" in told
    assert "It has a web address that is not on our list." in told
    assert "Until then people see the words that you had before." in told
    return thread, opening


def test_others_read_the_earlier_words_and_see_no_mark(
    changed: tuple[str, str], bob: Visitor, visitor: Visitor
):
    for who in (bob, visitor):
        page = who.get(f"/threads/{changed[0]}/").page.text
        assert BEFORE in page and "A long night" in page
        assert "www.example.org" not in page and "A longer night" not in page
        assert "waits" not in page and "Edited" not in page
        assert who.get(f"/posts/{changed[1]}/").status == 303


def test_its_author_sees_both_and_goes_on_from_the_newer(changed: tuple[str, str], alice: Visitor):
    assert "A change of it waits" in alice.get(f"/threads/{changed[0]}/").page.text
    own = alice.get(f"/posts/{changed[1]}/").page.text
    assert "A moderator reads your change before others can." in own
    assert AFTER in own and BEFORE in own
    assert "A change of it waits" in alice.get("/posts/").page.text
    page = alice.get(f"/posts/{changed[1]}/edit/").page
    assert page.id("body").text.strip() == AFTER
    assert page.id("title").text.strip() == "A longer night"


def test_a_moderator_reads_both_and_lets_the_change_up(
    changed: tuple[str, str], mo: Visitor, alice: Visitor, visitor: Visitor
):
    case = mo.get(f"/moderate/cases/{changed[1]}/?words=1").page.text
    assert AFTER in case and BEFORE in case and "A longer night" in case
    mo.lets_up(changed[1])
    page = visitor.get(f"/threads/{changed[0]}/").page.text
    assert AFTER in page and "A longer night" in page and "Edited" in page
    assert BEFORE not in page
    assert "What you wrote is up" in alice.get("/inbox/").page.text
    assert "A longer night" in visitor.get("/spaces/porch/").page.text


def test_sent_back_the_earlier_words_stay(
    changed: tuple[str, str], mo: Visitor, alice: Visitor, visitor: Visitor, forum: Forum
):
    asks = {"action": "return", "line": "Which site is that?"}
    mo.fill(f"/moderate/cases/{changed[1]}/", **asks)
    forum.settles()
    assert "Which site is that?" in alice.get(f"/posts/{changed[1]}/").page.text
    assert BEFORE in visitor.get(f"/threads/{changed[0]}/").page.text
    reply = alice.fill(f"/posts/{changed[1]}/edit/", body="No address.")
    assert "It waits for a person to read it" in alice.get(reply.location).page.text
    mo.lets_up(changed[1])
    assert "No address." in visitor.get(f"/threads/{changed[0]}/").page.text

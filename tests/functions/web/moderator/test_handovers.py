"""The end of a shift: a note that somebody has read through, and the queue as it was (R9)."""

from store.moderation import handovers
from support import cast
from support.people import Forum, Visitor

PATH = "/moderate/handover/"
SAID = {"promises": "An answer to Quiet Heron by tomorrow.", "look_in": "Gentle Otter 107"}


def test_it_keeps_the_queue_as_it_was_and_what_only_a_person_knows(
    forum: Forum, mo: Visitor, alice: Visitor, bob: Visitor
):
    _, post = alice.opens()
    bob.reports(post)
    assert "Open: 1" in mo.get(PATH).page.text
    reply = mo.fill(PATH, **SAID, confirm="1")
    assert (reply.status, reply.location) == (303, PATH + "?given=1")
    assert "It is handed over." in mo.get(reply.location).page.text
    mo.decides(post)
    page = forum.member(cast.lee).get(PATH).page
    assert "Open: 1" in page.text and "Open: 0" in page.text
    for words in SAID.values():
        assert words in page.text


def test_nothing_is_handed_over_that_nobody_has_read_through(mo: Visitor):
    reply = mo.fill(PATH, **SAID)
    assert (reply.status, reply.page.errors) == (
        422,
        ["Read it through, and tick that it is right."],
    )
    assert reply.page.id("promises").text == SAID["promises"]
    assert handovers.list_handovers(cast.AT) == []


def test_the_same_form_twice_is_one_note(mo: Visitor):
    fields = mo.get(PATH).page.form(PATH) | SAID | {"confirm": "1"}
    assert [mo.post(PATH, **fields).status for _ in range(2)] == [303, 303]
    assert len(handovers.list_handovers(cast.AT)) == 1


def test_after_two_weeks_it_is_gone(forum: Forum, mo: Visitor):
    mo.fill(PATH, **SAID, confirm="1")
    forum.later(days=14, minutes=1)
    assert SAID["promises"] not in forum.member(cast.lee, "later").get(PATH).page.text


def test_it_says_nothing_of_who_wrote_it_to_members(mo: Visitor, alice: Visitor):
    mo.fill(PATH, **SAID, confirm="1")
    assert alice.get(PATH).status == 404

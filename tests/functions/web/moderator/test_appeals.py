"""Looking again at a decision, on a page of its own (M22)."""

from dataclasses import replace

import pytest

from store import posts as post_store
from store import team
from store.moderation import audit
from support import cast, kept
from support.people import Forum, Visitor

WORDS = "Nobody lives there now."
LINE = "You named a street."


@pytest.fixture
def asked(alice: Visitor, bob: Visitor, mo: Visitor) -> str:
    """The address where moderators look again at mo's decision."""
    post = alice.answers(bob.opens()[0], "I live in Acacia Road.")
    bob.reports(post, note="That is a street.")
    mo.decides(post, line=LINE)
    reasons = alice.reasons()
    alice.asks_again(reasons, WORDS)
    return reasons.replace("/notices/", "/moderate/appeals/")


def test_it_comes_to_the_queue_without_words_or_names(asked: str, lee: Visitor):
    page = lee.get("/moderate/").page
    assert asked in [link["href"] for link in page.all("a")]
    assert "Asked for another look" in page.text
    assert not [words for words in (WORDS, cast.alice.name) if words in page.main.text]


def test_a_case_that_is_an_appeal_leads_to_its_page(asked: str, lee: Visitor):
    reply = lee.get(asked.replace("appeals", "cases"))
    assert (reply.status, reply.location) == (303, asked)


def test_the_page_has_all_that_is_needed_and_not_who_decided_or_told(asked: str, lee: Visitor):
    said = lee.get(asked).page.main.text
    wanted = (WORDS, LINE, "Taken down", "Keep yourself unknown", "I live in Acacia Road.")
    assert not [words for words in wanted if words not in said]
    assert not [who.name for who in (cast.mo, cast.bob) if who.name in said]


def test_somebody_else_has_to_answer(asked: str, mo: Visitor, lee: Visitor):
    team.add_seat(cast.lee.id, "Lee")
    form = lee.get(asked).page.form(asked)
    page = mo.get(asked).page
    assert "It waits in the queue for another moderator." in page.text
    refused = mo.post(asked, **form | {"outcome": "uphold", "answer": "No."})
    assert refused.status == 409 and "No." in refused.page.text


def test_the_only_moderator_may_after_a_day_and_it_is_marked_everywhere(
    forum: Forum, asked: str, mo: Visitor
):
    assert "you are the only moderator" in mo.get(asked).page.text
    forum.later(hours=25)
    mo, alice = forum.member(cast.mo, "a day on"), forum.member(cast.alice, "a day on")
    mo.answers_appeal(asked.replace("/moderate/appeals/", "/notices/"))
    assert (
        "the same person looked again, after at least a day" in alice.get(alice.reasons()).page.text
    )
    assert "who is alone looked again" in mo.get("/moderate/log/").page.text


def test_an_answer_without_its_reasons_is_shown_again(asked: str, lee: Visitor):
    reply = lee.fill(asked, answer="")
    assert reply.status == 422
    assert {"Choose how it comes out.", "Answer what they said, in a sentence of your own."} <= {
        link.text for link in reply.page.all("a")
    }
    kept = lee.fill(asked, outcome="vary", answer="Half of it.")
    assert kept.status == 422 and kept.page.id("answer").text == "Half of it."


def test_an_answer_can_be_undone_for_a_while(forum: Forum, asked: str, lee: Visitor):
    id = asked.rstrip("/").rpartition("/")[2]
    queue = lee.get(lee.fill(asked, outcome="overturn", answer="Yes.").location)
    undo = f"/moderate/cases/{id}/undo/"
    assert lee.post(undo, **queue.page.form(undo)).status == 303
    forum.settles()
    assert "How does it come out?" in lee.get(asked).page.text


def test_two_moderators_who_answer_at_once_are_one(forum: Forum, asked: str, lee: Visitor):
    other = forum.member(cast.lee, "another device")
    sent = {"outcome": "uphold", "answer": "It stays."}
    stale = other.get(asked).page.form(asked)
    lee.fill(asked, outcome="overturn", answer="Yes.")
    late = other.post(asked, **stale | sent)
    assert late.status == 409 and "It stays." in late.page.text


def test_nobody_answers_what_somebody_else_reads_just_now(forum: Forum, asked: str, lee: Visitor):
    other = forum.member(replace(cast.mo, account=replace(cast.mo.account, id=cast.ident("third"))))
    claim = f"{asked.replace('appeals', 'cases')}claim/"
    assert other.post(claim, **other.get(asked).page.form(claim)).status == 303
    late = lee.fill(asked, outcome="uphold", answer="It stays.")
    assert late.status == 409 and "It stays." in late.page.text
    assert other.fill(asked, outcome="overturn", answer="Yes.").status == 303


def test_the_same_form_twice_answers_once(asked: str, lee: Visitor):
    form = lee.get(asked).page.form(asked) | {"outcome": "overturn", "answer": "Yes."}
    first, second = lee.post(asked, **form), lee.post(asked, **form)
    assert first.location == second.location
    events = [entry.event.event for entry in audit.list_entries()]
    assert events.count("overturn") == 1


def test_the_log_says_so_without_words(asked: str, lee: Visitor):
    lee.answers_appeal(asked.replace("/moderate/appeals/", "/notices/"))
    said = lee.get("/moderate/log/").page.text
    assert "looked again at a decision of somebody else, and took it back" in said
    assert WORDS not in said


def test_a_worker_that_comes_twice_tells_once(forum: Forum, asked: str, lee: Visitor, alice):
    lee.answers_appeal(asked.replace("/moderate/appeals/", "/notices/"))
    forum.settles()
    assert alice.get("/inbox/").page.text.count("you were right") == 1


def test_words_that_were_gone_by_then_are_said_to_be(
    forum: Forum, asked: str, alice: Visitor, lee: Visitor
):
    reasons = asked.replace("/moderate/appeals/", "/notices/")
    (id,) = {
        case["href"].split("/")[3]
        for case in lee.get(asked).page.all("a")
        if case["href"].startswith("/moderate/cases/")
    }
    kept.purge(post_store.get_post(id))
    assert "They are gone." in lee.get(asked).page.text
    lee.answers_appeal(reasons)
    assert "so we cannot bring it back" in alice.get(reasons).page.text


def test_a_member_and_a_greeter_find_nothing_there(asked: str, alice: Visitor, gwen: Visitor):
    assert [who.get(asked).status for who in (alice, gwen)] == [404, 404]


def test_a_note_before_a_post_is_taken_off_when_it_was_wrong(
    forum: Forum, alice: Visitor, bob: Visitor, mo: Visitor, lee: Visitor
):
    post = alice.answers(bob.opens()[0])
    bob.reports(post)
    note = {"correction": "The line opens at nine.", "source": "https://www.nhs.uk/"}
    mo.decides(post, action="correct", **note)
    assert post_store.get_post(post).correction
    alice.asks_again(alice.reasons())
    lee.answers_appeal(alice.reasons())
    assert not post_store.get_post(post).correction
    assert "is as it was before" in alice.get(alice.reasons()).page.text


def test_a_detail_comes_back_when_it_was_wrong_to_take_it_out(
    forum: Forum, alice: Visitor, bob: Visitor, mo: Visitor, lee: Visitor
):
    post = alice.answers(bob.opens()[0], "There is a bench in Acacia Road, and I miss it.")
    bob.reports(post)
    mo.decides(post, action="redact", details="Acacia Road")
    assert "Acacia" not in post_store.get_post(post).words.source
    alice.asks_again(alice.reasons())
    lee.answers_appeal(alice.reasons())
    assert "Acacia Road" in post_store.get_post(post).words.source

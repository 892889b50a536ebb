"""Steps for an account, from the page of a case to their end (M20)."""

import pytest

from store import accounts
from store.moderation import strikes
from support import cast, worries
from support.people import Forum, Visitor

NEW = "/spaces/porch/new/"
WORDS = {"title": "A long night", "body": "Could not sleep.", "want": "listen"}


@pytest.fixture
def post(alice: Visitor, bob: Visitor) -> str:
    """A reply of alice's that bob has reported."""
    made = alice.answers(bob.opens()[0])
    bob.reports(made)
    return made


def taken() -> list[str]:
    """The steps that count against alice."""
    return [each.step for each in strikes.list_strikes(cast.alice.id, at=cast.AT)]


def test_the_page_suggests_the_first_step_and_says_why(post: str, mo: Visitor):
    said = mo.get(f"/moderate/cases/{post}/").page.main.text
    assert "Nothing counts against them in the last year." in said
    assert "the next step would be: A note" in said


def test_the_next_case_suggests_the_next_step(post: str, alice, bob, mo: Visitor):
    mo.decides(post, step="note")
    other = alice.answers(bob.opens()[0])
    bob.reports(other)
    said = mo.get(f"/moderate/cases/{other}/").page.main.text
    assert "In the last year: Keep yourself unknown" in said
    assert "the next step would be: Feedback" in said


def test_a_pause_is_told_with_its_end_and_what_would_change_it(post: str, alice, mo: Visitor):
    mo.decides(post, step="pause 14")
    said = alice.get(alice.reasons()).page.main.text
    assert "You are asked to pause your writing until 8 December 2026." in said
    assert "It ends by itself on 8 December 2026" in said
    assert said.index("You are still welcome here") < said.index("pause your writing")
    assert "You can write and answer as before." not in said


def test_whoever_pauses_reads_on_asks_reports_and_loses_no_word(
    post: str, alice: Visitor, bob: Visitor, mo: Visitor
):
    mo.decides(post, step="pause 14")
    refused = alice.fill(NEW, **WORDS)
    assert refused.status == 409 and WORDS["body"] in refused.page.text
    said = refused.page.main.text
    assert "You matter here" in said and "from 8 December 2026 on, by itself" in said
    thread, opening = bob.opens("low-days")
    assert alice.get(f"/threads/{thread}/").status == 200
    assert alice.reports(opening).status == 200
    assert alice.asks_again(alice.reasons()).status == 303


def test_it_ends_by_itself(forum: Forum, post: str, alice: Visitor, mo: Visitor):
    mo.decides(post, step="pause 14")
    forum.later(days=14, minutes=30)
    alice = forum.member(cast.alice, "two weeks on")
    assert alice.fill(NEW, **WORDS).status == 303


def test_a_word_is_told_and_changes_nothing(post: str, alice: Visitor, mo: Visitor):
    mo.decides(post, action="keep", step="feedback", line="Please leave streets out.")
    assert "A word from a moderator" in alice.get("/inbox/").page.text
    said = alice.get(alice.reasons()).page.main.text
    assert "Nothing was taken down." in said and "Nothing changes." in said
    assert alice.fill(NEW, **WORDS).status == 303
    assert taken() == ["feedback"]


def test_reading_first_is_a_step_too(post: str, alice: Visitor, mo: Visitor):
    mo.decides(post, step="read-first 7")
    kept = accounts.get_account(cast.alice.id)
    assert kept and kept.read_first_until
    assert "Until 1 December 2026 a moderator reads it" in alice.get(alice.reasons()).page.text


@pytest.mark.parametrize("outcome", ["overturn", "vary"])
def test_what_was_wrong_counts_for_nothing_and_the_pause_is_over(
    post: str, alice: Visitor, mo: Visitor, lee: Visitor, outcome: str
):
    mo.decides(post, step="pause 14")
    alice.asks_again(alice.reasons())
    lee.answers_appeal(alice.reasons(), outcome=outcome, guideline="g4")
    assert taken() == []
    assert alice.fill(NEW, **WORDS).status == 303


def test_what_was_right_goes_on(post: str, alice: Visitor, mo: Visitor, lee: Visitor):
    mo.decides(post, step="pause 14")
    alice.asks_again(alice.reasons())
    lee.answers_appeal(alice.reasons(), outcome="uphold")
    assert taken() == ["pause 14"] and alice.fill(NEW, **WORDS).status == 409


def test_an_undo_in_time_leaves_nothing(forum: Forum, post: str, alice: Visitor, mo: Visitor):
    case = f"/moderate/cases/{post}/"
    said = {"action": "remove", "guideline": "g3", "line": "A street.", "step": "pause 14"}
    queue = mo.get(mo.fill(case, **said).location)
    mo.post(f"{case}undo/", **queue.page.form(f"{case}undo/"))
    forum.settles()
    assert taken() == [] and alice.fill(NEW, **WORDS).status == 303


def test_where_somebody_fears_for_the_person_no_step_is_offered_or_taken(
    post: str, bob: Visitor, mo: Visitor
):
    case = f"/moderate/cases/{post}/"
    path = f"/posts/{post}/report/"
    form = bob.get(f"{path}?kind=worried").page.form(path)
    assert bob.post(path, **form | {"reason": "low"}).status == 200
    worries.answer(mo, post)
    page = mo.get(case).page
    assert "so nothing here can count against them" in page.text
    said = {"action": "remove", "guideline": "g3", "line": "A street.", "step": "pause 14"}
    refused = mo.post(case, **page.form(case) | said)
    assert refused.status == 422 and "That never counts against them." in refused.page.text


def test_a_strike_fades_after_a_year(post: str, mo: Visitor):
    mo.decides(post, step="note")
    assert strikes.list_strikes(cast.alice.id, at=cast.AT + 364 * 86400)
    assert not strikes.list_strikes(cast.alice.id, at=cast.AT + 366 * 86400)


def test_the_log_says_that_a_step_came_with_it(post: str, mo: Visitor):
    mo.decides(post, step="pause 14")
    assert "with a step for the account: pause 14" in mo.get("/moderate/log/").page.text

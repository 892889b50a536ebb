"""Asking for another look: once, in time, and answered by somebody else (M22)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import changes, posts, times
from forum.accounts import Viewer
from forum.errors import (
    Asked,
    BeingRead,
    CaseMoved,
    Decided,
    Incomplete,
    NotFound,
    OwnCase,
    TooLate,
)
from forum.moderation import appeals, decisions, reviews
from forum.moderation.appeals import OUTCOMES, Answer, Asking
from forum.moderation.cases import CaseFile, Decision
from forum.moderation.reviews import Review
from forum.moderation.statements import APPEAL_DAYS, Statement
from forum.posts import Post
from support.cast import GUIDELINES, NOW, alice, bob, charlie, ident, lee, mo, reply, withdrawn
from support.rulings import COVERED, POST, THREAD, settle

TOLD = settle()
DECISION = TOLD.decision
REMOVED = posts.remove(COVERED, guideline="g1", now=NOW)
LATER = NOW + timedelta(days=3)


def statement(**how: Any) -> Statement:
    """What alice was told of mo's decision."""
    assert TOLD.statement
    return replace(TOLD.statement, **how)


def ask(by: Viewer = alice, about: Statement | None = None, post: Post | None = REMOVED) -> Asking:
    return appeals.ask(by, about or statement(), post, "It was my own street.", LATER)


def file(**how: Any) -> CaseFile:
    """The case of alice's appeal."""
    asking = ask()
    return replace(CaseFile(case=asking.case, reports=(), appeal=asking.appeal), **how)


def answer(
    by: Viewer = lee,
    about: CaseFile | None = None,
    decision: Decision | None = DECISION,
    *,
    alone: bool = False,
    now: Any = LATER,
    **how: Any,
) -> decisions.Verdict:
    said = {"outcome": "overturn", "guideline": "", "line": "You are right.", "case_version": 1}
    sent = Answer(id=ident("an answer"), **{**said, **how})
    return appeals.answer(
        by, about or file(), decision, sent, alone=alone, guidelines=GUIDELINES, now=now
    )


def review(post: Post | None = REMOVED, asked: Statement | None = None, **how: Any) -> Review:
    verdict = answer(**how)
    kept = file(case=verdict.case, decisions=(verdict.decision,))
    about = asked or ask().statement
    opened = replace(THREAD, state="removed")
    made = reviews.review(
        kept, verdict.decision, about, post, opened, answers=frozenset(), now=LATER
    )
    assert made
    return made


def test_whoever_asks_reads_by_when_we_aim_to_answer():
    asking = ask()
    assert asking.statement.appeal == "open"
    assert asking.statement.answer_by == asking.appeal.due_at == asking.case.due_at
    due = times.parse(asking.case.due_at) - LATER
    assert timedelta(days=7) <= due <= timedelta(days=7, minutes=15)


def test_the_queue_learns_no_words_of_it():
    asking = ask()
    assert "street" not in str(asking.case) and asking.case.id == DECISION.id


def test_a_decision_is_asked_about_once():
    for state in ("open", *OUTCOMES.values()):
        with pytest.raises(Asked):
            ask(about=statement(appeal=state))


def test_only_its_own_person_asks():
    with pytest.raises(NotFound):
        ask(bob)


def test_somebody_whose_place_is_paused_asks_as_anybody():
    assert charlie.account.status == "paused"
    assert ask(charlie, statement(account_id=charlie.id)).appeal


def test_the_time_is_over_to_the_minute():
    until = times.parse(statement().appeal_until)
    assert timedelta(days=APPEAL_DAYS) <= until - NOW < timedelta(days=APPEAL_DAYS, minutes=15)
    last = until - timedelta(minutes=1)
    assert appeals.ask(alice, statement(), REMOVED, "Please.", last)
    with pytest.raises(TooLate):
        appeals.ask(alice, statement(), REMOVED, "Please.", until)


def test_the_words_are_kept_until_after_the_answer():
    change = ask().change
    assert change and change.post.purge_at > REMOVED.purge_at
    assert change.post == replace(
        REMOVED, purge_at=change.post.purge_at, version=REMOVED.version + 1
    )


@pytest.mark.parametrize("post", [None, posts.purge(REMOVED), POST])
def test_somebody_may_ask_though_there_are_no_words_to_keep(post: Post | None):
    assert ask(post=post).change is None


def test_somebody_else_answers():
    with pytest.raises(OwnCase):
        answer(mo)
    assert not answer(lee).decision.alone


def test_whoever_asked_answers_nothing_though_they_moderate():
    own = replace(alice, role="moderator")
    with pytest.raises(OwnCase):
        answer(own)
    with pytest.raises(NotFound):
        answer(bob)


def test_the_only_moderator_looks_again_after_a_day_and_it_is_marked():
    with pytest.raises(OwnCase):
        answer(mo, alone=True)
    a_day_later = LATER + timedelta(hours=appeals.ALONE_HOURS)
    verdict = answer(mo, alone=True, now=a_day_later)
    assert verdict.decision.alone and verdict.event.event == "overturn-alone"
    assert verdict.event.target == POST.id


def test_a_decision_that_is_gone_was_nobodys():
    assert answer(mo, decision=None).decision.guideline == ""


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"outcome": "remove"}, "outcome"),
        ({"line": ""}, "answer"),
        ({"outcome": "vary"}, "guideline"),
        ({"outcome": "vary", "guideline": "care"}, "guideline"),
        ({"outcome": "vary", "guideline": "g1"}, "guideline"),
    ],
)
def test_an_answer_has_its_reasons(how: dict[str, str], field: str):
    with pytest.raises(Incomplete) as refusal:
        answer(**how)
    assert [each.field for each in refusal.value.fields] == [field]


def test_two_who_answer_at_once_are_one():
    first = answer()
    with pytest.raises(Decided):
        answer(about=file(case=first.case), case_version=first.case.version)
    with pytest.raises(CaseMoved):
        answer(case_version=2)


def test_what_somebody_else_reads_just_now_is_theirs_to_answer():
    read = replace(file().case, lease_by=mo.id, lease_until=times.epoch(LATER) + 60)
    with pytest.raises(BeingRead):
        answer(about=file(case=read))


def test_an_answer_can_be_undone_and_then_nothing_has_happened():
    verdict = answer()
    kept = file(case=verdict.case, decisions=(verdict.decision,))
    undone = decisions.undo(lee, kept, None, None, id=verdict.decision.id, now=LATER)
    assert (undone.case.state, undone.change) == ("open", None)


def test_what_should_not_have_been_taken_down_is_up_where_and_when_it_was():
    made = review()
    assert made.change and made.change.thread
    back = made.change.post
    assert (back.state, back.at, back.seq, back.words) == ("visible", POST.at, POST.seq, POST.words)
    assert (back.guideline, back.purge_at, made.change.rises) == ("", "", "")
    assert made.change.thread.state == "visible"
    assert made.changed and made.notices[0].kind == "restored"
    assert made.statement and (made.statement.appeal, made.statement.restored) == (
        "overturned",
        True,
    )


def test_it_stays_down_where_it_is_upheld():
    made = review(outcome="uphold")
    assert made.change is None and not made.changed
    assert [notice.kind for notice in made.notices] == ["upheld"]


def test_another_reason_is_on_the_post():
    made = review(outcome="vary", guideline="g2")
    assert made.change and made.change.post == replace(
        REMOVED, guideline="g2", version=REMOVED.version + 1
    )
    assert made.statement and made.statement.answered_guideline == "g2" and not made.changed


@pytest.mark.parametrize("post", [None, posts.purge(REMOVED), POST])
def test_words_that_are_gone_meanwhile_stay_gone_and_the_notice_says_so(post: Post | None):
    made = review(post)
    assert made.change is None and made.notices[0].kind == "overturned"
    assert made.statement and not made.statement.restored


def test_the_end_of_a_statement_stops_no_answer():
    verdict = answer()
    kept = file(case=verdict.case, decisions=(verdict.decision,))
    made = reviews.review(
        kept, verdict.decision, None, REMOVED, None, answers=frozenset(), now=LATER
    )
    assert made and made.statement is None and made.notices[0].inbox == alice.id


def test_what_its_author_had_taken_back_comes_back_as_that_with_its_undo():
    gone = posts.remove(withdrawn(POST, by=alice), guideline="g1", now=NOW)
    change = changes.restore(gone, THREAD, now=LATER)
    assert (change.post.state, change.post.back_to) == ("withdrawn", "visible")
    assert posts.undo(alice, change.post, now=LATER).state == "visible"


def test_what_was_never_up_rises_and_tells_whom_it_answers():
    waits = changes.hold(reply(THREAD, by=alice), None, why=("first",), look_by=times.stamp(NOW))
    down = posts.remove(waits.post, guideline="g1", now=NOW)
    verdict = answer()
    kept = file(case=verdict.case, decisions=(verdict.decision,))
    made = reviews.review(
        kept, verdict.decision, None, down, None, answers=frozenset({bob.id}), now=LATER
    )
    assert made and made.change and made.change.post.up and made.change.rises
    assert [notice.inbox for notice in made.notices] == [alice.id, bob.id]


def test_an_answer_of_newer_code_waits_for_newer_code():
    strange = replace(answer().decision, action="something new")
    assert reviews.review(file(), strange, None, None, None, answers=frozenset(), now=LATER) is None


@given(outcome=st.sampled_from(sorted(OUTCOMES)), alone=st.booleans(), back=st.booleans())
def test_nobody_reads_who_decided_or_who_answered(outcome: str, alone: bool, back: bool):
    a_day_later = LATER + timedelta(hours=appeals.ALONE_HOURS)
    who = mo if alone else lee
    post = REMOVED if back else None
    how = {"guideline": "g2"} if outcome == "vary" else {}
    made = review(post, by=who, alone=alone, now=a_day_later, outcome=outcome, **how)
    said = f"{made.statement} {made.notices}"
    assert not [each for each in (mo, lee) if each.id in said or each.name in said]

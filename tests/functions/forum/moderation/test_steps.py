"""Graduated steps: for broken rules alone, each with an end, and never for a worry (M20, N1)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import accounts, times
from forum.accounts import Account
from forum.errors import Incomplete, Paused
from forum.moderation import decisions, settlements, steps
from forum.moderation.cases import CaseFile, opened
from forum.moderation.decisions import Verdict
from forum.moderation.reports import Report
from forum.moderation.settlements import Settlement
from forum.moderation.steps import LADDER, Strike
from forum.moderation.welfare import Welfare
from support.cast import GUIDELINES, NOW, alice, bob, ident, mo, report
from support.rulings import POST, TARGET, THREAD, after, case

RULE = report(TARGET, "a rule", inbox=bob.id)
WORRY = report(TARGET, "a worry", kind="worried", reason="low", inbox=bob.id)


def decide(step: str, file: CaseFile | None = None, **how: Any) -> Verdict:
    about = file or case()
    said = {"action": "remove", "guideline": "g1", "line": "It names them.", **how}
    ruling = decisions.Ruling(
        id=ident("a decision"), post_version=POST.version, case_version=1, step=step, **said
    )
    return decisions.decide(
        mo, about, POST, THREAD, ruling, guidelines=GUIDELINES, now=NOW, ladder=LADDER
    )


def settle(
    step: str, file: CaseFile | None = None, account: Account | None = alice.account, **how: Any
) -> Settlement:
    about = file or case()
    verdict = decide(step, about, **how)
    kept, post, thread = after(verdict, about, POST)
    made = settlements.settle(kept, verdict.decision, post, thread, now=NOW, account=account)
    assert made
    return made


def strike(step: str, name: str = "before", **how: Any) -> Strike:
    given = settle(step).given
    assert given
    return replace(given.strike, id=ident(name), **how)


def reasons(refused: Any) -> set[tuple[str, str]]:
    return {(each.field, each.reason) for each in refused.value.fields}


@pytest.mark.parametrize("slug", LADDER)
def test_every_step_has_an_end_and_is_told_with_its_reasons(slug: str):
    made = settle(slug)
    assert made.given and made.statement
    days = steps.read(slug).days
    lasts = times.parse(made.statement.step_until) - NOW
    assert timedelta(days=days) <= lasts <= timedelta(days=days, minutes=15)
    assert (made.statement.step, made.given.strike.guideline) == (slug, "g1")


@pytest.mark.parametrize(
    ("slug", "field"),
    [
        ("note", ""),
        ("warning", ""),
        ("read-first 7", "read_first_until"),
        ("pause 14", "paused_until"),
        ("closed 365", "paused_until"),
    ],
)
def test_a_step_does_what_its_name_says_and_words_do_nothing_else(slug: str, field: str):
    given = settle(slug).given
    assert given and given.field == field and given.strike.step == slug


def test_what_stays_up_may_come_with_a_word_and_is_told_as_that():
    made = settle("feedback", action="keep")
    assert made.change is None and made.statement and made.statement.kind == "step"
    assert [each.kind for each in made.notices if each.inbox == alice.id] == ["step"]


def test_no_step_is_the_usual_case():
    made = settle("")
    assert made.given is None and made.statement and made.statement.step == ""


def test_a_longer_pause_that_runs_is_not_made_shorter():
    runs = replace(alice.account, paused_until="2027-11-24T02:30Z")
    given = settle("pause 14", account=runs).given
    assert given and given.until == runs.paused_until


def test_whoever_has_left_is_given_nothing():
    made = settle("pause 14", account=None)
    assert made.given is None and made.statement and made.statement.step == ""


@pytest.mark.parametrize(
    ("step", "how", "wrong"),
    [
        ("pause 3", {}, ("step", "choose")),
        ("pause 14", {"guideline": "care", "action": "keep"}, ("step", "rule")),
    ],
)
def test_a_step_that_is_none_is_refused(step: str, how: dict[str, str], wrong: tuple[str, str]):
    with pytest.raises(Incomplete) as refused:
        decide(step, **how)
    assert wrong in reasons(refused)


def test_the_next_step_is_the_one_after_the_highest_that_counts():
    assert steps.suggested(LADDER, ()) == "note"
    assert steps.suggested(LADDER, (strike("note"),)) == "feedback"
    assert steps.suggested(LADDER, (strike("pause 14"), strike("note"))) == "pause 30"
    assert steps.suggested(LADDER, (strike("closed 365"),)) == "closed 365"
    assert steps.suggested(("note", "pause 14"), (strike("warning"),)) == "note"
    assert steps.suggested((), ()) == ""


def test_a_paused_member_writes_again_when_it_ends():
    until = "2026-12-08T02:30Z"
    account = replace(alice.account, paused_until=until)
    assert accounts.paused_until(account, "2026-12-08T02:29Z") == until
    assert accounts.paused_until(account, until) == ""
    with pytest.raises(Paused) as refused:
        accounts.check_may_write(replace(alice, paused_until=until))
    assert refused.value.until == until
    accounts.check_may_write(alice)


def test_what_was_wrong_is_taken_back_with_what_it_did():
    given = settle("pause 14").given
    assert given
    paused = replace(alice.account, paused_until=given.until)
    back = steps.take_back(given.strike, (), paused)
    assert back and (back.field, back.was, back.until) == ("paused_until", given.until, "")


def test_another_pause_that_runs_goes_on():
    given, other = settle("pause 30").given, strike("pause 14")
    assert given
    paused = replace(alice.account, paused_until=given.until)
    back = steps.take_back(given.strike, (other, strike("read-first 7")), paused)
    assert back and back.until == other.until


def test_a_longer_pause_of_another_decision_is_left_alone():
    made = settle("pause 14").given
    assert made
    longer = replace(alice.account, paused_until="2027-11-24T02:30Z")
    back = steps.take_back(made.strike, (), longer)
    assert back and back.field == ""
    assert steps.take_back(None, (), alice.account) is None
    assert steps.take_back(made.strike, (), None) is None


REPORTS = st.lists(st.sampled_from([RULE, WORRY]), min_size=1, max_size=4)


def cared_for(reports: list[Report], closed_worry: bool, cared: bool) -> CaseFile:
    """A case of such reports, which may have had a worry before, and somebody who cares."""
    worries = [each for each in reports if each.kind == "worried"]
    told = tuple(
        replace(each, id=ident(f"{n}"), told=each in worries) for n, each in enumerate(reports)
    )
    about = opened(next((each for each in told if each.kind == "worried"), told[0]))
    written = Welfare(target_kind="post", target_id=TARGET.id, level=1, state="closed")
    care = written if cared or worries else None
    return CaseFile(case=about, reports=told, worried=closed_worry, welfare=care)


@given(
    reports=REPORTS,
    closed=st.booleans(),
    cared=st.booleans(),
    slug=st.sampled_from(LADDER),
    action=st.sampled_from(["keep", "remove"]),
    guideline=st.sampled_from(["g1", "g2", "care"]),
)
def test_no_way_leads_from_a_worry_to_a_step(
    reports: list[Report], closed: bool, cared: bool, slug: str, action: str, guideline: str
):
    file = cared_for(reports, closed, cared)
    worry = closed or cared or WORRY.kind in [each.kind for each in reports]
    if worry or guideline == "care":
        with pytest.raises(Incomplete):
            decide(slug, file, action=action, guideline=guideline)
    else:
        assert settle(slug, file, action=action, guideline=guideline).given


@given(
    slug=st.sampled_from(LADDER),
    how=st.sampled_from(["report", "closed", "care"]),
    action=st.sampled_from(["keep", "remove"]),
)
def test_a_worry_that_comes_before_anybody_is_told_takes_the_step_away(
    slug: str, how: str, action: str
):
    verdict = decide(slug, action=action)
    kept, post, thread = after(verdict, case(), POST)
    late = {
        "report": {"reports": (*kept.reports, replace(WORRY, id=ident("late")))},
        "closed": {"worried": True},
        "care": {"welfare": Welfare(target_kind="post", target_id=TARGET.id)},
    }
    made = settlements.settle(
        replace(kept, **late[how]),
        verdict.decision,
        post,
        thread,
        now=NOW,
        account=alice.account,
    )
    assert made and made.given is None
    assert not made.statement or made.statement.step == ""
    assert "step" not in [each.kind for each in made.notices]

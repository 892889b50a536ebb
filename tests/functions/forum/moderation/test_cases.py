"""There is one case about each target, as urgent as its most urgent report."""

from dataclasses import replace

import pytest

from forum.errors import Decided, NotFound, OwnCase
from forum.moderation import cases
from forum.moderation.cases import CaseFile
from forum.moderation.reports import Target
from support.cast import alice, bob, conversation, lee, mo, report, target_of

TARGET = target_of(conversation()[1])
MEMBER = Target(kind="member", id=alice.id, author_id=alice.id, author_name=alice.name)


def test_a_report_opens_a_case_as_urgent_as_itself():
    told = report(TARGET, inbox=bob.id, note="Please look")
    case = cases.opened(told)
    assert (case.id, case.target, case.state, case.version) == (TARGET.id, TARGET, "open", 1)
    assert (case.priority, case.due_at, case.at) == (told.priority, told.due_at, told.at)
    assert (case.guideline, case.worry) == ("g1", False)


def test_a_worry_opens_a_case_about_care():
    case = cases.opened(report(MEMBER, kind="worried", reason="low"))
    assert (case.worry, case.guideline) == (True, "")


def test_a_case_holds_nobodys_words():
    told = report(TARGET, inbox=bob.id, note="Please look")
    assert "Please look" not in str(cases.opened(told)) and bob.id not in str(cases.opened(told))


def test_most_urgent_first_and_then_the_earliest_promise():
    said = [
        {"kind": "worried", "reason": "danger"},
        {"kind": "worried", "reason": "low"},
        {"guideline": "g2"},
    ]
    made = [cases.opened(report(TARGET, **how)) for how in said]
    later = replace(made[1], due_at="2026-11-24T09:00Z")
    assert sorted([*made[::-1], later], key=lambda case: case.order) == [
        made[0],
        made[1],
        later,
        made[2],
    ]


def test_the_guideline_that_a_reporter_named_is_suggested():
    worry = report(TARGET, "one", kind="worried", reason="low")
    named = report(TARGET, "two", guideline="g2")
    file = CaseFile(case=cases.opened(worry), reports=(worry, named))
    assert file.suggested == "g2"
    assert CaseFile(case=cases.opened(worry), reports=(worry,)).suggested == ""


def test_a_decision_takes_a_case_out_of_the_queue_unless_there_are_more_reports():
    told = report(TARGET)
    file = CaseFile(case=cases.opened(told), reports=(told,))
    assert (cases.decided(file).state, cases.decided(file).version) == ("decided", 2)
    more = replace(file, reports=(told,) * (cases.REPORTS_IN_A_DECISION + 1))
    assert (cases.decided(more).state, cases.decided(more).version) == ("open", 2)
    assert len(more.at_once) == cases.REPORTS_IN_A_DECISION


def test_a_case_is_closed_once_everybody_is_told_unless_it_was_reported_again():
    told = report(TARGET)
    decided = cases.decided(CaseFile(case=cases.opened(told), reports=(told,)))
    assert (cases.settled(decided).state, cases.settled(decided).version) == ("closed", 3)
    again = replace(decided, state="open")
    assert (cases.settled(again).state, cases.settled(again).version) == ("open", 3)
    assert cases.reopened(decided) == replace(decided, state="open", version=3)


@pytest.mark.parametrize("inbox", ["", bob.id])
def test_a_moderator_may_decide_on_what_is_not_theirs(inbox: str):
    told = report(TARGET, inbox=inbox)
    cases.check_may_decide(mo, CaseFile(case=cases.opened(told), reports=(told,)))


def test_refuses_whoever_may_not_decide():
    own, told = report(replace(TARGET, author_id=mo.id)), report(TARGET, inbox=mo.id)
    done = replace(cases.opened(report(TARGET)), state="closed")
    for by, file, refusal in (
        (bob, CaseFile(case=cases.opened(told), reports=(told,)), NotFound),
        (mo, CaseFile(case=cases.opened(own), reports=(own,)), OwnCase),
        (mo, CaseFile(case=cases.opened(told), reports=(told,)), OwnCase),
        (lee, CaseFile(case=done, reports=()), Decided),
    ):
        with pytest.raises(refusal):
            cases.check_may_decide(by, file)

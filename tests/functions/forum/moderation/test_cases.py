"""One case for each target, most urgent first, and one decision that says why (M8, M12, C4)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from forum import changes, posts
from forum.accounts import Viewer
from forum.errors import Conflict, Incomplete, NotFound, OwnCase
from forum.moderation import cases
from forum.moderation.cases import Case, Verdict
from forum.moderation.notices import Notice
from forum.moderation.reports import Report, Target
from forum.posts import Post
from support.cast import (
    GUIDELINES,
    NOW,
    alice,
    bob,
    conversation,
    digest,
    ident,
    lee,
    mo,
    report,
    target_of,
    withdrawn,
)

POST = conversation()[1]
TARGET = target_of(POST)
MEMBER = Target(kind="member", id=alice.id, author_id=alice.id, author_name=alice.name)
HOUR = timedelta(hours=1)


def case(*reports: Report) -> Case:
    (made,) = cases.gather(reports or (report(TARGET, inbox=bob.id),))
    return made


def decide(
    about: Case | None = None, post: Post | None = POST, by: Viewer = mo, **how: Any
) -> Verdict:
    said = {
        "id": ident("a decision"),
        "action": "remove",
        "guideline": "g1",
        "line": "It names them.",
        "version": post.version if post else 0,
        "guidelines": GUIDELINES,
        "now": NOW,
        **how,
    }
    return cases.decide(by, about or case(), post, said.pop("thread", None), **said)


def outcomes(verdict: Verdict) -> dict[str, tuple[str, str]]:
    """Each inbox with what its notice is and says."""
    return {notice.inbox: (notice.kind, notice.outcome) for notice in verdict.notices}


def test_reports_of_one_target_are_one_case():
    other = target_of(conversation("another")[1])
    made = cases.gather([report(TARGET, "one"), report(other, "two"), report(TARGET, "three")])
    assert sorted(len(each.reports) for each in made) == [1, 2]


def test_no_reports_are_no_cases():
    assert cases.gather([]) == []


def test_most_urgent_first_and_then_the_earliest_promise():
    def of(name: str, **said: Any) -> Report:
        return report(target_of(conversation(name)[1]), name, **said)

    late, early = NOW + HOUR, NOW
    told = [
        of("a gentle one", guideline="g2", now=early),
        of("a guideline", now=late),
        of("an earlier guideline", now=early),
        of("a life", kind="worried", reason="danger", now=late),
    ]
    queue = cases.gather(told)
    assert [each.reports[0].id for each in queue] == [
        ident("a life"),
        ident("an earlier guideline"),
        ident("a guideline"),
        ident("a gentle one"),
    ]


def test_a_case_is_as_urgent_as_its_most_urgent_report():
    made = case(
        report(TARGET, "one", guideline="g2"),
        report(TARGET, "two", kind="worried", reason="danger"),
    )
    assert (made.priority, made.is_worry) == (0, True)
    assert made.due_at == "2026-11-24T02:45Z"


def test_a_guideline_alone_is_no_worry():
    assert not case().is_worry


def test_removing_takes_the_post_down_for_a_guideline():
    verdict = decide()
    assert verdict.change == changes.remove(POST, None, guideline="g1", now=NOW)
    assert [(each.state, each.outcome) for each in verdict.reports] == [("closed", "removed")]


def test_keeping_leaves_the_post_alone():
    verdict = decide(action="keep")
    assert verdict.change is None
    assert [(each.state, each.outcome) for each in verdict.reports] == [("closed", "kept")]


def test_a_withdrawn_post_can_be_removed_so_that_no_undo_brings_it_back():
    verdict = decide(post=withdrawn(POST, by=alice))
    assert verdict.change and verdict.change.post.state == "removed"


@pytest.mark.parametrize(
    "post", [posts.remove(POST, guideline="g2", now=NOW), posts.purge(POST), None]
)
def test_a_case_can_be_closed_when_the_post_is_down_already(post: Post | None):
    verdict = decide(post=post)
    assert verdict.change is None
    assert verdict.reports[0].state == "closed"


def test_author_and_reporters_are_told_once_each():
    code = digest("a code")
    told = [
        report(TARGET, "one", inbox=bob.id),
        report(TARGET, "two", inbox=bob.id),
        report(TARGET, "three", inbox=code),
        report(TARGET, "four"),
    ]
    assert outcomes(decide(case(*told))) == {
        bob.id: ("report", "removed"),
        code: ("report", "removed"),
        alice.id: ("removed", ""),
    }


def test_an_author_who_reported_their_own_post_is_told_once():
    verdict = decide(case(report(TARGET, inbox=alice.id)))
    assert outcomes(verdict) == {alice.id: ("removed", "")}
    assert len(verdict.notices) == 1


def test_whoever_worried_is_told_that_somebody_cares_and_not_what_was_decided():
    worry = report(TARGET, kind="worried", reason="low", inbox=bob.id)
    verdict = decide(case(worry), action="keep", guideline="care")
    assert outcomes(verdict)[bob.id] == ("report", "cared")


def test_the_author_reads_the_reason_and_the_reporter_does_not():
    notices: dict[str, Notice] = {notice.inbox: notice for notice in decide().notices}
    assert notices[alice.id].line == "It names them."
    assert notices[alice.id].post_id == POST.id
    assert (notices[bob.id].line, notices[bob.id].post_id) == ("", "")


def test_no_notice_names_the_moderator():
    assert not [each for each in decide().notices if mo.id in str(each) or mo.name in str(each)]


def test_the_log_holds_who_what_and_why_and_no_words():
    event = decide().event
    assert (event.actor_role, event.actor_id, event.event) == ("moderator", mo.id, "remove")
    assert (event.target, event.reason, event.at) == (POST.id, "g1", "2026-11-24T02:15Z")
    assert "It names them." not in str(event)


def test_a_lead_may_decide_too():
    assert decide(by=lee).event.actor_role == "lead"


def test_a_person_decided():
    verdict = decide()
    assert not verdict.decision.automated
    assert not [notice for notice in verdict.notices if notice.automated]


def test_refuses_whoever_is_no_moderator():
    with pytest.raises(NotFound):
        decide(by=bob)


@pytest.mark.parametrize(
    "about",
    [
        case(report(replace(TARGET, author_id=mo.id))),
        case(report(TARGET, inbox=mo.id)),
        case(report(TARGET, "one", inbox=bob.id), report(TARGET, "two", inbox=mo.id)),
        case(report(Target(kind="member", id=mo.id, author_id=mo.id, author_name=mo.name))),
    ],
)
def test_refuses_a_moderators_own_case(about: Case):
    with pytest.raises(OwnCase):
        decide(about, action="keep")
    assert decide(about, by=lee, action="keep").reports


@pytest.mark.parametrize("version", [0, 2])
def test_refuses_a_decision_about_words_that_changed_since(version: int):
    with pytest.raises(Conflict):
        decide(version=version)


@pytest.mark.parametrize(
    ("how", "fields"),
    [
        ({"line": ""}, {"line"}),
        ({"guideline": ""}, {"guideline"}),
        ({"guideline": "g99"}, {"guideline"}),
        ({"guideline": "care"}, {"guideline"}),
        ({"action": "keep", "guideline": ""}, {"guideline"}),
        ({"action": ""}, {"action"}),
        ({"action": "erase"}, {"action"}),
        ({"action": "", "guideline": "", "line": ""}, {"action", "guideline", "line"}),
    ],
)
def test_refuses_a_decision_without_its_reasons(how: dict[str, str], fields: set[str]):
    with pytest.raises(Incomplete) as refusal:
        decide(**how)
    assert {each.field for each in refusal.value.fields} == fields


def test_refuses_to_remove_a_member():
    with pytest.raises(Incomplete):
        decide(case(report(MEMBER, inbox=bob.id)), None)


def test_a_report_of_a_member_can_be_answered():
    verdict = decide(case(report(MEMBER, inbox=bob.id)), None, action="keep")
    assert outcomes(verdict) == {bob.id: ("report", "kept"), alice.id: ("kept", "")}
    assert {notice.post_id for notice in verdict.notices} == {""}


def test_the_same_decision_makes_the_same_writes():
    assert decide() == decide()

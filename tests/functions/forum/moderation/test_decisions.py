"""One decision closes a case for everybody, and says why (M12, C4)."""

from dataclasses import replace
from typing import Any

import pytest

from forum import changes, posts
from forum.accounts import Viewer
from forum.errors import CaseMoved, Decided, Incomplete, NotFound, OwnCase
from forum.moderation import actions, cases, decisions
from forum.moderation.cases import CaseFile
from forum.moderation.decisions import Verdict
from forum.moderation.notices import Notice
from forum.moderation.reports import Report, Snapshot, Target
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

THREAD, POST = conversation()
TARGET = target_of(POST)
MEMBER = Target(kind="member", id=alice.id, author_id=alice.id, author_name=alice.name)


def case(*reports: Report) -> CaseFile:
    """A file of these reports, or of one of bob's."""
    told = reports or (report(TARGET, inbox=bob.id),)
    return CaseFile(case=cases.opened(told[0]), reports=told)


def decide(
    about: CaseFile | None = None, post: Post | None = POST, by: Viewer = mo, **how: Any
) -> Verdict:
    file = about or case()
    said = {
        "id": ident("a decision"),
        "action": "remove",
        "guideline": "g1",
        "line": "It names them.",
        "post_version": post.version if post else 0,
        "case_version": file.case.version,
        **how,
    }
    ruling = decisions.Ruling(**said)
    return decisions.decide(by, file, post, THREAD, ruling, guidelines=GUIDELINES, now=NOW)


def outcomes(verdict: Verdict) -> dict[str, tuple[str, str]]:
    """Each inbox with what its notice is and says."""
    return {notice.inbox: (notice.kind, notice.outcome) for notice in verdict.notices}


def test_removing_takes_the_post_down_for_a_guideline():
    verdict = decide()
    assert verdict.change == changes.remove(POST, THREAD, guideline="g1", now=NOW)
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
def test_refuses_a_moderators_own_case(about: CaseFile):
    with pytest.raises(OwnCase):
        decide(about, action="keep")
    assert decide(about, by=lee, action="keep").reports


@pytest.mark.parametrize("version", [0, 2])
@pytest.mark.parametrize("seen", ["post_version", "case_version"])
def test_refuses_a_decision_about_what_changed_since(seen: str, version: int):
    with pytest.raises(CaseMoved):
        decide(**{seen: version})


def test_refuses_a_case_that_somebody_else_has_decided():
    file = case()
    with pytest.raises(Decided):
        decide(replace(file, case=replace(file.case, state="closed")))


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


def test_whoever_named_a_guideline_is_told_what_was_decided_though_another_worried():
    worry = report(TARGET, "one", kind="worried", reason="low", inbox=bob.id)
    named = report(TARGET, "two", inbox=digest("a code"))
    both = report(TARGET, "three", inbox=bob.id)
    assert outcomes(decide(case(worry, named, both))) == {
        bob.id: ("report", "cared"),
        digest("a code"): ("report", "removed"),
        alice.id: ("removed", ""),
    }


def test_the_words_that_were_reported_go_with_their_reports():
    first, second = (Snapshot(version=number, words="Words") for number in (1, 2))
    told = report(TARGET, inbox=bob.id, version=2)
    file = replace(case(told), snapshots=(first, second))
    assert decide(file).snapshots == (second,)


@pytest.mark.parametrize("action", actions.ACTIONS, ids=lambda action: action.slug)
def test_every_action_is_what_its_row_says(action: actions.Action):
    for target, post in ((TARGET, POST), (MEMBER, None)):
        about = case(report(target, inbox=bob.id))
        if target.kind not in action.targets:
            with pytest.raises(Incomplete):
                decide(about, post, action=action.slug)
            continue
        verdict = decide(about, post, action=action.slug)
        assert outcomes(verdict)[bob.id] == ("report", action.outcome)
        assert outcomes(verdict)[alice.id] == (action.notice, "")
        changes_it = action.change(post, THREAD, guideline="g1", now=NOW).is_one if post else False
        assert bool(verdict.change) == changes_it
        assert verdict.event.event == verdict.decision.action == action.slug


def test_the_same_decision_makes_the_same_writes():
    assert decide() == decide()

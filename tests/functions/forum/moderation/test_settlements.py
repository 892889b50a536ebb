"""What comes of a decision: everybody it concerns is told, once, and why (M11, M12)."""

from dataclasses import replace

import pytest

from forum import changes, posts
from forum.errors import Incomplete
from forum.moderation import actions, settlements
from forum.moderation.cases import CaseFile
from forum.moderation.notices import Notice
from forum.moderation.reports import Snapshot
from forum.moderation.settlements import Settlement
from forum.moderation.welfare import Welfare
from forum.posts import Post
from support.cast import NOW, alice, bob, digest, mo, report, withdrawn
from support.rulings import MEMBER, POST, TARGET, THREAD, after, case, decide, settle

COVER = changes.pause(POST, THREAD)
COVERED = COVER.post
HELD = changes.hold(POST, THREAD, why=("first",), look_by="2026-11-24T10:15Z")


def outcomes(settlement: Settlement) -> dict[str, tuple[str, str]]:
    """Each inbox with what its notice is and says."""
    return {notice.inbox: (notice.kind, notice.outcome) for notice in settlement.notices}


def test_removing_takes_the_post_down_for_a_guideline():
    settlement = settle()
    assert settlement.change == changes.remove(COVERED, COVER.thread, guideline="g1", now=NOW)
    assert [(each.state, each.outcome) for each in settlement.reports] == [("closed", "removed")]


def test_keeping_leaves_the_post_alone():
    settlement = settle(action="keep")
    assert settlement.change is None
    assert [(each.state, each.outcome) for each in settlement.reports] == [("closed", "kept")]


def test_a_withdrawn_post_can_be_removed_so_that_no_undo_brings_it_back():
    settlement = settle(post=withdrawn(POST, by=alice))
    assert settlement.change and settlement.change.post.state == "removed"


@pytest.mark.parametrize(
    "post", [posts.remove(POST, guideline="g2", now=NOW), posts.purge(POST), None]
)
def test_a_case_can_be_closed_when_the_post_is_down_already(post: Post | None):
    settlement = settle(post=post)
    assert settlement.change is None
    assert settlement.reports[0].state == "closed"


def test_author_and_reporters_are_told_once_each():
    code = digest("a code")
    told = [
        report(TARGET, "one", inbox=bob.id),
        report(TARGET, "two", inbox=bob.id),
        report(TARGET, "three", inbox=code),
        report(TARGET, "four"),
    ]
    assert outcomes(settle(case(*told))) == {
        bob.id: ("report", "removed"),
        code: ("report", "removed"),
        alice.id: ("removed", ""),
    }


def test_an_author_who_reported_their_own_post_is_told_once():
    settlement = settle(case(report(TARGET, inbox=alice.id)))
    assert outcomes(settlement) == {alice.id: ("removed", "")}
    assert len(settlement.notices) == 1


def cared_for(file: CaseFile) -> CaseFile:
    """The file after the person was written to, and whoever worried was told so."""
    care = Welfare(target_kind="post", target_id=POST.id, level=1, state="closed", version=2)
    told = tuple(replace(each, told=each.kind == "worried") for each in file.reports)
    return replace(file, welfare=care, reports=told)


def test_whoever_worried_has_heard_that_somebody_cares_and_hears_of_no_decision():
    worry = report(TARGET, kind="worried", reason="low", inbox=bob.id)
    settlement = settle(cared_for(case(worry)), action="keep", guideline="care")
    assert outcomes(settlement) == {alice.id: ("kept", "")}
    assert [each.state for each in settlement.reports] == ["closed"]


def test_whoever_worried_and_has_not_heard_is_told_that_somebody_cares():
    file = case(report(TARGET, kind="worried", reason="low", inbox=bob.id))
    verdict = decide(cared_for(file), action="keep", guideline="care")
    kept, now, thread = after(verdict, file, POST)
    settlement = settlements.settle(kept, verdict.decision, now, thread, now=NOW)
    assert settlement and outcomes(settlement)[bob.id] == ("report", "cared")


def test_the_author_reads_the_reason_and_the_reporter_does_not():
    notices: dict[str, Notice] = {notice.inbox: notice for notice in settle().notices}
    assert notices[alice.id].line == "It names them."
    assert notices[alice.id].post_id == POST.id
    assert (notices[bob.id].line, notices[bob.id].post_id) == ("", "")


def test_no_notice_names_the_moderator():
    assert not [each for each in settle().notices if mo.id in str(each) or mo.name in str(each)]


def test_a_report_of_a_member_can_be_answered():
    settlement = settle(case(report(MEMBER, inbox=bob.id)), None, action="keep")
    assert outcomes(settlement) == {bob.id: ("report", "kept"), alice.id: ("kept", "")}
    assert {notice.post_id for notice in settlement.notices} == {""}


def test_whoever_named_a_guideline_is_told_what_was_decided_though_another_worried():
    worry = report(TARGET, "one", kind="worried", reason="low", inbox=bob.id)
    named = report(TARGET, "two", inbox=digest("a code"))
    both = report(TARGET, "three", inbox=bob.id)
    assert outcomes(settle(cared_for(case(worry, named, both)))) == {
        digest("a code"): ("report", "removed"),
        alice.id: ("removed", ""),
    }


def test_the_words_that_were_reported_go_with_their_reports():
    first, second = (Snapshot(version=number, words="Words") for number in (1, 2))
    told = report(TARGET, inbox=bob.id, version=2)
    file = replace(case(told), snapshots=(first, second))
    assert settle(file).snapshots == (second,)


@pytest.mark.parametrize("action", actions.ACTIONS, ids=lambda action: action.slug)
def test_every_action_is_what_its_row_says(action: actions.Action):
    for target, post in ((TARGET, POST), (TARGET, HELD.post), (MEMBER, None)):
        about = case(report(target, inbox=bob.id))
        stands = "held" if post and post.waits else "up"
        if target.kind not in action.targets or stands not in action.to:
            with pytest.raises(Incomplete):
                settle(about, post, action=action.slug)
            continue
        if action.of and post:
            post = replace(post, correction="It is at six.", correction_source="The leaflet.")
        settlement = settle(about, post, action=action.slug)
        assert outcomes(settlement)[bob.id] == ("report", action.outcome)
        assert outcomes(settlement)[alice.id] == (action.notice, "")
        covered = decide(about, post, action=action.slug).change
        assert bool(covered) == bool(action.first and post and stands == "up")
        hidden = covered is not None and covered.post.state == "paused"
        assert hidden == bool(action.hides and covered)
        assert settlement.decision.state == "final"


def test_a_post_that_a_moderator_had_paused_is_uncovered_when_it_stays():
    settlement = settle(post=COVERED, action="keep")
    assert settlement.change and settlement.change.post.state == "visible"


@pytest.mark.parametrize("state", ["removed", "purged"])
def test_what_is_gone_meanwhile_stays_gone(state: str):
    verdict = decide()
    file, _, thread = after(verdict, case(), POST)
    gone = replace(COVERED, state=state)
    settlement = settlements.settle(file, verdict.decision, gone, thread, now=NOW)
    assert settlement and settlement.change is None and len(settlement.notices) == 2


def test_a_report_that_came_meanwhile_stays_open_and_so_does_its_case():
    file = case()
    verdict = decide(file)
    late = report(TARGET, "late", inbox=digest("a code"))
    again = replace(
        file,
        case=replace(verdict.case, state="open", version=3),
        reports=(late, *file.reports),
        decisions=(verdict.decision,),
    )
    settlement = settlements.settle(again, verdict.decision, COVERED, THREAD, now=NOW)
    assert settlement and settlement.reports == tuple(
        replace(each, state="closed", outcome="removed") for each in file.reports
    )
    assert (settlement.case.state, settlement.case.version) == ("open", 4)
    assert set(outcomes(settlement)) == {bob.id, alice.id}


def test_an_undone_or_told_decision_is_not_pending():
    decision = decide().decision
    for state, found in (("pending", True), ("undone", False), ("final", False)):
        file = replace(case(), decisions=(replace(decision, state=state),))
        assert bool(settlements.find_pending(file, decision.id)) == found


def test_an_action_of_newer_code_waits_for_newer_code():
    decision = replace(decide().decision, action="something new")
    assert settlements.settle(case(), decision, POST, THREAD, now=NOW) is None

"""One decision closes a case for everybody, and says why (M12, C4)."""

from dataclasses import replace

import pytest

from forum import changes, posts
from forum.errors import CaseMoved, Decided, Incomplete, NotFound, OwnCase, Told
from forum.moderation import decisions
from forum.moderation.cases import CaseFile
from forum.moderation.decisions import Verdict
from forum.moderation.reports import Target
from forum.posts import Post
from support.cast import NOW, alice, bob, ident, lee, mo, report, withdrawn
from support.rulings import MEMBER, POST, TARGET, THREAD, after, case, decide, settle


def undo(verdict: Verdict, post: Post | None = None, by=mo) -> Verdict:
    file, now, thread = after(verdict, case(), POST)
    said = {"id": verdict.decision.id, "now": NOW}
    return decisions.undo(by, file, post or now, thread, **said)


def test_a_removal_covers_the_post_at_once_and_tells_nobody():
    verdict = decide()
    assert verdict.change == changes.pause(POST, THREAD)
    assert (verdict.decision.state, verdict.case.state) == ("pending", "decided")
    assert verdict.decision.undo_until - NOW.timestamp() == decisions.UNDO_SECONDS


def test_keeping_covers_nothing():
    assert decide(action="keep").change is None


def test_an_undo_leaves_all_as_it_was_and_the_log_says_so():
    undone = undo(decide())
    assert undone.change and undone.change.post == replace(POST, version=3)
    assert undone.change.thread == THREAD
    assert (undone.decision.state, undone.case.state) == ("undone", "open")
    assert (undone.event.event, undone.event.actor_id) == ("undo", mo.id)


def test_an_undo_uncovers_only_what_the_decision_covered():
    covered = changes.pause(POST, THREAD).post
    verdict = decide(post=covered)
    assert verdict.change is None
    file, _, _ = after(verdict, case(), covered)
    undone = decisions.undo(mo, file, covered, THREAD, id=verdict.decision.id, now=NOW)
    assert undone.change is None


def test_an_undo_of_what_its_author_withdrew_meanwhile_leaves_it_withdrawn():
    verdict = decide()
    assert verdict.change
    gone = withdrawn(verdict.change.post, by=alice)
    undone = undo(verdict, gone)
    assert undone.change and undone.change.post.state == "withdrawn"
    assert posts.undo(alice, undone.change.post, now=NOW).state == "visible"


def test_refuses_to_undo_what_people_were_told():
    verdict = decide()
    told = replace(verdict, decision=settle().decision)
    with pytest.raises(Told):
        undo(told)


def test_refuses_to_undo_somebody_elses_decision_or_none():
    with pytest.raises(NotFound):
        undo(decide(), by=lee)
    with pytest.raises(NotFound):
        decisions.undo(mo, case(), POST, THREAD, id=ident("none"), now=NOW)


def test_the_log_holds_who_what_and_why_and_no_words():
    event = decide().event
    assert (event.actor_role, event.actor_id, event.event) == ("moderator", mo.id, "remove")
    assert (event.target, event.reason, event.at) == (POST.id, "g1", "2026-11-24T02:15Z")
    assert "It names them." not in str(event)


def test_a_lead_may_decide_too():
    assert decide(by=lee).event.actor_role == "lead"


def test_a_person_decided():
    assert not decide().decision.automated
    assert not [notice for notice in settle().notices if notice.automated]


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
    assert decide(about, by=lee, action="keep").decision.reports


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


def test_the_same_decision_makes_the_same_writes():
    assert decide() == decide()

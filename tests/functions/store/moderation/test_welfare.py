"""A step of care is kept whole or not at all, once, and what comes next is in the list."""

from datetime import timedelta

import pytest

from forum import times
from forum.errors import CaseMoved
from forum.moderation import welfare as rules
from store.moderation import cases, decisions, files, notices, welfare
from support import cares, kept
from support.cast import NOW, alice, bob, charlie, conversation, digest, lee
from support.races import at_once, connect_for_threads, kinds

CODE = digest("a code")
LATER = times.stamp(NOW + timedelta(days=4))


def inbox(whose: str) -> list[tuple[str, str]]:
    return [(each.kind, each.outcome) for each in notices.list_notices(whose)[0]]


def test_care_reporters_and_log_go_together(backend):
    _, post = kept.thread()
    cares.worried(post, bob.id, CODE)
    cares.taken(post, "assess 2")
    file = files.get_file(post.id)
    assert file.welfare and (file.welfare.level, file.welfare.state) == (2, "reach-out")
    assert inbox(bob.id) == inbox(CODE) == [("report", "with-them")]
    assert all(report.told and report.state == "open" for report in file.reports)
    assert [entry.event.event for entry in kept.log()] == ["welfare-assess"]


def test_the_person_is_told_in_the_same_breath(backend):
    _, post = kept.thread()
    cares.worried(post)
    cares.taken(post, "assess 3", "reach-out sent")
    (notice,) = notices.list_notices(alice.id)[0]
    assert (notice.kind, notice.line, notice.outcome) == ("reach-out", cares.LINE, "3")


def test_of_a_form_sent_twice_one_step_is_kept(backend):
    _, post = kept.thread()
    made = cares.step(cares.worried(post), "assess", "2")
    welfare.add_step(made)
    welfare.add_step(made)
    assert inbox(charlie.id) == [("report", "with-them")]
    assert len(kept.log()) == 1


@pytest.mark.parametrize("meanwhile", ["a step", "a worry", "a decision"])
def test_loses_to_what_came_meanwhile(backend, meanwhile: str):
    _, post = kept.thread()
    file = cares.worried(post)
    late = cares.step(file, "assess", "4", by=lee, name="late")
    if meanwhile == "a step":
        cares.taken(post, "assess 2")
    elif meanwhile == "a worry":
        kept.report_post(post, "another", inbox=bob.id, kind="worried", reason="low")
    else:
        cares.taken(post, "assess 2", "reach-out sent")
        kept.decide(files.get_file(post.id), post, action="keep")
    before = len(kept.log())
    with pytest.raises(CaseMoved):
        welfare.add_step(late)
    assert len(kept.log()) == before
    assert files.get_file(post.id).case.priority == 1


def test_of_two_at_once_one_is_kept_and_the_other_is_told(backend):
    connect_for_threads(backend)
    _, post = kept.thread()
    file = cares.worried(post, bob.id)
    one, other = cares.step(file, "assess", "2"), cares.step(file, "assess", "3", by=lee)
    outcomes = at_once(lambda: welfare.add_step(one), lambda: welfare.add_step(other))
    assert kinds(outcomes) == {"CaseMoved": 1, "NoneType": 1}
    assert inbox(bob.id) == [("report", "with-them")]
    assert len(kept.log()) == 1


def test_whoever_was_told_of_the_care_is_not_told_again_when_it_is_decided(backend):
    _, post = kept.thread()
    cares.worried(post, bob.id)
    kept.report_post(post, "a rule", inbox=charlie.id)
    cares.taken(post, "assess 2", "reach-out sent")
    kept.decide(files.get_file(post.id), post, action="keep")
    assert inbox(bob.id) == [("report", "with-them")]
    assert inbox(charlie.id) == [("report", "kept")]
    assert [each.state for each in kept.all_reports(post)] == ["closed", "closed"]


def test_of_a_decision_that_is_told_and_a_step_at_once_nobody_hears_it_twice(backend):
    connect_for_threads(backend)
    _, post = kept.thread()
    cares.worried(post, bob.id)
    cares.taken(post, "assess 2", "reach-out sent")
    kept.report_post(post, "another", inbox=lee.id)
    verdict = kept.verdict(files.get_file(post.id), post, action="keep")
    decisions.add_decision(verdict)
    step = cares.step(files.get_file(post.id), "hand-over", "")
    at_once(lambda: kept.settle(verdict.decision), lambda: welfare.add_step(step))
    assert inbox(bob.id) == [("report", "with-them")]
    assert inbox(lee.id) == [("report", "kept")]


def test_a_plan_puts_the_case_first(backend):
    _, post = kept.thread()
    _, other = kept.thread("another thread")
    cares.worried(other)
    cares.worried(post)
    cares.taken(post, "assess 4")
    assert [each.priority for each in cases.list_open_cases()] == [0, 1]
    assert cases.list_open_cases()[0].id == post.id


def test_what_comes_next_is_listed_when_it_is_asked_for_and_until_it_is_done(backend):
    _, post = kept.thread()
    cares.worried(post)
    assert welfare.list_due(LATER) == []
    cares.taken(post, "assess 2")
    assert [each.state for each in welfare.list_due(times.stamp(NOW))] == ["reach-out"]
    made = cares.taken(post, "reach-out sent").welfare
    assert welfare.list_due(times.stamp(NOW + timedelta(hours=23))) == []
    kept.decide(files.get_file(post.id), post, action="keep")
    (due,) = welfare.list_due(LATER)
    assert (due.target_id, due.state, due.due_at) == (post.id, "follow-up", made.due_at)
    cares.taken(post, "hand-over ", now=times.parse(LATER))
    assert len(welfare.list_due(LATER)) == 1
    cares.taken(post, "follow-up seen", now=times.parse(LATER))
    assert welfare.list_due(LATER) == []


def test_the_list_has_nobodys_words_or_names_or_level(backend):
    _, post = kept.thread()
    cares.worried(post)
    cares.taken(post, "assess 3")
    (due,) = welfare.list_due(LATER)
    assert (due.level, due.taken, due.last) == (0, "", "")
    assert alice.id not in str(due) and charlie.id not in str(due)


def test_what_was_asked_for_first_is_first(backend):
    posts = [kept.thread(f"thread {number}")[1] for number in range(3)]
    for hours, post in zip((2, 0, 1), posts, strict=True):
        cares.worried(post)
        cares.taken(post, "assess 2", now=NOW + timedelta(hours=hours))
    ids = [each.target_id for each in welfare.list_due(LATER)]
    assert ids == [posts[1].id, posts[2].id, posts[0].id]


def test_closed_it_goes_with_the_case_and_comes_again_for_somebody_who_worries(backend):
    _, post = kept.thread()
    cares.worried(post)
    cares.taken(post, "assess 1", "reach-out sent")
    item = kept.item("safety", f"case#{post.id}", "welfare")
    assert item and "expires" in item and "queue" not in item
    kept.decide(files.get_file(post.id), post, action="keep")
    kept.report_post(post, "again", inbox=bob.id, kind="worried", reason="danger")
    cares.taken(post, "assess 2")
    item = kept.item("safety", f"case#{post.id}", "welfare")
    assert item and "expires" not in item and "queue" in item
    assert inbox(bob.id) == [("report", "with-them")]


def test_heavy_cases_count_for_their_member_once_each(backend):
    for number in range(3):
        _, post = kept.thread(f"thread {number}")
        cares.worried(post)
        cares.taken(post, "assess 3", "assess 4")
    ends = welfare.list_heavy(alice.id)
    assert ends == [rules.counts_until(times.quarter(NOW))] * 3
    assert welfare.list_heavy(conversation(by=bob)[1].author_id) == []

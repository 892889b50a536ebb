"""Reports: kept once, each joining its case, and forgotten by whom when closed."""

from dataclasses import replace

from forum.moderation.reports import Snapshot, Target
from store import tables
from store.moderation import cases, decisions, files, reports
from support import kept
from support.cast import NOW, alice, bob, conversation, ident, report, target_of, words
from support.races import at_once, connect_for_threads, kinds

POST = conversation()[1]
TARGET = target_of(POST)


def close(made) -> None:
    closed = replace(made, state="closed", outcome="kept")
    tables.write(reports.closing_item(closed, ends=1800000000))


def test_a_report_comes_back_as_it_was_made(backend):
    made = report(TARGET, note="Please look", inbox=bob.id)
    reports.add_report(made)
    assert kept.all_reports(POST) == [made]


def test_the_words_are_kept_once_for_each_version(backend):
    for number in range(3):
        kept.report_post(POST, f"report {number}")
    later = replace(POST, version=2, words=words("Better words"))
    kept.report_post(later, "a later report")
    assert files.get_file(POST.id).snapshots == (
        Snapshot(version=1, words=POST.words.source),
        Snapshot(version=2, words="Better words"),
    )


def test_a_member_can_be_reported(backend):
    target = Target(kind="member", id=alice.id, author_id=alice.id, author_name=alice.name)
    reports.add_report(report(target))
    file = files.get_file(alice.id)
    assert (file.case.target, file.snapshots) == (target, ())


def test_a_form_sent_twice_is_one_report(backend):
    for note in ("Please look", "Changed"):
        kept.report_post(POST, note=note)
    assert [each.note for each in kept.all_reports(POST)] == ["Please look"]
    assert files.get_file(POST.id).case.version == 1


def test_a_form_sent_twice_after_the_decision_does_not_open_the_case_again(backend):
    _, post = kept.thread()
    file = kept.reported(post)
    kept.decide(file, post, action="keep")
    kept.report_post(post, "report 0")
    assert cases.list_open_cases() == []


def test_a_closed_report_forgets_its_reporter(backend):
    made = kept.report_post(POST, inbox=bob.id)
    close(made)
    (closed,) = kept.all_reports(POST)
    assert closed == replace(made, state="closed", outcome="kept", inbox="")
    item = kept.item("safety", f"case#{POST.id}", f"report#{made.id}")
    assert bob.id not in str(item)
    assert item["expires"] == {"N": "1800000000"}


def test_nothing_of_an_open_case_expires(backend):
    made = kept.report_post(POST)
    for sk in ("case", "snapshot#000001", f"report#{made.id}"):
        assert "expires" not in kept.item("safety", f"case#{POST.id}", sk)


def test_many_at_once_are_one_case_as_urgent_as_the_most_urgent(backend):
    connect_for_threads(backend)
    said = [{"guideline": "g2"}, {}, {"kind": "worried", "reason": "low"}, {"guideline": "g2"}]
    acts = [
        lambda number=number, how=how: kept.report_post(POST, f"report {number}", **how)
        for number, how in enumerate(said * 2)
    ]
    assert kinds(at_once(*acts)) == {"Report": 8}
    (case,) = cases.list_open_cases()
    assert (case.priority, case.worry, case.version) == (1, True, 8)
    assert len(files.get_file(POST.id).reports) == 8


def test_a_report_while_the_case_is_being_closed_is_not_lost(backend):
    connect_for_threads(backend)
    _, post = kept.thread()
    verdict = kept.verdict(kept.reported(post), post, action="keep")
    at_once(
        lambda: decisions.add_decision(verdict), lambda: kept.report_post(post, "late", now=NOW)
    )
    assert [case.id for case in cases.list_open_cases()] == [post.id]
    assert ident("late") in [each.id for each in files.get_file(post.id).reports]

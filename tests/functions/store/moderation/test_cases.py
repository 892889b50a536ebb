"""Cases: an item each, in the queue while open, and no more than one about anything."""

from dataclasses import replace

from forum.moderation import cases as rules
from forum.moderation.reports import Target
from store.moderation import cases, files, reports
from support import kept
from support.cast import NOW, alice, bob, conversation, report, target_of

POST = conversation()[1]
TARGET = target_of(POST)


def queue() -> list[str]:
    return [case.id for case in cases.list_open_cases()]


def test_the_queue_shows_a_case_without_words_notes_or_names(backend):
    made = report(TARGET, note="Please look", inbox=bob.id)
    reports.add_report(made)
    (case,) = cases.list_open_cases()
    nobody = replace(TARGET, author_id="", author_name="", thread_id="", seq=0)
    assert case == replace(rules.opened(made), target=nobody)


def test_the_case_itself_knows_whom_it_is_about(backend):
    made = report(TARGET, inbox=bob.id)
    reports.add_report(made)
    assert files.get_file(POST.id).case == rules.opened(made)


def test_most_urgent_first(backend):
    said = [
        ("gentle", {"guideline": "g2"}),
        ("danger", {"kind": "worried", "reason": "danger"}),
        ("late", {"now": NOW.replace(hour=3)}),
        ("early", {}),
    ]
    posts = {name: conversation(name)[1] for name, _ in said}
    for name, how in said:
        reports.add_report(report(target_of(posts[name]), name, **how))
    assert queue() == [posts[name].id for name in ("danger", "early", "late", "gentle")]


def test_a_more_urgent_report_raises_its_case(backend):
    reports.add_report(report(TARGET, "one", guideline="g2"))
    reports.add_report(report(TARGET, "two", kind="worried", reason="danger"))
    (case,) = cases.list_open_cases()
    assert (case.priority, case.worry, case.version) == (0, True, 2)


def test_a_less_urgent_report_leaves_its_case_as_urgent(backend):
    first = report(TARGET, "one", kind="worried", reason="danger")
    reports.add_report(first)
    reports.add_report(report(TARGET, "two", guideline="g2"))
    (case,) = cases.list_open_cases()
    assert (case.priority, case.due_at, case.at) == (0, first.due_at, first.at)
    assert (case.worry, case.guideline, case.version) == (True, "", 2)


def test_a_worry_as_urgent_as_what_was_there_is_seen_as_one(backend):
    reports.add_report(report(TARGET, "one", guideline="g1"))
    reports.add_report(report(TARGET, "two", kind="worried", reason="low"))
    (case,) = cases.list_open_cases()
    assert (case.worry, case.guideline) == (True, "g1")


def test_a_closed_case_leaves_the_queue_and_goes_after_ninety_days(backend):
    _, post = kept.thread()
    kept.decide(kept.reported(post), post, action="keep")
    assert queue() == []
    for sk in ("case", "snapshot#000001"):
        assert "expires" in kept.item("safety", f"case#{post.id}", sk)


def test_a_report_after_the_decision_opens_the_case_again(backend):
    _, post = kept.thread()
    kept.decide(kept.reported(post), post, action="keep")
    later = kept.report_post(post, "again", guideline="g2", now=NOW.replace(hour=5))
    (case,) = cases.list_open_cases()
    assert (case.priority, case.at, case.guideline) == (3, later.at, "g2")
    assert (case.state, case.worry) == ("open", False)
    for sk in ("case", "snapshot#000001"):
        assert "expires" not in kept.item("safety", f"case#{post.id}", sk)


def test_any_number_of_reports_of_one_post_push_no_other_out(backend):
    other = conversation("another")[1]
    for number in range(cases.QUEUE_LENGTH + 2):
        reports.add_report(report(TARGET, f"report {number}"))
    reports.add_report(report(target_of(other), "the other", guideline="g2"))
    assert queue() == [POST.id, other.id]


def test_the_queue_is_bounded(backend):
    for number in range(cases.QUEUE_LENGTH + 2):
        member = Target(kind="member", id=f"{number}", author_id=alice.id, author_name=alice.name)
        reports.add_report(report(member, f"report {number}"))
    assert len(queue()) == cases.QUEUE_LENGTH

"""Reports: kept once, queued while open, and forgotten by whom when closed."""

from dataclasses import replace

from forum.moderation.reports import Target
from store import tables
from store.moderation import reports
from support import kept
from support.cast import NOW, alice, bob, conversation, report, target_of

POST = conversation()[1]
TARGET = target_of(POST)


def close(made) -> None:
    closed = replace(made, state="closed", outcome="kept")
    tables.write(reports.closing_item(closed, ends=1800000000))


def test_a_report_comes_back_as_it_was_made(backend):
    made = report(TARGET, note="Please look", inbox=bob.id)
    reports.add_report(made)
    assert kept.all_reports(POST) == [made]


def test_the_queue_is_without_the_reported_words(backend):
    made = report(TARGET, inbox=bob.id)
    reports.add_report(made)
    assert reports.list_open_reports() == [replace(made, target=replace(TARGET, words=""))]


def test_a_member_can_be_reported(backend):
    target = Target(kind="member", id=alice.id, author_id=alice.id, author_name=alice.name)
    reports.add_report(report(target))
    assert [each.target for each in reports.list_open_reports()] == [target]


def test_a_form_sent_twice_is_one_report(backend):
    reports.add_report(report(TARGET, note="Please look"))
    reports.add_report(report(TARGET, note="Changed"))
    assert [each.note for each in kept.all_reports(POST)] == ["Please look"]


def test_most_urgent_first(backend):
    said = [
        ("gentle", {"guideline": "g2"}),
        ("danger", {"kind": "worried", "reason": "danger"}),
        ("late", {"now": NOW.replace(hour=3)}),
        ("early", {}),
    ]
    for name, how in said:
        reports.add_report(report(target_of(conversation(name)[1]), name, note=name, **how))
    queue = [each.note for each in reports.list_open_reports()]
    assert queue == ["danger", "early", "late", "gentle"]


def test_a_closed_report_leaves_the_queue_and_forgets_its_reporter(backend):
    made = report(TARGET, inbox=bob.id)
    reports.add_report(made)
    close(made)
    assert reports.list_open_reports() == []
    (closed,) = kept.all_reports(POST)
    assert closed == replace(made, state="closed", outcome="kept", inbox="")
    item = kept.item("safety", f"case#{POST.id}", f"report#{made.id}")
    assert bob.id not in str(item)
    assert item["expires"] == {"N": "1800000000"}


def test_an_open_report_does_not_expire(backend):
    reports.add_report(report(TARGET))
    item = kept.item("safety", f"case#{POST.id}", f"report#{report(TARGET).id}")
    assert "expires" not in item


def test_the_queue_is_bounded(backend):
    for number in range(reports.QUEUE_LENGTH + 2):
        reports.add_report(report(TARGET, f"report {number}"))
    assert len(reports.list_open_reports()) == reports.QUEUE_LENGTH

"""Appeals on the shelves: once, whole, and never lost, whoever else comes at the same moment."""

from dataclasses import replace

import pytest

from forum.errors import Asked, Conflict, Decided, NotFound
from store import posts, threads
from store.moderation import appeals, cases, decisions, files, notices, outbox, statements
from support import asking, kept
from support.cast import AT, alice, lee

TOLD = AT + 10**6


def test_what_is_asked_waits_in_the_queue_without_a_word_of_it(backend):
    about = asking.told()
    appeals.add_appeal(asking.asked(about))
    (case,) = cases.list_open_cases()
    assert (case.id, case.target.kind, case.target.author_name) == (about.id, "appeal", "")
    file = files.get_file(about.id)
    assert file.appeal and file.appeal.text == asking.WORDS
    assert statements.get_statement(alice.id, about.id, at=AT).appeal == "open"


def test_asking_twice_at_once_asks_once(backend):
    about = asking.told()
    first, second = asking.asked(about), asking.asked(about, "Again.")
    appeals.add_appeal(first)
    with pytest.raises(Asked):
        appeals.add_appeal(second)
    kept_file = files.get_file(about.id)
    assert kept_file.appeal == first.appeal and kept_file.case.version == 1


def test_asking_while_the_words_go_is_asked_again_without_them(backend):
    about = asking.told()
    made = asking.asked(about)
    kept.purge(posts.get_post(about.post_id))
    with pytest.raises(Conflict):
        appeals.add_appeal(made)
    assert statements.get_statement(alice.id, about.id, at=AT).appeal == ""
    appeals.add_appeal(asking.asked(about))


def test_the_decision_and_the_words_are_kept_until_after_the_answer(backend):
    about = asking.told()
    before = kept.item("safety", f"case#{about.post_id}", f"decision#{about.id}")
    made = asking.asked(about)
    assert made.change
    later = replace(made, appeal=replace(made.appeal, at="2027-01-20T10:00Z"))
    appeals.add_appeal(later)
    after = kept.item("safety", f"case#{about.post_id}", f"decision#{about.id}")
    assert before and after and int(after["expires"]["N"]) > int(before["expires"]["N"])
    assert posts.get_post(about.post_id).purge_at == made.change.post.purge_at


def test_two_answers_at_once_are_one(backend):
    about = asking.told()
    appeals.add_appeal(asking.asked(about))
    first, second = asking.answer(about), asking.answer(about, "another answer", "uphold")
    decisions.add_decision(first)
    with pytest.raises(Decided):
        decisions.add_decision(second)
    assert len(files.get_file(about.id).decisions) == 1


def test_an_overturned_decision_brings_the_conversation_back_into_its_space(backend):
    about = asking.answered()
    assert not threads.list_threads("porch").threads
    assert appeals.set_reviewed(asking.review(about))
    (listed,) = threads.list_threads("porch").threads
    assert listed.opening_id == about.post_id
    assert posts.get_post(about.post_id).state == "visible"
    told = statements.get_statement(alice.id, about.id, at=AT)
    assert (told.appeal, told.restored, told.answer) == ("overturned", True, "So it was.")
    assert statements.list_changed([about.id, "another"], at=AT) == {about.id}


def test_it_is_told_once_though_the_worker_comes_twice(backend):
    about = asking.answered()
    review = asking.review(about)
    assert appeals.set_reviewed(review) and not appeals.set_reviewed(review)
    told = [each.kind for each in notices.list_notices(alice.id)[0]]
    assert sorted(told) == ["removed", "restored"]


def test_an_undo_in_this_very_moment_comes_first(backend):
    about = asking.answered()
    review = asking.review(about)
    undone = asking.undo(about)
    decisions.set_undone(undone)
    assert not appeals.set_reviewed(review)
    assert posts.get_post(about.post_id).state == "removed"
    assert not statements.list_changed([about.id], at=AT)


def test_words_that_go_in_this_very_moment_are_looked_for_again(backend):
    about = asking.answered()
    review = asking.review(about)
    kept.purge(posts.get_post(about.post_id))
    assert not appeals.set_reviewed(review)
    again = asking.review(about)
    assert again.change is None and appeals.set_reviewed(again)
    assert not statements.get_statement(alice.id, about.id, at=AT).restored


def test_an_answer_leaves_the_queue_and_waits_in_the_outbox(backend):
    about = asking.answered()
    assert not cases.list_open_cases()
    assert about.id in [waiting.target_id for waiting in outbox.list_waiting(TOLD)]


def test_once_it_is_told_what_was_said_goes_in_its_time(backend):
    about = asking.answered()
    assert appeals.set_reviewed(asking.review(about))
    for sk in ("case", f"appeal#{about.id}"):
        item = kept.item("safety", f"case#{about.id}", sk)
        assert item and "expires" in item


def test_a_statement_whose_time_is_over_is_not_found(backend):
    about = asking.told()
    late = AT + 181 * 86400
    assert statements.find_statement(alice.id, about.id, at=late) is None
    with pytest.raises(NotFound):
        statements.get_statement(alice.id, about.id, at=late)
    with pytest.raises(NotFound):
        statements.get_statement(lee.id, about.id, at=AT)


def test_a_mark_whose_time_is_over_says_nothing(backend):
    about = asking.answered()
    assert appeals.set_reviewed(asking.review(about))
    assert not statements.list_changed([about.id], at=AT + 181 * 86400)
    assert not statements.list_changed([], at=AT)

"""A pause is kept whole or not at all, once."""

from typing import Any

import pytest

from forum.errors import CaseMoved
from store import posts, threads
from store.moderation import decisions, files, notices, pauses
from support import kept
from support.cast import alice, lee, withdrawn
from support.races import at_once, connect_for_threads, kinds


def paused() -> Any:
    """An opening that a moderator has covered."""
    thread, post = kept.thread()
    pause = kept.pause(kept.reported(post), post)
    pauses.add_pause(pause)
    return thread, post, pause


def test_post_thread_case_notice_and_log_go_together(backend):
    thread, post, pause = paused()
    assert posts.get_post(post.id) == pause.change.post
    assert threads.get_thread(thread.id).state == "paused"
    assert threads.list_threads("porch").threads == []
    assert files.get_file(post.id).case.state == "open"
    assert [each.kind for each in notices.list_notices(alice.id)[0]] == ["paused"]
    assert [entry.event.event for entry in kept.log()] == ["pause"]


def test_a_decision_that_it_stays_uncovers_it(backend):
    thread, post, _ = paused()
    file, covered = files.get_file(post.id), posts.get_post(post.id)
    kept.decide(file, covered, action="keep")
    assert posts.get_post(post.id).state == "visible"
    assert [each.id for each in threads.list_threads("porch").threads] == [thread.id]


def test_paused_twice_is_paused_once(backend):
    _, post, _ = paused()
    again = kept.pause(files.get_file(post.id), posts.get_post(post.id), "again")
    pauses.add_pause(again)
    assert len(kept.log()) == 1
    assert len(notices.list_notices(alice.id)[0]) == 1


@pytest.mark.parametrize("meanwhile", ["a report", "an edit", "a decision"])
def test_loses_to_what_came_meanwhile(backend, meanwhile: str):
    _, post = kept.thread()
    file = kept.reported(post)
    pause = kept.pause(file, post)
    if meanwhile == "a report":
        kept.report_post(post, "another")
    elif meanwhile == "an edit":
        kept.save(post, withdrawn(post, by=alice))
    else:
        kept.decide(file, post, action="keep")
    with pytest.raises(CaseMoved):
        pauses.add_pause(pause)
    assert "paused" not in [each.kind for each in notices.list_notices(alice.id)[0]]


def test_of_a_pause_and_a_decision_at_once_one_is_kept(backend):
    connect_for_threads(backend)
    _, post = kept.thread()
    file = kept.reported(post)
    pause, verdict = kept.pause(file, post), kept.verdict(file, post, by=lee)
    outcomes = at_once(lambda: pauses.add_pause(pause), lambda: decisions.add_decision(verdict))
    assert kinds(outcomes) == {"CaseMoved": 1, "NoneType": 1}
    assert len(kept.log()) == 1
    won = pause.change if outcomes[0] is None else verdict.change
    assert won and posts.get_post(post.id) == won.post

"""A change of what is up is screened again, and the words that were read stay meanwhile (F6)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from forum import changes, posts, waiting
from forum.accounts import Viewer
from forum.changes import Change
from forum.moderation import actions, cases, holds, settlements
from forum.posts import NO_WORDS, Post
from forum.threads import Thread
from support import cast
from support.cast import NOW, alice, bob, nell, words
from support.rulings import POST, TARGET, THREAD, case, decide

COMMUNITY = cast.community()
LINK = "See www.example.org"


def edited(
    post: Post = POST,
    source: str = LINK,
    *,
    by: Viewer = alice,
    thread: Thread = THREAD,
    title: str = THREAD.title,
    crisis: bool = False,
) -> Change:
    """What is kept of an edit of theirs."""
    opens = thread if post.id == thread.opening_id else None
    want = "ideas" if opens else ""
    version = post.version
    made = changes.edit(
        by, post, opens, version=version, words=words(source), title=title, want=want
    )
    there = {"community": COMMUNITY, "now": NOW, "crisis": crisis}
    return holds.screen_edit(by, post, thread, made, **there)


PROPOSED = edited(title="Another title").post


def test_a_change_that_meets_nothing_is_up_at_once():
    made = edited(source="Other words")
    assert (made.post.words, made.post.edited, made.post.waits) == (
        words("Other words"),
        True,
        False,
    )
    assert made.thread and made.thread.want == "ideas"


def test_the_words_that_were_read_stay_up_until_the_change_is():
    made = edited(title="Another title")
    assert (made.post.state, made.post.words, made.post.edited) == ("visible", POST.words, False)
    assert (made.post.draft, made.post.draft_title) == (words(LINK), "Another title")
    assert made.thread is None
    assert made.post.waits and made.post.hold == "link" and made.post.look_by
    assert made.post.version == POST.version + 1
    assert posts.is_shown(None, made.post)


def test_whoever_is_known_is_not_new_again():
    newcomer = replace(POST, author_id=nell.id)
    thread = replace(THREAD, author_id=nell.id)
    assert not edited(newcomer, "Other words", by=nell, thread=thread).post.waits


def test_an_address_that_a_person_has_read_is_not_read_again():
    assert not edited(replace(POST, words=words(LINK)), f"{LINK}, or do not.").post.waits
    more = edited(replace(POST, words=words(LINK)), f"{LINK} and www.example.net")
    assert more.post.hold == "link"


def test_a_further_change_waits_with_the_first():
    further = edited(PROPOSED, "No address any more").post
    assert (further.words, further.draft) == (POST.words, words("No address any more"))
    assert (further.hold, further.waits) == ("link", True)


def test_what_waits_already_waits_for_what_is_new_as_well():
    held = changes.hold(POST, THREAD, why=("first",), look_by="2026-11-24T10:30Z")
    assert held.thread
    made = edited(held.post, thread=held.thread)
    assert (made.post.state, made.post.hold) == ("held", "link first")
    assert (made.post.words, made.post.draft) == (words(LINK), NO_WORDS)


def test_a_passed_time_is_not_promised_again():
    held = changes.hold(POST, THREAD, why=("first",), look_by="2026-11-24T01:00Z")
    assert held.thread
    assert edited(held.post, thread=held.thread).post.look_by == "2026-11-24T10:30Z"


def test_a_cry_for_help_comes_up_whatever_routine_it_waited_for():
    held = changes.hold(POST, THREAD, why=("first",), look_by="2026-11-24T10:30Z")
    assert held.thread
    made = edited(held.post, "Please help me", thread=held.thread, crisis=True)
    assert (made.post.state, made.post.up, made.post.hold) == ("visible", True, "")
    assert made.thread and made.thread.state == "visible" and made.rises
    assert (made.was, made.post.version) == (1, 2)
    assert edited(held.post, LINK, thread=held.thread, crisis=True).post.hold == "link"


def test_approved_the_change_is_up_and_says_that_it_was_edited():
    made = changes.approve(PROPOSED, THREAD, now=NOW)
    assert (made.post.words, made.post.edited, made.post.draft) == (words(LINK), True, NO_WORDS)
    assert (made.post.waits, made.rises) == (False, "")
    assert made.thread
    assert (made.thread.title, made.thread.want) == ("Another title", "ideas")
    assert made.thread.first_line == LINK


def test_returned_the_earlier_words_stay_and_sent_again_it_waits_again():
    asked = waiting.hand_back(PROPOSED, ask="Which site is that?", now=NOW)
    assert (asked.state, asked.waits, asked.words) == ("visible", False, POST.words)
    again = edited(asked, "Without it").post
    assert (again.ask, again.waits, again.draft) == ("", True, words("Without it"))


def test_a_change_that_nobody_came_back_to_is_dropped_and_nothing_else():
    asked = waiting.hand_back(PROPOSED, ask="Which site is that?", now=NOW)
    dropped = waiting.lapse(asked, now=NOW + timedelta(days=30))
    assert dropped == replace(POST, version=dropped.version)


def test_paused_and_brought_back_it_still_waits():
    assert posts.pause(PROPOSED).waits
    assert waiting.approve(posts.pause(PROPOSED)).state == "visible"
    gone = posts.withdraw(alice, PROPOSED, now=NOW)
    assert not gone.waits
    assert posts.undo(alice, gone, now=NOW).waits


def test_its_earlier_version_is_gone_with_the_decision():
    assert POST.words.source not in str(changes.approve(PROPOSED, THREAD, now=NOW))
    assert LINK not in str(posts.purge(PROPOSED))


@pytest.mark.parametrize("action", ["approve", "return", "remove"])
def test_one_decision_answers_change_and_reports_together(action: str):
    file = replace(case(), case=replace(case().case, hold="link"))
    slugs = [each.slug for each in actions.actions_for(TARGET, PROPOSED)]
    assert "keep" not in slugs and action in slugs
    verdict = decide(file, PROPOSED, action=action)
    now = verdict.change.post if verdict.change else PROPOSED
    told: dict[str, Any] = {"answers": frozenset({bob.id}), "counts": True}
    made = settlements.settle(file, verdict.decision, now, THREAD, now=NOW, **told)
    assert made and made.change
    assert [each.state for each in made.reports] == ["closed"]
    assert not made.counts and "reply" not in [each.kind for each in made.notices]
    assert cases.held(PROPOSED).hold == "link"

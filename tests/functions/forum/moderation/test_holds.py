"""What waits for a person, why and until when (M2); and what comes of it (M21)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from forum import changes, posts, threads, waiting
from forum.accounts import Viewer
from forum.community import Space
from forum.errors import Gone, NotFound, UnderReview
from forum.moderation import cases, holds, settlements
from forum.posts import Post
from support import cast
from support.cast import NOW, alice, bob, mo, nell, words
from support.rulings import POST, THREAD, case, decide

COMMUNITY = cast.community()
DAY = timedelta(days=1)
LOOK_BY = "2026-11-24T10:30Z"
HELD = changes.hold(POST, THREAD, why=("first",), look_by=LOOK_BY)


def screened(who: Viewer, *, crisis: bool = False, **community: Any) -> changes.Change:
    """A new conversation of theirs as it is kept."""
    thread, opening = cast.conversation(by=who)
    there = replace(COMMUNITY, **community)
    return holds.screen(who, opening, thread, community=there, now=NOW, crisis=crisis)


def reasons(
    who: Viewer = alice,
    *,
    source: str = "Words",
    title: str = "A night",
    space: Space = cast.porch,
    thread_until: str = "",
    now: datetime = NOW,
    crisis: bool = False,
    **community: Any,
) -> str:
    """Why a new conversation of theirs would wait."""
    thread, opening = cast.conversation(by=who, space=space, title=title)
    thread = replace(thread, read_first_until=thread_until)
    post = replace(opening, words=words(source))
    there = replace(COMMUNITY, spaces=(space,), **community)
    made = holds.screen(who, post, thread, community=there, now=now, crisis=crisis)
    return made.post.hold


@pytest.mark.parametrize(
    ("approved", "hold_first", "waits"),
    [(0, 0, False), (0, 1, True), (1, 1, False), (1, 2, True), (2, 2, False), (5, 2, False)],
)
def test_the_first_posts_wait(approved: int, hold_first: int, waits: bool):
    who = Viewer(account=replace(nell.account, approved=approved))
    made = screened(who, hold_first=hold_first)
    assert made.thread
    assert made.post.waits is waits
    assert (made.post.state, made.post.hold) == (("held", "first") if waits else ("visible", ""))
    assert made.thread.state == made.post.state


def test_a_moderators_first_post_does_not_wait():
    assert not screened(replace(mo, account=replace(mo.account, approved=0))).post.waits


EVERYTHING: dict[str, Any] = {
    "who": Viewer(account=replace(nell.account, read_first_until="2026-11-25T00:00Z")),
    "source": "See https://www.example.org/offer",
    "space": replace(cast.voices, sensitive=True, read_first_until="2026-11-24"),
    "thread_until": "2026-11-25T00:00Z",
    "moderated": (((540, 600),),) * 7,
}


def test_all_reasons_are_kept_together():
    assert reasons(**EVERYTHING) == "link first unstaffed member thread space"
    assert set(reasons(**EVERYTHING).split()) == {each.slug for each in holds.REASONS}


def test_a_cry_for_help_is_let_through_what_is_routine_and_through_nothing_else():
    assert not screened(nell, crisis=True).post.waits
    assert reasons(**EVERYTHING, crisis=True) == "link"
    assert reasons(**EVERYTHING | {"source": "Words"}, crisis=True) == ""
    assert {each.slug for each in holds.REASONS if not each.routine} == {"link"}


@pytest.mark.parametrize(
    ("source", "waits"),
    [
        ("See https://www.nhs.uk/help", False),
        ("See HTTPS://WWW.NHS.UK/help.", False),
        ("See https://www.nhs.uk.example.org/", True),
        ("See http://example.org", True),
        ("at www.example.org, they said", True),
        ("See https://example.org@www.nhs.uk/", True),
        ("I slept well.I think", False),
        ("My doctor said e.g. this", False),
    ],
)
def test_an_address_off_the_list_waits(source: str, waits: bool):
    assert (reasons(source=source) == "link") is waits
    assert (reasons(title=source) == "link") is waits


@pytest.mark.parametrize(
    ("sensitive", "hour", "waits"),
    [(True, 2, True), (True, 9, False), (True, 10, True), (False, 2, False)],
)
def test_a_sensitive_space_waits_while_nobody_is_here(sensitive: bool, hour: int, waits: bool):
    space = replace(cast.voices, sensitive=sensitive)
    now = NOW.replace(hour=hour, minute=0)
    here = {"moderated": (((540, 600),),) * 7}
    assert (reasons(space=space, now=now, **here) == "unstaffed") is waits
    assert reasons(space=space, now=now) == ""


@pytest.mark.parametrize(
    ("now", "waits"), [(NOW, True), (NOW + timedelta(hours=22), False), (NOW + DAY, False)]
)
def test_reading_first_ends_by_itself(now: datetime, waits: bool):
    until = "2026-11-25T00:15Z"
    who = Viewer(account=replace(alice.account, read_first_until=until))
    space = replace(cast.porch, read_first_until="2026-11-24")
    assert (reasons(who, now=now) == "member") is waits
    assert (reasons(thread_until=until, now=now) == "thread") is waits
    assert (reasons(space=space, now=now) == "space") is waits


def test_what_a_moderator_writes_waits_for_nobody():
    assert reasons(**EVERYTHING | {"who": mo}) == ""


def test_a_reply_waits_for_its_own_words_and_not_for_the_title():
    thread, _ = cast.conversation(title="See www.example.org")
    answer = cast.reply(thread)
    assert not holds.screen(bob, answer, thread, community=COMMUNITY, now=NOW).post.waits
    linked = replace(answer, words=words("See www.example.org"))
    made = holds.screen(bob, linked, thread, community=COMMUNITY, now=NOW)
    assert (made.post.hold, made.thread) == ("link", None)


def test_what_waits_has_a_time_in_moderated_hours():
    assert screened(nell).post.look_by == LOOK_BY
    made = screened(nell, moderated=(((540, 600),),) * 7)
    assert made.post.look_by == "2026-12-01T10:00Z"


def test_its_case_says_why_and_by_when():
    made = cases.held(HELD.post)
    assert (made.priority, made.due_at, made.hold) == (cases.HELD, LOOK_BY, "first")
    assert (made.target.id, made.worry, made.guideline) == (POST.id, False, "")


def test_nobody_else_knows_of_what_was_never_up():
    assert HELD.thread
    gone = posts.withdraw(alice, HELD.post, now=NOW)
    removed = posts.remove(HELD.post, guideline="g1", now=NOW)
    for post in (HELD.post, gone, removed):
        assert posts.is_shown(alice, post) and posts.is_shown(mo, post)
        assert not posts.is_shown(bob, post) and not posts.is_shown(None, post)
        with pytest.raises(NotFound):
            posts.check_visible(post)
    assert not posts.is_shown(None, posts.purge(gone))
    for who in (bob, None):
        with pytest.raises(NotFound):
            threads.check_may_see(who, HELD.thread)
    for who in (alice, mo):
        threads.check_may_see(who, HELD.thread)
    with pytest.raises(UnderReview):
        threads.check_takes_replies(HELD.thread)


def test_its_author_changes_it_in_place_and_nobody_saw_what_it_was():
    changed = posts.edit(alice, HELD.post, version=1, words=words("Other words"))
    assert (changed.state, changed.edited, changed.version) == ("held", False, 2)
    assert changed.hold == "first" and changed.look_by == LOOK_BY


def test_its_author_takes_it_back_and_brings_it_back_to_wait_again():
    gone = posts.withdraw(alice, HELD.post, now=NOW)
    assert (gone.state, gone.waits) == ("withdrawn", False)
    back = posts.undo(alice, gone, now=NOW)
    assert (back.state, back.waits, back.hold) == ("held", True, "first")


@pytest.mark.parametrize("act", [posts.pause, posts.resume, waiting.approve])
def test_no_act_of_a_moderator_lets_up_what_was_taken_back(act: Any):
    gone = posts.withdraw(alice, HELD.post, now=NOW)
    assert act(gone) == gone


def test_approved_it_is_up_where_it_was_written():
    made = changes.approve(HELD.post, HELD.thread, now=NOW)
    assert made.post == replace(POST, version=2)
    assert made.thread == THREAD
    assert made.rises == threads.activity(NOW, 0)
    assert made.post.seq == POST.seq


def test_removed_it_does_not_wait_any_more():
    removed = posts.remove(HELD.post, guideline="g1", now=NOW)
    assert (removed.state, removed.hold, removed.look_by) == ("removed", "", "")


def settled(post: Post, *, then: Post | None = None, **how: Any) -> settlements.Settlement:
    """What comes of letting it up, when it stands as `then` by the time that people are told."""
    file = replace(case(), case=cases.held(post), reports=())
    verdict = decide(file, post, action="approve", guideline="", line="")
    assert verdict.change is None
    kept = replace(file, case=verdict.case, decisions=(verdict.decision,))
    now = then or post
    made = settlements.settle(kept, verdict.decision, now, HELD.thread, now=NOW, **how)
    assert made
    return made


def test_letting_it_up_needs_no_reasons_and_tells_author_and_those_it_answers():
    made = settled(HELD.post, answers=frozenset({bob.id, alice.id}), counts=True)
    assert [(each.inbox, each.kind) for each in made.notices] == [
        (alice.id, "approved"),
        (bob.id, "reply"),
    ]
    assert made.counts and made.change and made.change.post.state == "visible"
    assert (made.decision.state, made.case.state) == ("final", "closed")


def test_who_is_not_new_any_more_is_not_counted():
    assert not settled(HELD.post).counts


def test_words_that_nobody_read_are_not_let_up():
    changed = posts.edit(alice, HELD.post, version=1, words=words("Other words"))
    made = settled(HELD.post, then=changed, counts=True)
    assert (made.decision.state, made.case.state) == ("undone", "open")
    assert (made.change, made.notices, made.counts) == (None, (), False)


def test_what_was_taken_back_meanwhile_leaves_the_queue():
    gone = posts.withdraw(alice, HELD.post, now=NOW)
    made = settled(HELD.post, then=gone)
    assert (made.decision.state, made.case.state) == ("undone", "closed")
    assert (made.change, made.notices) == (None, ())


def test_a_held_post_that_is_removed_is_hidden_already_and_its_author_told():
    file = replace(case(), case=cases.held(HELD.post), reports=())
    verdict = decide(file, HELD.post)
    assert verdict.change is None
    made = settlements.settle(file, verdict.decision, HELD.post, HELD.thread, now=NOW)
    assert made and made.change
    assert (made.change.post.state, made.change.post.up) == ("removed", False)
    assert [(each.inbox, each.kind) for each in made.notices] == [(alice.id, "removed")]


def test_gone_is_still_gone_for_others_when_it_was_up():
    gone = posts.withdraw(alice, POST, now=NOW)
    assert posts.is_shown(bob, gone)
    with pytest.raises(Gone):
        posts.check_visible(gone)

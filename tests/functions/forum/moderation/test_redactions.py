"""A detail leaves a post, and nothing else does; its author has theirs for seven days (M13)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from forum import changes, posts, times, waiting
from forum.changes import Change
from forum.errors import FieldError, Incomplete
from forum.moderation import decisions, redactions
from forum.posts import NO_WORDS, Post
from support.cast import NOW, alice, mo, withdrawn, words
from support.rulings import DETAIL, MARK, POST, THREAD, after, case, decide, settle, without

TWO = POST.words.source.split()[4]


def redacted(post: Post = POST, *out: str) -> Change:
    made = decide(post=post, action="redact", details=out, redaction=without(post, *out)).change
    assert made
    return made


def edit(post: Post, source: str, title: str = "A long night") -> Change:
    return changes.edit(
        alice, post, THREAD, version=post.version, words=words(source), title=title, want="listen"
    )


def test_it_is_out_at_once_and_the_rest_is_as_it_was():
    change = redacted(POST, DETAIL)
    assert change.post.words.source == POST.words.source.replace(DETAIL, MARK)
    assert change.post.words.source.replace(MARK, DETAIL) == POST.words.source
    assert (change.post.state, change.post.edited) == ("visible", False)
    assert (change.was, change.post.version) == (POST.version, POST.version + 1)
    assert change.thread and change.thread.first_line.startswith(change.post.words.source[:20])


def test_its_author_has_their_own_words_for_seven_days():
    post = redacted(POST, DETAIL).post
    assert (post.original, post.original_title) == (POST.words, THREAD.title)
    until = times.parse(post.original_until)
    assert timedelta(0) <= until - NOW - timedelta(days=7) < timedelta(minutes=15)
    gone = redactions.forget(post, THREAD).post
    assert (gone.original, gone.original_title, gone.original_until) == (NO_WORDS, "", "")
    assert (gone.taken_out, gone.words) == ("", post.words)


def test_a_title_is_read_for_it_too():
    out = THREAD.title.split()[-1]
    change = decide(
        post=replace(POST, words=words(f"I wrote {out} here")),
        action="redact",
        details=(out,),
        redaction=without(replace(POST, words=words(f"I wrote {out} here")), out),
    ).change
    assert change and change.thread and change.thread.title == THREAD.title.replace(out, MARK)


def test_a_second_one_leaves_the_first_out_and_the_words_of_the_author_whole():
    first = redacted(POST, DETAIL).post
    asked = replace(without(first, DETAIL, TWO))
    verdict = decide(post=first, action="redact", details=(TWO,), redaction=asked)
    assert verdict.change and verdict.decision.details == 1
    second = verdict.change.post
    assert second.original == POST.words
    assert second.words.source == POST.words.source.replace(DETAIL, MARK).replace(TWO, MARK)
    assert redactions.taken_out(second) == (DETAIL, TWO)


def undone(post: Post, *left: str) -> Change | None:
    verdict = decide(action="redact")
    file, _, _ = after(verdict, case(), POST)
    original = without(post, *left)
    id = verdict.decision.id
    return decisions.undo(mo, file, post, THREAD, id=id, now=NOW, original=original).change


def test_an_undo_leaves_the_words_as_they_were_written():
    change = undone(redacted(POST, DETAIL).post)
    assert change and change.post == replace(POST, version=POST.version + 2)
    assert change.thread == THREAD


def test_an_undo_leaves_what_its_author_wrote_meanwhile():
    post = edit(redacted(POST, DETAIL).post, "I would rather say it so.").post
    assert undone(post) is None


def test_an_undo_of_what_its_author_withdrew_meanwhile_leaves_it_withdrawn():
    change = undone(withdrawn(redacted(POST, DETAIL).post, by=alice))
    assert change and change.post.state == "withdrawn" and change.post.words == POST.words


def test_telling_people_of_it_changes_the_post_no_more():
    settlement = settle(action="redact")
    assert settlement.change is None
    assert [notice.kind for notice in settlement.notices] == ["report", "redacted"]
    assert settlement.notices[0].outcome == "edited"


def test_what_somebody_had_paused_is_uncovered_when_they_are_told():
    settlement = settle(post=posts.pause(POST), action="redact")
    assert settlement.change and settlement.change.post.state == "visible"
    assert MARK in settlement.change.post.words.source


@pytest.mark.parametrize(
    ("out", "reason"),
    [
        ((), "empty"),
        (("not in there",), "absent"),
        ((DETAIL, "not in there"), "absent"),
        ((POST.words.source,), "everything"),
        (tuple(f"detail {number}" for number in range(21)), "too-many"),
    ],
)
def test_refuses_what_it_cannot_take_out(out: tuple[str, ...], reason: str):
    with pytest.raises(Incomplete) as refused:
        decide(action="redact", details=out, redaction=None)
    wrong = refused.value.fields
    assert [(each.field, each.reason) for each in wrong] == [("details", reason)]


def test_refuses_all_that_is_missing_at_once():
    with pytest.raises(Incomplete) as refused:
        decide(action="redact", details=(), guideline="care", line="")
    assert [each.field for each in refused.value.fields] == ["guideline", "line", "details"]


def test_its_author_can_put_it_another_way_and_needs_their_old_words_no_more():
    post = edit(redacted(POST, DETAIL).post, "I would rather say it so.").post
    assert (post.original, post.original_title) == (NO_WORDS, "")
    assert post.taken_out == DETAIL


@pytest.mark.parametrize(
    ("how", "field"), [({"source": DETAIL.upper()}, "body"), ({"title": f"So {DETAIL}"}, "title")]
)
def test_it_does_not_come_back_by_an_edit(how: dict[str, Any], field: str):
    post = redacted(POST, DETAIL).post
    with pytest.raises(Incomplete) as refused:
        edit(post, **{"source": "Something else.", **how})
    assert refused.value.fields == (FieldError(field=field, reason="taken-out"),)
    assert edit(redactions.forget(post, THREAD).post, **{"source": "Else.", **how})


def test_a_change_that_a_person_read_first_ends_it_as_well():
    post = redacted(POST, DETAIL).post
    proposed = waiting.propose(
        post, edit(post, "Else.").post, title="", want="", why=("link",), look_by="x"
    )
    assert proposed.original == POST.words
    assert waiting.approve(proposed).original == NO_WORDS


def test_what_is_purged_keeps_nothing_of_it():
    gone = posts.purge(redacted(POST, DETAIL).post)
    assert (gone.original, gone.original_title, gone.original_until, gone.taken_out) == (
        NO_WORDS,
        "",
        "",
        "",
    )

"""What is right stands before a post that has it wrong, and where it is from (N16)."""

from dataclasses import replace

import pytest

from forum import posts
from forum.errors import Incomplete
from forum.moderation import actions
from support.rulings import POST, TARGET, decide, settle


def test_it_stands_before_the_post_once_its_author_is_told():
    assert decide(action="correct").change is None
    change = settle(action="correct").change
    assert change and change.post.words == POST.words
    assert change.post.correction == "The meeting is at six."
    assert change.post.correction_source == "The leaflet of the library."
    assert change.post.corrected_at == POST.at


def test_a_later_one_takes_its_place_and_it_can_be_taken_off():
    corrected = replace(POST, correction="At six.", correction_source="A leaflet.", corrected_at="")
    later = settle(post=corrected, action="correct").change
    assert later and later.post.correction == "The meeting is at six."
    off = settle(post=later.post, action="uncorrect").change
    assert off and (off.post.correction, off.post.correction_source, off.post.corrected_at) == (
        "",
        "",
        "",
    )


def test_taking_it_off_is_offered_only_where_there_is_one():
    slugs = [each.slug for each in actions.actions_for(TARGET, POST)]
    assert "correct" in slugs and "uncorrect" not in slugs
    corrected = replace(POST, correction="At six.")
    assert "uncorrect" in [each.slug for each in actions.actions_for(TARGET, corrected)]


def test_what_somebody_had_paused_is_uncovered():
    change = settle(post=posts.pause(POST), action="correct").change
    assert change and change.post.state == "visible" and change.post.correction


@pytest.mark.parametrize(
    ("how", "fields"),
    [
        ({"correction": ""}, ["correction"]),
        ({"source": ""}, ["source"]),
        ({"correction": "", "source": "", "line": ""}, ["line", "correction", "source"]),
    ],
)
def test_refuses_one_without_words_or_without_where_it_is_from(how: dict[str, str], fields):
    with pytest.raises(Incomplete) as refused:
        decide(action="correct", **how)
    assert [each.field for each in refused.value.fields] == fields


def test_what_another_action_asks_for_is_not_kept():
    decision = decide(action="keep", correction="At six.", source="A leaflet.", details=("x",))
    kept = decision.decision
    assert (kept.correction, kept.source, kept.details) == ("", "", 0)


def test_a_purge_takes_it_along():
    corrected = settle(action="correct").change
    assert corrected
    gone = posts.purge(corrected.post)
    assert (gone.correction, gone.correction_source, gone.corrected_at) == ("", "", "")

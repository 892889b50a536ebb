"""Each thing that a moderator can do has its words, wherever somebody reads of it."""

from pathlib import Path

import pytest

from forum.moderation import caring, welfare
from forum.moderation.actions import ACTIONS, Action
from forum.moderation.appeals import OUTCOMES, RESTORED
from forum.moderation.settlements import CARED
from web import care_words, decision_words

EVENTS_OF_CARE = {
    caring.EVENTS.get(outcome, f"welfare-{step}")
    for step, outcomes in welfare.OUTCOMES.items()
    for outcome in outcomes
} | {"welfare-assess", "welfare-hand-over"}
NOTICES = Path(__file__).resolve().parents[3] / "site" / "templates" / "forum" / "notices"


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.slug)
def test_an_action_has_all_its_words(action: Action):
    assert all(decision_words.ACTION_WORDS[action.slug])
    assert decision_words.BEFORE_WORDS[action.slug]
    assert decision_words.EVENT_WORDS[action.slug]
    assert decision_words.OUTCOME_WORDS[action.outcome]
    assert (NOTICES / f"{action.notice}.html").exists()


def test_an_answer_to_an_appeal_has_all_its_words():
    assert set(decision_words.ANSWER_WORDS) == set(OUTCOMES)
    assert all((NOTICES / f"{kind}.html").exists() for kind in (*OUTCOMES.values(), RESTORED))


def test_no_words_are_left_of_an_action_that_is_gone():
    slugs = {action.slug for action in ACTIONS}
    assert set(decision_words.ACTION_WORDS) == slugs
    assert set(decision_words.BEFORE_WORDS) - slugs == {"other"}
    assert set(decision_words.EVENT_WORDS) - slugs - EVENTS_OF_CARE == {
        "claim",
        "hours-away",
        "hours-back",
        "hours-here",
        "pause",
        "lock",
        "unlock",
        "pause-by-reports",
        "read-first",
        "undo",
        *(f"{slug}{alone}" for slug in OUTCOMES for alone in ("", "-alone")),
        "invite",
        "invite-again",
        "set-up-passkey",
        "take-off-passkey",
        "freeze-passkey",
        "propose-role",
        "give-role",
        "leave-role",
        "freeze-role",
        "copy",
        "restore",
        "unseal-law",
        "unseal-life",
        "other",
    }
    outcomes = {action.outcome for action in ACTIONS} | {CARED, caring.WITH_THEM}
    assert set(decision_words.OUTCOME_WORDS) - outcomes == {"other"}


def test_every_step_of_care_has_its_words_and_no_other():
    steps = {*welfare.OUTCOMES, "assess", "closed"}
    came = {(step, each) for step, outcomes in welfare.OUTCOMES.items() for each in outcomes}
    assert set(care_words.STEP_WORDS) == steps
    assert set(care_words.LEVEL_WORDS) == set(welfare.LEVELS)
    assert set(care_words.CHOICE_WORDS) == came
    assert set(care_words.DONE_WORDS) == came | {("assess", "said")}
    assert set(decision_words.EVENT_WORDS) >= EVENTS_OF_CARE

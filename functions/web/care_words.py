"""The words of care, by the names that `forum/moderation/welfare.py` gives, and what its part of a
case's page shows. Each step, level and outcome has its words here, and a test says so.
"""

from typing import Any

from flask import g

from forum.accounts import Viewer
from forum.moderation import caring, welfare
from forum.moderation.cases import CaseFile
from store.moderation import welfare as store
from web.problem_words import N_

# How it stands: the label, and what follows from it.
LEVEL_WORDS: dict[int, tuple[str, str]] = {
    1: (N_("No risk that I can see"), N_("You send a kind note, and that is all")),
    2: (N_("Distress"), N_("You write to them, and somebody looks in again in a day or two")),
    3: (
        N_("Thoughts of dying, and no plan"),
        N_("You ask directly and kindly, and somebody waits for the answer"),
    ),
    4: (
        N_("A plan, the means, a time, or something under way"),
        N_("You write at once, and a lead is called"),
    ),
}
# What comes next: its name, and what to ask oneself.
STEP_WORDS: dict[str, tuple[str, str]] = {
    "assess": (
        N_("Look how it stands"),
        N_(
            "Read the words, and what came before. Is there a wish to die? Is there a plan, a "
            "time, the means? If you waver between two, take the heavier one."
        ),
    ),
    "reach-out": (
        N_("Write to them"),
        N_(
            "Begin with what they wrote. Say that you are glad they said it. Promise no secrecy, "
            "and no time that you do not have."
        ),
    ),
    "answer": (
        N_("Wait for their answer"),
        N_("Have they written anything since, here or elsewhere in the forum?"),
    ),
    "review": (
        N_("A lead thinks about it"),
        N_("Nothing came. Would another word help, or somebody whom they answered before?"),
    ),
    "lead": (
        N_("Call a lead"),
        N_("Use the way that you agreed on. Nobody should do the next step alone."),
    ),
    "contact": (
        N_("Have help called, if they said where they are"),
        N_(
            "We hold no location data: no address, no phone number, no email. Unless they have "
            "said themselves where they are, nobody can be sent. Never ask them just to call the "
            "police. Tell them what you do, unless that is dangerous."
        ),
    ),
    "community": (
        N_("Look after the others"),
        N_(
            "Who else has read it? A line in the conversation helps: that somebody is there, and "
            "that they need not stay. Silence reads as if nobody cared."
        ),
    ),
    "follow-up": (
        N_("Look in on them again"),
        N_("Have they been here since? Write a line, even if it is only that you thought of them."),
    ),
    "debrief": (
        N_("Take a moment for yourself"),
        N_(
            "What was heavy? What helped? Whom will you tell? You do not need to write it down; "
            "nobody keeps the answers."
        ),
    ),
    "closed": (N_("It is done"), N_("Nothing is left to do.")),
}
# What a moderator can say has come of a step.
CHOICE_WORDS: dict[tuple[str, str], str] = {
    ("reach-out", "sent"): N_("Send it now"),
    ("answer", "answered"): N_("They have answered"),
    ("answer", "silent"): N_("Nothing has come"),
    ("review", "done"): N_("I have thought about it"),
    ("lead", "reached"): N_("A lead knows"),
    ("lead", "not-reached"): N_("Nobody could be reached"),
    ("contact", "contacted"): N_("Two of us had help called"),
    ("contact", "contacted-alone"): N_("I had help called, alone"),
    ("contact", "not-possible"): N_("Not possible: we do not know where they are"),
    ("community", "done"): N_("I have looked after the others"),
    ("follow-up", "seen"): N_("They have been here"),
    ("follow-up", "unseen"): N_("No sign of them, and I have written"),
    ("follow-up", "again"): N_("Look in once more tomorrow"),
    ("debrief", "done"): N_("I have taken a moment"),
}
# What was done, in the log of who was told.
DONE_WORDS: dict[tuple[str, str], str] = {
    ("assess", "said"): N_("Somebody looked. Whoever was worried was told that we are there."),
    ("reach-out", "sent"): N_("The person was written to."),
    ("answer", "answered"): N_("They answered."),
    ("answer", "silent"): N_("Nothing came."),
    ("review", "done"): N_("A lead thought about it."),
    ("lead", "reached"): N_("A lead was told."),
    ("lead", "not-reached"): N_("A lead was called, and nobody answered."),
    ("contact", "contacted"): N_("Two people had help called."),
    ("contact", "contacted-alone"): N_("One person had help called: no lead could be reached."),
    ("contact", "not-possible"): N_("Nobody outside was told: we do not know where they are."),
    ("community", "done"): N_("The others were looked after."),
    ("follow-up", "seen"): N_("Somebody looked in again; they had been here."),
    ("follow-up", "unseen"): N_("Somebody looked in again; there was no sign of them."),
    ("follow-up", "again"): N_("Somebody looked in again, and will once more."),
    ("debrief", "done"): N_("Whoever cared took a moment."),
}
HANDED_WORDS = N_("The next step was left to somebody else.")


def about(viewer: Viewer, file: CaseFile) -> dict[str, Any]:
    """The care as its part of the page shows it, in one name."""
    made = caring.of(file)
    fresh = bool(caring.untold(file))
    steps = welfare.PATHS.get(made.level, ())
    place = steps.index(made.state) + 1 if made.state in steps else len(steps)
    return {
        "care": made,
        "care_waits": caring.waits(file),
        "care_hurts": caring.concerns(file),
        "care_fresh": fresh,
        "care_levels": [(each, LEVEL_WORDS[each]) for each in welfare.levels(made, fresh=fresh)],
        "care_step": STEP_WORDS.get(made.state, STEP_WORDS["closed"]),
        "care_choices": _choices(viewer, made),
        "care_next": [STEP_WORDS[each][0] for each in steps[place:]] if made.under_way else [],
        "care_log": [(_done(each), each) for each in made.log],
        "care_support": _suggests_support(viewer, file),
    }


def _choices(viewer: Viewer, made: welfare.Welfare) -> list[tuple[str, str]]:
    """What this person can say has come of the next step."""
    if made.state == "review" and viewer.role != "lead":
        return []
    found = welfare.outcomes(made, g.now) if made.under_way else ()
    return [(each, CHOICE_WORDS[made.state, each]) for each in found]


def _done(each: welfare.Done) -> str:
    return DONE_WORDS.get((each.step, each.outcome), HANDED_WORDS)


def _suggests_support(viewer: Viewer, file: CaseFile) -> bool:
    """Whether a lead might offer a conversation about support; nobody else reads of it."""
    member, made = file.case.target.author_id, caring.of(file)
    if viewer.role != "lead" or not member or made.level < welfare.THOUGHTS:
        return False
    return welfare.suggests_support(store.list_heavy(member), g.now)

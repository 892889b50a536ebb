"""Many posts that wait, read and decided on one page: for the morning after a wave of spam.

Each is a decision of its own, with its own undo: what is refused of one is said beside it, and the
others stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum import ids, words
from forum.accounts import Viewer
from forum.errors import FieldError, Incomplete, Refusal, Refused
from forum.moderation import decisions, holds
from forum.moderation.cases import Case
from forum.moderation.decisions import Ruling
from forum.posts import Post
from store import posts as post_store
from store.moderation import cases
from store.moderation import decisions as decision_store
from web import forms, limits, pages, session
from web.decision_words import ACTION_WORDS
from web.moderator import files
from web.problem_words import PROBLEM_WORDS

bp = Blueprint("held", __name__)
AT_ONCE = 20
PICKS = tuple(f"pick_{number}" for number in range(1, AT_ONCE + 1))
POSSIBLE = ("approve", "remove")

_pace = partial(limits.spend, "staff")
_decide = decisions.decide
_save = decision_store.add_decision


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A post on the page, and what its box sends: the versions that were read, and a decision. One
    that was ticked keeps those.
    """

    case: Case
    post: Post
    value: str
    ticked: bool


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one post: nothing in the way, or the title of what was."""

    case_id: str
    decision_id: str
    refused: str = ""


@bp.get("/moderate/held/")
def index() -> Response:
    """What waits for one reason, the most urgent first; the words of each when they are asked
    for.
    """
    return _page(())


@bp.post("/moderate/held/")
@forms.again(index)
@forms.fields("why", "action", "guideline", "line", *PICKS)
def update() -> Response:
    """Decides on whatever was ticked, one by one."""
    moderator, picked = session.viewer(), _picked()
    _check(picked)
    return _page([_settle(moderator, ruling, case_id) for case_id, ruling in picked])


def _page(outcomes: Any) -> Response:
    held = [case for case in cases.list_open_cases() if case.hold]
    why = forms.text("why") or request.args.get("why", "")
    slugs = [each.slug for each in holds.REASONS if any(_is_for(case, each.slug) for case in held)]
    why = why if why in slugs else next(iter(slugs), "")
    of_it = [case for case in held if _is_for(case, why)][:AT_ONCE]
    return pages.page(
        "moderator/held.html",
        why=why,
        slugs=slugs,
        waiting=[_waiting(case) for case in of_it],
        outcomes=outcomes,
        actions=[(slug, ACTION_WORDS[slug]) for slug in POSSIBLE],
        values=forms.values(action="", guideline="", line="") if not outcomes else _fresh(),
        current="moderate",
    )


def _fresh() -> dict[str, str]:
    return {"action": "", "guideline": "", "line": ""}


def _is_for(case: Case, why: str) -> bool:
    return why in case.hold.split()


def _waiting(case: Case) -> Waiting:
    post = post_store.get_post(case.id)
    value = f"{case.id}.{case.version}.{post.version}.{forms.new_id()}"
    ticked = next((sent for sent in _ticks() if sent.startswith(f"{case.id}.")), "")
    return Waiting(case=case, post=post, value=ticked or value, ticked=bool(ticked))


def _ticks() -> list[str]:
    return [forms.text(name) for name in PICKS if forms.ticked(name)]


def _picked() -> list[tuple[str, Ruling]]:
    """The rulings of the boxes that were ticked."""
    line = words.check_note(forms.text("line"), field="line")
    action, guideline = forms.text("action"), forms.text("guideline")
    return [
        (case_id, Ruling(**seen, action=action, guideline=guideline, line=line))
        for case_id, seen in _boxes()
    ]


def _boxes() -> Iterator[tuple[str, dict[str, Any]]]:
    for value in _ticks():
        case_id, case_version, post_version, decision_id = (value.split(".") + [""] * 4)[:4]
        if not (ids.is_id(case_id) and ids.is_id(decision_id)):
            raise Refused
        if not all(part.isascii() and part.isdigit() for part in (case_version, post_version)):
            raise Refused
        yield (
            case_id,
            {
                "id": decision_id,
                "case_version": int(case_version),
                "post_version": int(post_version),
            },
        )


def _check(picked: list[tuple[str, Ruling]]) -> None:
    """Nothing is begun with a form that lacks something."""
    wrong = []
    if not picked:
        wrong.append(FieldError(field="picks", reason="choose"))
    action = forms.text("action")
    if action not in POSSIBLE:
        wrong.append(FieldError(field="action", reason="choose"))
    if action == "remove" and forms.text("guideline") not in pages.content().urgency():
        wrong.append(FieldError(field="guideline", reason="choose"))
    if action == "remove" and not forms.text("line").strip():
        wrong.append(FieldError(field="line", reason="empty"))
    if wrong:
        raise Incomplete(fields=tuple(wrong))


def _settle(moderator: Viewer, ruling: Ruling, case_id: str) -> Outcome:
    """One post, whole or not at all; what stands in its way stands in no other's."""
    made = Outcome(case_id=case_id, decision_id=ruling.id)
    try:
        _one(moderator, ruling, case_id)
    except Refusal as refusal:
        title, _ = PROBLEM_WORDS[refusal.slug]
        return Outcome(case_id=case_id, decision_id=ruling.id, refused=title)
    return made


def _one(moderator: Viewer, ruling: Ruling, case_id: str) -> None:
    open_file = files.load(case_id)
    if ruling.id in [decision.id for decision in open_file.file.decisions]:
        return
    _pace(moderator.id)
    rules = frozenset(pages.content().urgency())
    opened = open_file.find_opened()
    verdict = _decide(
        moderator, open_file.file, open_file.post, opened, ruling, guidelines=rules, now=g.now
    )
    _save(verdict)

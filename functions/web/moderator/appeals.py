"""Looking again at a decision that somebody asked about (M22): with what they say, the words and
the reasons before one, and never who decided.
"""

from functools import partial
from typing import Any

from flask import Blueprint, g
from werkzeug.wrappers import Response

from forum import ids, roles, times, words
from forum.accounts import Viewer
from forum.errors import NotFound
from forum.moderation import appeals, cases
from forum.moderation.appeals import Answer
from forum.moderation.cases import Appeal, CaseFile, Decision
from forum.posts import Post
from store import posts as post_store
from store import team
from store.moderation import decisions, files
from web import forms, limits, pages, session
from web.decision_words import ANSWER_WORDS, BEFORE_WORDS
from web.moderator.files import reading

bp = Blueprint("appeals", __name__)
ANSWERED = "/moderate/?decided={case}.{decision}"

_pace = partial(limits.spend, "staff")
_decide = appeals.answer
_save = decisions.add_decision


@bp.get("/moderate/appeals/<id>/")
def show(id: str) -> Response:
    """What was decided and why, what is said against it, and the form; the words are covered."""
    file, appeal = _load(id)
    decision, moderator = _asked_about(appeal), session.viewer()
    return pages.page(
        "moderator/appeal.html",
        case=file.case,
        appeal=appeal,
        decision=decision,
        post=_find_post(file, appeal),
        why_not=appeals.why_not(moderator, decision, appeal, alone=_is_alone(moderator), now=g.now),
        from_when=appeals.may_alone(appeal),
        outcomes=[(slug, ANSWER_WORDS[slug]) for slug in appeals.OUTCOMES],
        before_words=BEFORE_WORDS,
        **reading(moderator, file.case),
        own=cases.is_own(moderator, file),
        values=_values(file),
        current="moderate",
    )


@bp.post("/moderate/appeals/<id>/")
@forms.again(show)
@forms.fields("decision_id", "case_version", "outcome", "guideline", "answer")
def update(id: str) -> Response:
    """Answers; for twenty seconds it can be undone, as any decision."""
    moderator, (file, appeal), sent = session.viewer(), _load(id), _sent()
    if sent.id in [each.id for each in file.decisions]:
        return _answered(id, sent)
    _pace(moderator.id)
    rules, alone = frozenset(pages.content().urgency()), _is_alone(moderator)
    asked = _asked_about(appeal)
    verdict = _decide(moderator, file, asked, sent, alone=alone, guidelines=rules, now=g.now)
    _save(verdict)
    return _answered(id, sent)


def _answered(id: str, sent: Answer) -> Response:
    return pages.see(ANSWERED.format(case=id, decision=sent.id))


def _load(id: str) -> tuple[CaseFile, Appeal]:
    """The case of an appeal with what it says, or `NotFound`."""
    if not ids.is_id(id):
        raise NotFound
    file = files.get_file(id)
    if file.appeal is None:
        raise NotFound
    return file, file.appeal


def _asked_about(appeal: Appeal) -> Decision | None:
    return decisions.get_decision(appeal.case_id, appeal.id)


def _find_post(file: CaseFile, appeal: Appeal) -> Post | None:
    """The post that the decision was about, while its words are kept."""
    if appeal.case_id == file.case.target.author_id:
        return None
    post = post_store.get_post(appeal.case_id)
    return post if post.state != "purged" else None


def _is_alone(moderator: Viewer) -> bool:
    """Whether nobody else is there who could answer."""
    seats = team.get_team(times.epoch(g.now)).seats
    others = [each for each in seats if each.account_id != moderator.id]
    return not any(roles.may(each.role, "decide a case") for each in others)


def _values(file: CaseFile) -> dict[str, Any]:
    typed = {"outcome": "", "guideline": "", "answer": "", "decision_id": forms.new_id()}
    return forms.values(**typed) | {"case_version": file.case.version}


def _sent() -> Answer:
    return Answer(
        id=forms.opaque("decision_id"),
        outcome=forms.text("outcome"),
        guideline=forms.text("guideline"),
        line=words.check_note(forms.text("answer"), field="answer"),
        case_version=forms.number("case_version"),
    )

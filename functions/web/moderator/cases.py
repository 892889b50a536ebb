"""The moderators' page: what needs a person, most urgent first, and a decision with its reasons."""

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum import ids, words
from forum.errors import NotFound
from forum.moderation import cases
from forum.moderation.cases import Case
from forum.posts import Post
from store import posts
from store import threads as thread_store
from store.moderation import cases as case_store
from store.moderation import reports
from web import forms, limits, pages, session

bp = Blueprint("cases", __name__)
DECIDED = "/moderate/?decided=1"


@bp.get("/moderate/")
def index() -> Response:
    """The queue. The reported words are not in it: each case uncovers its own (N11)."""
    queue = cases.gather(reports.list_open_reports())
    return pages.page(
        "moderator/queue.html",
        queue=queue,
        decided=request.args.get("decided", "") == "1",
        current="moderate",
    )


@bp.get("/moderate/cases/<id>/")
def show(id: str) -> Response:
    """One case: what was said about it, the words as reported and as they are, the form."""
    case, post = _load(id)
    values = forms.values(
        action="", guideline=_suggested(case), line="", decision_id=forms.new_id()
    )
    return pages.page(
        "moderator/case.html",
        case=case,
        post=post,
        values=values,
        version=post.version if post else 0,
        current="moderate",
    )


@bp.post("/moderate/cases/<id>/")
@forms.again(show)
@forms.fields("decision_id", "action", "guideline", "line", "version")
def update(id: str) -> Response:
    """Decides: post, reports, notices and log entry together or not at all."""
    moderator = session.viewer()
    decision_id = forms.opaque("decision_id")
    if case_store.find_decision(id, decision_id):
        return pages.see(DECIDED)
    limits.spend("staff", moderator.id)
    case, post = _load(id)
    verdict = cases.decide(
        moderator,
        case,
        post,
        thread_store.find_opened(post) if post else None,
        id=decision_id,
        action=forms.text("action"),
        guideline=forms.text("guideline"),
        line=words.check_note(forms.text("line"), field="line"),
        version=forms.number("version"),
        guidelines=frozenset(pages.content().urgency()),
        now=g.now,
    )
    case_store.add_decision(verdict)
    return pages.see(DECIDED)


def _load(id: str) -> tuple[Case, Post | None]:
    if not ids.is_id(id):
        raise NotFound
    case = case_store.get_case(id)
    return case, posts.get_post(id) if case.target.kind == "post" else None


def _suggested(case: Case) -> str:
    named = [report.guideline for report in case.reports if report.guideline]
    return named[0] if named else ""

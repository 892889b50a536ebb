"""The moderators' page: what needs a person, most urgent first, and a decision with its reasons."""

from functools import partial
from typing import Any

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum import details, ids, threads, times, words
from forum.errors import CaseMoved
from forum.moderation import actions, appeals, decisions, leases, locks, reading_first
from forum.moderation import cases as case_rules
from forum.moderation.cases import MOST_URGENT, Case, CaseFile
from forum.moderation.decisions import Ruling
from forum.posts import Post
from forum.threads import Thread
from store.moderation import cases, welfare
from store.moderation import decisions as decision_store
from web import care_words, forms, limits, pages, session
from web.decision_words import ACTION_WORDS, BEFORE_WORDS
from web.moderator import case_steps, files, redacting, reporters, shifts

bp = Blueprint("cases", __name__)
# What a moderator chooses and writes; the last three belong to one action each.
CHOICE = ("action", "guideline", "line", "hurts", "details", "correction", "source")
# What the form of a step of care sends, which may be on its way when the words are uncovered.
CARE_FIELDS = ("step_id", "step", "level", "came", "message", "care_version")
FORM_IDS = ("decision_id", "pause_id", "reading_id", "lock_id", "step_id", "hand_over_id")
DECIDED = "/moderate/?decided={case}.{decision}"

_pace = partial(limits.spend, "staff")
_load = files.load
_decide = decisions.decide
_save = decision_store.add_decision


@bp.get("/moderate/")
def index() -> Response:
    """The queue: class, age, due time and space of each case; nobody's words, nobody's name. Who is
    to be looked after again comes after what cannot wait, and before the rest.
    """
    queue, due = cases.list_open_cases(), welfare.list_due(times.stamp(g.now))
    pressing = [case for case in queue if case.priority == MOST_URGENT]
    due = [each for each in due if each.target_id not in {case.id for case in pressing}]
    elsewhere = {case.id for case in pressing} | {each.target_id for each in due}
    groups = [("pressing", pressing), *_groups(queue, elsewhere)]
    tired = shifts.break_for()
    return pages.page(
        "moderator/queue.html",
        groups=groups[::-1] if "lighter" in request.args else groups,
        break_for=tired,
        due=due,
        step_words=care_words.STEP_WORDS,
        waiting=len({case.id for case in queue} | elsewhere),
        full=len(queue) == cases.QUEUE_LENGTH,
        following=shifts.following([case for _, group in groups for case in group], tired),
        read={case.id for case in queue if _is_read(case)},
        late={case.id for case in queue if times.parse(case.due_at) <= g.now},
        handed_on="handed-on" in request.args,
        decided=_just_decided(),
        current="moderate",
    )


@bp.get("/moderate/cases/<id>/")
def show(id: str) -> Response:
    """One case: what was said about it and the form; the words only when they are asked for."""
    open_file = _load(id)
    if open_file.file.appeal:
        return pages.see(f"/moderate/appeals/{id}/")
    file, post, target = open_file.file, open_file.post, open_file.file.case.target
    possible = actions.actions_for(target, post)
    return pages.page(
        "moderator/case.html",
        case=file.case,
        **files.reading(session.viewer(), file.case),
        **care_words.about(session.viewer(), file),
        file=file,
        aliases=reporters.aliases(file),
        own=case_rules.is_own(session.viewer(), file),
        post=post,
        around=open_file.around,
        uncovered=_uncovered(),
        opening=target.seq == threads.OPENING,
        actions=[(each.slug, ACTION_WORDS[each.slug]) for each in possible],
        before_words=BEFORE_WORDS,
        values=_values(file, post),
        read_first=request.args.get("read-first", ""),
        reading_days=reading_first.CHOICES,
        locked=request.args.get("lock", ""),
        lock_hours=locks.CHOICES,
        **case_steps.shown(file),
        current="moderate",
    )


@bp.post("/moderate/cases/<id>/")
@forms.again(show)
@forms.fields("decision_id", *CHOICE, *CARE_FIELDS, "post_version", "case_version", "words")
def update(id: str) -> Response:
    """Decides: case, cover of the post and log entry together or not at all. Nobody is told yet,
    and the queue's page offers to undo it.

    A form's other button only covers or uncovers the words, and keeps the sentence begun.
    """
    moderator, open_file = session.viewer(), _load(id)
    files.renew(moderator, open_file.file.case)
    if forms.text("words") == "1":
        shifts.note_uncovered(open_file.file.case)
    if forms.ticked("words"):
        return show(id)
    file, post, opened = open_file.file, open_file.post, open_file.find_opened()
    ruling = _ruling(post, opened)
    if ruling.id in [decision.id for decision in file.decisions]:
        return _decided(id, ruling)
    _pace(moderator.id)
    rules = frozenset(pages.content().urgency())
    ladder = pages.content().community.steps
    verdict = _decide(
        moderator, file, post, opened, ruling, guidelines=rules, now=g.now, ladder=ladder
    )
    _save(verdict)
    action = actions.find(ruling.action)
    if opened and action and action.hides:
        limits.give_back_opening(opened.author_id, opened.id)
    return _decided(id, ruling)


def _groups(queue: list[Case], elsewhere: set[str]) -> list[tuple[str, list[Case]]]:
    """The open cases by their kind, without those that are listed elsewhere on the page."""
    rest = [case for case in queue if case.id not in elsewhere]
    worries = [case for case in rest if case.worry]
    held = [case for case in rest if case.hold and not case.worry]
    asked = [case for case in rest if case.target.kind == appeals.KIND]
    others = [case for case in rest if case not in (*worries, *held, *asked)]
    return [("worry", worries), ("guideline", others), ("held", held), ("asked", asked)]


def _is_read(case: Case) -> bool:
    return leases.is_read(case, g.now)


def _decided(case_id: str, ruling: Ruling) -> Response:
    return pages.see(DECIDED.format(case=case_id, decision=ruling.id))


def _just_decided() -> list[str]:
    """The ids of the case and of the decision that was just made, as the address has them."""
    parts = request.args.get("decided", "").split(".")
    return parts if len(parts) == 2 and all(map(ids.is_id, parts)) else []


def _uncovered() -> bool:
    """Whether the words were asked for, or have to be looked at again."""
    asked = forms.sent().get("words", request.args.get("words", ""))
    return asked == "1" or g.get("refusal") == CaseMoved.slug


def _values(file: CaseFile, post: Post | None) -> dict[str, Any]:
    """What was typed, and the versions of this page: whoever sends it has seen this one."""
    typed = dict.fromkeys((*CHOICE, "step"), "") | {"guideline": file.suggested or _usual(post)}
    seen = {"post_version": post.version if post else 0, "case_version": file.case.version}
    ids = {name: forms.new_id() for name in FORM_IDS}
    reading = {"whom": "", "days": "", "reading_line": "", "hours": "", "lock_line": ""}
    caring = {"level": "", "message": ""}
    return forms.values(**typed, **ids, **reading, **caring) | seen


def _usual(post: Post | None) -> str:
    """What waits has broken no guideline that anybody named."""
    return decisions.CARE if post and post.waits else ""


def _ruling(post: Post | None, thread: Thread | None) -> Ruling:
    taken_out = details.details_of(words.clean(forms.text("details")))
    return Ruling(
        id=forms.opaque("decision_id"),
        action=forms.text("action"),
        guideline=forms.text("guideline"),
        line=words.check_note(forms.text("line"), field="line"),
        hurts=forms.ticked("hurts"),
        post_version=forms.number("post_version"),
        case_version=forms.number("case_version"),
        step=forms.text("step"),
        details=taken_out,
        redaction=redacting.without(post, thread, taken_out) if taken_out else None,
        correction=words.check_note(forms.text("correction"), field="correction"),
        source=words.check_note(forms.text("source"), field="source"),
    )

"""Reporting in two steps, signed in or not, with or without scripts (M7)."""

import itertools

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum import keys, posts, times, words
from forum.community import check_may_read
from forum.errors import NotFound
from forum.moderation import reporters, reports, thresholds
from forum.moderation.reports import Snapshot, Target
from store import accounts
from store import posts as post_store
from store.moderation import notices
from store.moderation import reporters as reporter_store
from store.moderation import reports as report_store
from web import forms, limits, pages, staffing
from web.member import inbox as inboxes
from web.pepper import get_pepper

bp = Blueprint("reports", __name__)
FIELDS = ("report_id", "kind", "reason", "guideline", "note")
NAME_DIGITS = 64
NOT_IN_ADDRESSES = "*$="
_decide = reports.report
_save = report_store.add_report


@bp.get("/<any(posts, members):kind>/<id>/report/")
def new(kind: str, id: str) -> Response:
    """Step one asks what it is about; step two, `?kind=`, asks for the reason."""
    target, _ = _load(kind, id)
    about = forms.text("kind") or request.args.get("kind", "")
    values = forms.values(reason="", guideline="", note="", report_id=forms.new_id())
    return pages.page(
        "forum/report.html",
        target=target,
        about=about if about in reports.KINDS else "",
        values=values,
        worries=tuple(reports.WORRIES),
        action=request.path,
    )


@bp.post("/<any(posts, members):kind>/<id>/report/")
@forms.again(new)
@forms.fields(*FIELDS)
def create(kind: str, id: str) -> Response:
    """Keeps a report, and gives somebody without an account a code to see the outcome with."""
    target, snapshot = _load(kind, id)
    note, report_id = words.check_note(forms.text("note")), forms.opaque("report_id")
    _pace(report_id)
    code = "" if g.viewer else _code(report_id)
    inbox = g.viewer.id if g.viewer else keys.code_digest(keys.parse_code(code) or "")
    reporter, longer = _known_as()
    hours = staffing.community().when_here
    made = _decide(
        target,
        id=report_id,
        kind=forms.text("kind"),
        reason=forms.text("reason"),
        guideline=forms.text("guideline"),
        note=note,
        inbox=inbox,
        urgency=pages.content().urgency(),
        hours=hours,
        now=g.now,
        version=snapshot.version if snapshot else 0,
        reporter=reporter,
        waits_longer=longer,
    )
    new = _save(thresholds.counted(made, g.viewer, hours, g.now), snapshot)
    return pages.page("forum/reported.html", report=made, code=code, new=new, longer=longer)


@bp.get("/reports/<code>/")
def show(code: str) -> Response:
    """The outcome of a report made without an account, to whoever holds its code."""
    plain = keys.parse_code(code)
    if plain is None:
        raise NotFound
    limits.spend("outcome", limits.bucket())
    found, _ = notices.list_notices(keys.code_digest(plain))
    return pages.page("forum/outcome.html", notices=found, changed=inboxes.changed(found))


def _load(kind: str, id: str) -> tuple[Target, Snapshot | None]:
    """Who or what is reported, and a post's words as they stand now."""
    if kind == "members":
        account = accounts.get_account(id)
        if account is None:
            raise NotFound
        id, name = account.id, account.name
        return Target(kind="member", id=id, author_id=id, author_name=name), None
    post = post_store.get_post(id)
    check_may_read(pages.content().community.space(post.space), g.viewer)
    posts.check_visible(post)
    return reports.about_post(post)


def _known_as() -> tuple[str, bool]:
    """The name under which two numbers are kept of a member, and whether a guideline that they
    report waits a little longer; a worry is not looked up, nor is somebody without an account.
    """
    if g.viewer is None or forms.text("kind") != "guideline":
        return "", False
    name = keys.derive(get_pepper(), g.viewer.id, reporters.PURPOSE).hex()[:NAME_DIGITS]
    return name, reporters.waits_longer(reporter_store.find_unheld(name, times.epoch(g.now)))


def _pace(report_id: str) -> None:
    if g.viewer:
        limits.spend("report", g.viewer.id, act=report_id)
    else:
        limits.spend("report_signed_out", limits.bucket(), act=report_id)
    limits.spend("report_site")


def _code(report_id: str) -> str:
    """The same for a form that is sent twice; not to be had from the table without the pepper.

    Of the check symbols three cannot stand in an address: then the next code is taken.
    """
    uses = (f"report{turn}" for turn in itertools.count())
    made = (keys.make_code(keys.derive(get_pepper(), report_id, use)) for use in uses)
    return next(code for code in made if code[-1] not in NOT_IN_ADDRESSES)

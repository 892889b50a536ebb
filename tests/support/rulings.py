"""A moderator's decision on alice's post, as the rules make it, and what comes of it."""

from dataclasses import replace
from typing import Any

from forum import changes, details
from forum.accounts import Viewer
from forum.moderation import cases, decisions, redactions, settlements
from forum.moderation.cases import CaseFile
from forum.moderation.decisions import Verdict
from forum.moderation.redactions import Redaction
from forum.moderation.reports import Report, Target
from forum.moderation.settlements import Settlement
from forum.posts import Post
from forum.threads import Thread
from support.cast import (
    GUIDELINES,
    NOW,
    alice,
    bob,
    conversation,
    ident,
    mo,
    report,
    target_of,
    words,
)

THREAD, POST = conversation()
COVERED = changes.pause(POST, THREAD).post
TARGET = target_of(POST)
# Something that stands in it, and what stands there once it is taken out.
DETAIL, MARK = POST.words.source.split()[1], "[out]"
MEMBER = Target(kind="member", id=alice.id, author_id=alice.id, author_name=alice.name)


def case(*reports: Report) -> CaseFile:
    """A file of these reports, or of one of bob's."""
    told = reports or (report(TARGET, inbox=bob.id),)
    return CaseFile(case=cases.opened(told[0]), reports=told)


def decide(
    about: CaseFile | None = None, post: Post | None = POST, by: Viewer = mo, **how: Any
) -> Verdict:
    """To remove, unless told otherwise."""
    file = about or case()
    said = {
        "id": ident("a decision"),
        "action": "remove",
        "guideline": "g1",
        "line": "It names them.",
        "post_version": post.version if post else 0,
        "case_version": file.case.version,
        **how,
    }
    ruling = decisions.Ruling(**{**needed(said["action"], post), **said})
    return decisions.decide(by, file, post, THREAD, ruling, guidelines=GUIDELINES, now=NOW)


def needed(action: str, post: Post | None) -> dict[str, Any]:
    """What this action alone asks for."""
    if action == "correct":
        return {"correction": "The meeting is at six.", "source": "The leaflet of the library."}
    if action == "redact" and post:
        return {"details": (DETAIL,), "redaction": without(post, DETAIL)}
    return {}


def without(post: Post, *out: str) -> Redaction:
    """The opening as it reads without these details."""
    source, title = (details.take_out(text, out, MARK) for text in redactions.texts(post, THREAD))
    return Redaction(words=words(source), title=title, details=out)


def after(verdict: Verdict, file: CaseFile, post: Post | None) -> tuple[CaseFile, Any, Thread]:
    """The file, the post and its thread once the decision is kept."""
    kept = replace(file, case=verdict.case, decisions=(verdict.decision,))
    if verdict.change is None:
        return kept, post, THREAD
    return kept, verdict.change.post, verdict.change.thread or THREAD


def settle(
    about: CaseFile | None = None, post: Post | None = POST, by: Viewer = mo, **how: Any
) -> Settlement:
    """What comes of such a decision."""
    file = about or case()
    verdict = decide(file, post, by, **how)
    kept, now, thread = after(verdict, file, post)
    settlement = settlements.settle(kept, verdict.decision, now, thread, now=NOW)
    assert settlement
    return settlement

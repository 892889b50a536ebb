"""A moderator's decision on alice's post, as the rules make it, and what comes of it."""

from dataclasses import replace
from typing import Any

from forum import changes
from forum.accounts import Viewer
from forum.moderation import cases, decisions, settlements
from forum.moderation.cases import CaseFile
from forum.moderation.decisions import Verdict
from forum.moderation.reports import Report, Target
from forum.moderation.settlements import Settlement
from forum.posts import Post
from forum.threads import Thread
from support.cast import GUIDELINES, NOW, alice, bob, conversation, ident, mo, report, target_of

THREAD, POST = conversation()
COVERED = changes.pause(POST, THREAD).post
TARGET = target_of(POST)
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
    ruling = decisions.Ruling(**said)
    return decisions.decide(by, file, post, THREAD, ruling, guidelines=GUIDELINES, now=NOW)


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

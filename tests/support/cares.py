"""Care for somebody, as it stands on the shelves when a test begins."""

from datetime import datetime
from typing import Any

from forum.accounts import Viewer
from forum.moderation import caring
from forum.moderation.caring import Act, Care
from forum.moderation.cases import CaseFile
from forum.moderation.hours import ALWAYS
from forum.posts import Post
from store.moderation import files, welfare
from support import kept
from support.cast import NOW, charlie, ident, mo

LINE = "I read you, and I am glad that you wrote."


def worried(post: Post, *inboxes: str) -> CaseFile:
    """The case of a post for whose author each of these fears; without any, charlie does."""
    for number, inbox in enumerate(inboxes or (charlie.id,)):
        kept.report_post(post, f"worry {number}", inbox=inbox, kind="worried", reason="low")
    return files.get_file(post.id)


def step(
    file: CaseFile,
    step: str = "assess",
    outcome: str = "3",
    *,
    by: Viewer = mo,
    now: datetime = NOW,
    name: str = "",
) -> Care:
    """A step of the care about a case, not yet kept."""
    version = caring.of(file).version
    id = ident(name or f"{step} {outcome} {version}")
    act = Act(id=id, step=step, outcome=outcome, line=LINE, version=version)
    return caring.care(by, file, act, hours=ALWAYS, now=now)


def taken(post: Post, *steps: str, now: datetime = NOW) -> Care:
    """The last of these steps, such as `assess 3`, all of them kept."""
    made: Any = None
    for each in steps:
        name, _, outcome = each.partition(" ")
        made = step(files.get_file(post.id), name, outcome, now=now)
        welfare.add_step(made)
    return made  # type: ignore[no-any-return]

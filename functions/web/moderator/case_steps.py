"""The steps for an account, as the page of a case offers them (M20): which is next, and why."""

from typing import Any

from flask import g

from forum import times
from forum.moderation import steps
from forum.moderation.cases import CaseFile
from store.moderation import strikes
from web import pages


def shown(file: CaseFile) -> dict[str, Any]:
    """What still counts against somebody, and the next step; nothing is looked up about whom
    somebody fears for.
    """
    ladder = pages.content().community.steps
    author = file.case.target.author_id
    if steps.is_care(file) or not author or file.case.state != "open":
        return {"ladder": (), "strikes": (), "next_step": "", "is_care": steps.is_care(file)}
    taken = strikes.list_strikes(author, at=times.epoch(g.now))
    return {
        "ladder": [steps.read(slug) for slug in ladder],
        "strikes": taken,
        "next_step": steps.suggested(ladder, taken),
        "is_care": False,
    }

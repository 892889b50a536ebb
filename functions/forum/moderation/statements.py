"""The statement of reasons (M12): what whoever is restricted reads, and can ask again about.

It holds no words of theirs: those stand on the post, which is kept for them meanwhile. And nobody
else is in it: how something was found is said, never by whom.
"""

from dataclasses import dataclass
from datetime import datetime

from forum import posts, threads
from forum.moderation.cases import CaseFile, Decision
from forum.moderation.steps import Given

APPEAL_DAYS = 60
# While another look is asked for; then it is how that came out (`appeals.py`).
OPEN = "open"
# How it was found: somebody told us, it waited to be read, or a moderator came upon it.
REPORT, HOLD, MODERATOR = "report", "hold", "moderator"
FOUND = (REPORT, HOLD, MODERATOR)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What one decision did to what one person wrote, and why. Its id is the decision's.

    `kind` is that of the notice that leads here. `opening` says that a conversation went with the
    post. Until `appeal_until`, a stamp, its author can ask for another look; `appeal` is how that
    stands, `answer_by` when we aim to answer, and `answer` the sentence of whoever looked again,
    who was the same moderator when `alone`. `details` is how many were taken out of the post, and
    `step` what it means for the account, until `step_until` (`steps.py`).
    """

    id: str
    account_id: str
    kind: str
    at: str
    guideline: str
    line: str
    found: str
    appeal_until: str
    space: str = ""
    post_id: str = ""
    opening: bool = False
    automated: bool = False
    appeal: str = ""
    appeal_at: str = ""
    answer_by: str = ""
    answer: str = ""
    answered_at: str = ""
    answered_guideline: str = ""
    alone: bool = False
    restored: bool = False
    details: int = 0
    step: str = ""
    step_until: str = ""

    @property
    def case_id(self) -> str:
        """The case that the decision was about: the post's, or the member's."""
        return self.post_id or self.account_id


def state(
    file: CaseFile,
    decision: Decision,
    *,
    kind: str,
    reported: bool,
    now: datetime,
    given: Given | None = None,
) -> Statement:
    """The reasons of a decision, as it is told. `reported` says that it closes reports, `given` is
    the step that comes with it.
    """
    target = file.case.target
    return Statement(
        id=decision.id,
        account_id=target.author_id,
        kind=kind,
        at=decision.at,
        guideline=decision.guideline,
        line=decision.line,
        found=REPORT if reported else HOLD if file.case.hold else MODERATOR,
        appeal_until=posts.after(now, days=APPEAL_DAYS),
        space=target.space,
        post_id=target.id if target.kind == "post" else "",
        opening=target.seq == threads.OPENING,
        automated=decision.automated,
        details=decision.details,
        step=given.strike.step if given else "",
        step_until=given.until or given.strike.until if given else "",
    )

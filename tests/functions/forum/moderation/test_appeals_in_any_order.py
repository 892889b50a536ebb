"""Asking, answering, undoing and telling, in whatever order they come (M22)."""

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from forum import posts
from forum.errors import Asked, Decided, Told
from forum.moderation import appeals, decisions, reviews
from forum.moderation.appeals import Answer
from forum.moderation.cases import CaseFile, Decision
from forum.moderation.statements import Statement
from forum.posts import Post
from support.cast import GUIDELINES, NOW, alice, ident, lee
from support.rulings import COVERED, settle

TOLD = settle()
REMOVED = posts.remove(COVERED, guideline="g1", now=NOW)
assert TOLD.statement


@dataclass
class Course:
    """How things stand after some acts; an act that a rule refuses changes nothing."""

    statement: Statement = field(default=TOLD.statement)
    post: Post = field(default=REMOVED)
    file: CaseFile | None = None
    asked: int = 0
    told: int = 0

    @property
    def answer(self) -> Decision | None:
        """The answer of which nobody has been told."""
        made = self.file.decisions if self.file else ()
        return next((each for each in made if each.state == "pending"), None)

    def does_ask(self) -> None:
        made = appeals.ask(alice, self.statement, self.post, "Please.", NOW)
        self.asked += 1
        self.statement = made.statement
        self.post = made.change.post if made.change else self.post
        self.file = CaseFile(case=made.case, reports=(), appeal=made.appeal)

    def does_answer(self) -> None:
        if self.file:
            version = self.file.case.version
            sent = Answer(
                id=ident("an answer"),
                outcome="overturn",
                guideline="",
                line="Yes.",
                case_version=version,
            )
            how: dict[str, Any] = {"alone": False, "guidelines": GUIDELINES, "now": NOW}
            self._decided(appeals.answer(lee, self.file, TOLD.decision, sent, **how))

    def does_undo(self) -> None:
        if self.file and self.file.decisions:
            id = ident("an answer")
            self._decided(decisions.undo(lee, self.file, None, None, id=id, now=NOW))

    def does_tell(self) -> None:
        if self.file and self.answer:
            how: dict[str, Any] = {"answers": frozenset(), "now": NOW}
            end = reviews.review(self.file, self.answer, self.statement, self.post, None, **how)
            assert end and end.statement and end.change
            self.told += 1
            self.statement, self.post = end.statement, end.change.post
            self.file = replace(self.file, case=end.case, decisions=(end.decision,))

    def _decided(self, verdict: decisions.Verdict) -> None:
        assert self.file
        self.file = replace(self.file, case=verdict.case, decisions=(verdict.decision,))


@given(st.lists(st.sampled_from(["ask", "answer", "undo", "tell"]), max_size=14))
def test_it_is_asked_once_and_told_once_and_the_post_is_up_only_then(acts: list[str]):
    course = Course()
    for act in acts:
        try:
            getattr(course, f"does_{act}")()
        except (Asked, Decided, Told):
            continue
        assert (course.post.state == "visible") == bool(course.told)
    assert course.told <= course.asked <= 1
    assert (course.statement.appeal == "overturned") == bool(course.told)

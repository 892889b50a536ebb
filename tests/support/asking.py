"""An appeal of alice's, as it is kept: told, asked, answered, and what comes of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from forum.moderation import appeals as rules
from forum.moderation import decisions as decision_rules
from forum.moderation import reviews
from forum.moderation.appeals import Answer, Asking
from forum.moderation.decisions import Verdict
from forum.moderation.reviews import Review
from forum.moderation.statements import Statement
from store import accounts, posts, threads
from store.moderation import appeals, decisions, files, statements, strikes
from support import kept
from support.cast import AT, GUIDELINES, NOW, alice, ident, lee

Read = Callable[[], Any]
Place = tuple[str, str, str]
WORDS = "It was my own street."


def told(step: str = "") -> Statement:
    """Alice's opening was taken down by mo, and she has its reasons."""
    kept.account(alice)
    _, post = kept.thread()
    made = kept.decide(kept.reported(post), post, step=step).decision
    return statements.get_statement(alice.id, made.id, at=AT)


def asked(about: Statement, text: str = WORDS, now: datetime = NOW) -> Asking:
    """She asks for another look, as things stand."""
    return rules.ask(alice, about, posts.get_post(about.post_id), text, now)


def answer(about: Statement, name: str = "an answer", outcome: str = "overturn") -> Verdict:
    """Lee answers, as things stand."""
    file = files.get_file(about.id)
    sent = Answer(id=ident(name), outcome=outcome, guideline="", line="So it was.", case_version=1)
    decision = decisions.get_decision(about.post_id, about.id)
    return rules.answer(lee, file, decision, sent, alone=False, guidelines=GUIDELINES, now=NOW)


def answered(outcome: str = "overturn", step: str = "") -> Statement:
    """All of it, up to an answer of which nobody has been told."""
    about = told(step)
    appeals.add_appeal(asked(about))
    decisions.add_decision(answer(about, outcome=outcome))
    return statements.get_statement(alice.id, about.id, at=AT)


def undo(about: Statement) -> Verdict:
    """Lee takes the answer back."""
    file = files.get_file(about.id)
    return decision_rules.undo(lee, file, None, None, id=file.decisions[0].id, now=NOW)


def review(about: Statement) -> Review:
    """What comes of the answer, as things stand."""
    file = files.get_file(about.id)
    post = posts.get_post(about.post_id)
    made = reviews.review(
        file,
        file.decisions[0],
        statements.find_statement(alice.id, about.id, at=AT),
        post,
        threads.find_opened(post),
        answers=frozenset(),
        now=NOW,
        strikes=strikes.list_strikes(alice.id, at=AT),
        account=accounts.get_account(alice.id),
    )
    assert made
    return made


def a_statement() -> tuple[Place, Read]:
    """Where one stands, and how it is read."""
    about = told()
    place = "forum", f"account#{alice.id}", f"statement#{about.id}"
    return place, lambda: statements.get_statement(alice.id, about.id, at=AT)


def an_appeal() -> tuple[Place, Read]:
    """The same of an appeal."""
    about = told()
    appeals.add_appeal(asked(about))
    place = "safety", f"case#{about.id}", f"appeal#{about.id}"
    return place, lambda: files.get_file(about.id).appeal


def a_strike() -> tuple[Place, Read]:
    """The same of a strike."""
    about = told("pause 14")
    place = "safety", f"strikes#{alice.id}", f"strike#{about.id}"
    return place, lambda: strikes.list_strikes(alice.id, at=AT)[0]

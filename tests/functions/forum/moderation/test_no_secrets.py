"""No shadow bans (M21): whatever authors, moderators, reporters and the worker do, in any order,
nothing becomes less for others without an act of its author or a notice to them; nothing waits
without a time; and nobody reads what had to be read first.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from forum import changes, posts, times
from forum.accounts import Viewer
from forum.changes import Change
from forum.errors import Refusal
from forum.moderation import actions, cases, decisions, holds, pauses, settlements
from forum.moderation.cases import Case, CaseFile, Decision
from forum.moderation.decisions import Ruling
from forum.moderation.notices import Notice, about_returned
from forum.moderation.reports import Report
from forum.posts import Post
from support import cast
from support.cast import GUIDELINES, NOW, alice, bob, ident, mo, nell, words

COMMUNITY = cast.community()
LINK = "See www.example.org"
SAID = st.sampled_from(["Words", "Other words", LINK, f"{LINK}, please"])
Act = Callable[[], Any]


class NoSecrets(RuleBasedStateMachine):
    """One post from when it is written to when it is gone, with the case and the notices about it;
    `owed` says that something became less and its author does not know yet.
    """

    @initialize(by=st.sampled_from([alice, nell]), opening=st.booleans(), said=SAID)
    def somebody_writes(self, by: Viewer, opening: bool, said: str) -> None:
        self.now, self.author, self.count = NOW, by, 0
        self.case: Case | None = None
        self.reports: tuple[Report, ...] = ()
        self.decisions: tuple[Decision, ...] = ()
        self.told: list[tuple[str, str]] = []
        self.read: set[str] = set()
        self.owed = False
        self.around, first = cast.conversation(by=by if opening else bob)
        made = first if opening else cast.reply(self.around, by=by)
        made = replace(made, words=words(said))
        self.post, self.thread = made, self.around if opening else None
        self.keep(holds.screen(by, made, self.around, community=COMMUNITY, now=self.now))

    # What the shelves would do.

    def keep(self, change: Change) -> None:
        self.post, self.thread = change.post, change.thread or self.thread
        if self.post.waits:
            self.opens(cases.held(self.post))
        left = self.post.state == "withdrawn" and self.post.back_to in posts.WAITING
        if left and self.case and self.case.state == "open" and self.case.hold:
            self.case = replace(self.case, state="closed", hold="")

    def opens(self, case: Case) -> None:
        """A case is opened, or one that is open is joined."""
        was = self.case
        if was and was.state == "open":
            self.case = replace(was, version=was.version + 1, hold=case.hold or was.hold)
        else:
            self.case = replace(case, version=was.version + 1 if was else 1)

    def is_open(self) -> bool:
        return self.case is not None and self.case.state == "open"

    def file(self) -> CaseFile:
        assert self.case
        return CaseFile(case=self.case, reports=self.reports, decisions=self.decisions)

    def name(self) -> str:
        self.count += 1
        return ident(f"act {self.count}")

    def tell(self, *notices: Notice) -> None:
        for each in notices:
            if each.inbox == self.author.id:
                assert (each.id, each.kind) not in self.told, "told twice"
                self.told.append((each.id, each.kind))
                self.owed = False

    def watch(self, act: Act, *, by_author: bool = False) -> None:
        """Does it, unless it is refused, and looks at what others can read before and after."""
        before = seen(self.post)
        try:
            act()
        except Refusal:
            assert seen(self.post) == before
        after = seen(self.post)
        if after:
            self.owed = False
        elif before and not by_author:
            self.owed = True

    # What people do.

    @rule(hours=st.sampled_from([1, 25, 24 * 31]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @precondition(lambda self: self.post.state in posts.OWN)
    @rule(said=SAID, crisis=st.booleans())
    def its_author_changes_it(self, said: str, crisis: bool) -> None:
        def act() -> None:
            about = (self.post, self.thread)
            how = {"version": self.post.version, "words": words(said), "title": "A night"}
            made = changes.edit(self.author, *about, want="listen", **how)
            there = {"community": COMMUNITY, "now": self.now, "crisis": crisis}
            around = self.thread or self.around
            self.keep(holds.screen_edit(self.author, self.post, around, made, **there))

        self.watch(act, by_author=True)

    @precondition(lambda self: self.post.state in (*posts.OWN, "withdrawn"))
    @rule(act=st.sampled_from([changes.withdraw, changes.undo, changes.undo]))
    def its_author_takes_it_back_or_brings_it_back(self, act: Any) -> None:
        self.watch(
            lambda: self.keep(act(self.author, self.post, self.thread, now=self.now)),
            by_author=True,
        )

    @precondition(lambda self: self.post.state == "visible")
    @rule()
    def somebody_reports_it(self) -> None:
        made = cast.report(cast.target_of(self.post), self.name(), inbox=bob.id)
        self.opens(cases.opened(made))
        self.reports += (made,)

    @precondition(lambda self: self.is_open())
    @rule(choice=st.integers(0, 2))
    def a_moderator_decides(self, choice: int) -> None:
        file = self.file()
        possible = actions.actions_for(file.case.target, self.post)
        action = possible[choice % len(possible)].slug

        def act() -> None:
            ruling = Ruling(
                id=self.name(),
                action=action,
                guideline="g1",
                line="A sentence.",
                post_version=self.post.version,
                case_version=file.case.version,
            )
            verdict = decisions.decide(
                mo, file, self.post, self.thread, ruling, guidelines=GUIDELINES, now=self.now
            )
            self.case = verdict.case
            self.decisions += (verdict.decision,)
            if action == "approve":
                self.read.add(self.post.latest.source)
            if verdict.change:
                self.keep_covered(verdict.change)

        self.watch(act)

    def keep_covered(self, change: Change) -> None:
        self.post, self.thread = change.post, change.thread or self.thread

    @precondition(lambda self: self.pending())
    @rule()
    def a_moderator_takes_their_decision_back(self) -> None:
        file, found = self.file(), self.pending()
        assert found

        def act() -> None:
            verdict = decisions.undo(mo, file, self.post, self.thread, id=found.id, now=self.now)
            self.case = verdict.case
            self.became(verdict.decision)
            if verdict.change:
                self.keep_covered(verdict.change)

        self.watch(act)

    @precondition(lambda self: self.is_open() and self.post.state == "visible")
    @rule()
    def a_moderator_pauses_it(self) -> None:
        file = self.file()

        def act() -> None:
            made = pauses.pause(
                mo,
                file,
                self.post,
                self.thread,
                id=self.name(),
                version=self.post.version,
                now=self.now,
            )
            if made.change.is_one:
                self.case = made.case
                self.keep_covered(made.change)
                self.notices = (made.notice,)

        self.notices: tuple[Notice, ...] = ()
        self.watch(act)
        self.tell(*self.notices)

    @precondition(lambda self: self.pending())
    @rule()
    def the_worker_tells(self) -> None:
        file, found = self.file(), self.pending()
        assert found

        def act() -> None:
            made = settlements.settle(file, found, self.post, self.thread, now=self.now)
            assert made
            self.case = made.case
            self.became(made.decision)
            closed = {each.id for each in made.reports}
            self.reports = tuple(each for each in self.reports if each.id not in closed)
            if made.change:
                self.keep_covered(made.change)
            self.notices = made.notices

        self.notices = ()
        self.watch(act)
        self.tell(*self.notices)

    @precondition(lambda self: self.post.ask and self.post.state in ("returned", "visible"))
    @rule()
    def the_worker_reminds(self) -> None:
        if self.post.nudge_at and times.parse(self.post.nudge_at) <= self.now:
            self.post = replace(self.post, nudge_at="")
        elif not self.post.nudge_at and times.parse(self.post.ask_until) <= self.now:
            told = replace(about_returned(self.post, "lapsed", self.now), id=self.name())
            self.watch(lambda: self.keep(changes.lapse(self.post, self.thread, now=self.now)))
            self.tell(told)

    @precondition(lambda self: self.post.purge_at)
    @rule()
    def the_worker_purges(self) -> None:
        if self.post.purge_at and times.parse(self.post.purge_at) <= self.now:
            self.watch(lambda: self.keep_covered(changes.purge(self.post, self.thread)))

    def pending(self) -> Decision | None:
        return next((each for each in self.decisions if each.state == "pending"), None)

    def became(self, decision: Decision) -> None:
        self.decisions = tuple(
            decision if each.id == decision.id else each for each in self.decisions
        )

    # What must hold.

    @invariant()
    def its_author_knows_or_will_in_less_than_two_minutes(self) -> None:
        taken_back = self.post.state in ("withdrawn", "purged")
        assert not self.owed or taken_back or self.pending()

    @invariant()
    def what_waits_or_is_paused_has_a_time_and_somebody_to_look(self) -> None:
        if self.post.waits or self.post.state == "paused":
            assert self.case and self.case.due_at
            assert self.case.state == "open" or self.pending()
        if self.post.waits:
            assert self.post.hold and self.post.look_by
        if self.post.ask:
            assert self.post.ask_until

    @invariant()
    def nobody_reads_what_had_to_be_read_first(self) -> None:
        if LINK in seen(self.post):
            assert self.post.words.source in self.read or self.known()

    def known(self) -> bool:
        """An address that a moderator has let through before."""
        return any(LINK in each for each in self.read)

    @invariant()
    def what_was_never_up_left_no_trace(self) -> None:
        if not self.post.up:
            assert seen(self.post) == "" and not posts.is_shown(bob, self.post)
            assert self.thread is None or (self.thread.state, self.thread.up) == (
                self.post.state,
                False,
            )


def seen(post: Post) -> str:
    """What others can read of it."""
    return post.words.source if post.state == "visible" else ""


TestNoSecrets = NoSecrets.TestCase
TestNoSecrets.settings = settings(max_examples=500, stateful_step_count=40)

"""What a step of care brings about: whom it tells, what it logs, and what it never does."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from forum import times
from forum.accounts import Viewer
from forum.errors import CaseMoved, Incomplete, NotFound, OwnCase, Refusal
from forum.moderation import caring, cases, welfare
from forum.moderation.caring import Act, Care
from forum.moderation.cases import CaseFile
from forum.moderation.hours import ALWAYS
from support.cast import NOW, alice, bob, conversation, ident, lee, mo, report, target_of

_, POST = conversation()
TARGET = target_of(POST)
WORRY = report(TARGET, kind="worried", reason="low", inbox=bob.id)
FILE = CaseFile(case=cases.opened(WORRY), reports=(WORRY,))
LINE = "I read you, and I am glad that you wrote."


def act(step: str = "assess", outcome: str = "3", version: int = 0, **how: Any) -> Act:
    name = how.pop("name", f"{step} {version}")
    return Act(
        id=ident(name), **{"step": step, "outcome": outcome, "line": "", **how}, version=version
    )


def care(made: Act, file: CaseFile = FILE, *, by: Viewer = mo, **how: Any) -> Care:
    return caring.care(by, file, made, **{"hours": ALWAYS, "now": NOW, **how})


def after(file: CaseFile, made: Care) -> CaseFile:
    """The file as the shelves would give it back."""
    told = {each.id: each for each in made.told}
    reports = tuple(told.get(each.id, each) for each in file.reports)
    return replace(file, welfare=made.welfare, reports=reports, case=made.case or file.case)


ASSESSED = after(FILE, care(act()))


def test_whoever_worried_hears_at_once_that_a_moderator_is_with_them():
    made = care(act())
    (notice,) = made.notices
    assert (notice.inbox, notice.kind, notice.outcome) == (bob.id, "report", "with-them")
    assert notice.line == "" and mo.id not in str(notice)
    assert [each.id for each in made.told] == [WORRY.id]


def test_nobody_hears_it_twice_and_who_came_later_hears_it_with_the_next_step():
    later = report(TARGET, "another", kind="worried", reason="danger", inbox=lee.id)
    file = replace(ASSESSED, reports=(*ASSESSED.reports, later))
    made = care(act("reach-out", "sent", 1, line=LINE), file)
    assert [each.inbox for each in made.notices if each.kind == "report"] == [lee.id]
    assert caring.untold(after(file, made)) == ()


def test_a_report_about_a_guideline_is_not_answered_by_it():
    rule_report = report(TARGET, "a rule", inbox=lee.id)
    assert care(act(), replace(FILE, reports=(rule_report,))).notices == ()


def test_who_fears_for_themselves_is_written_to_and_not_thanked_for_telling():
    own = replace(WORRY, inbox=alice.id)
    made = care(act(), replace(FILE, reports=(own,)))
    assert made.notices == () and made.told[0].told


def test_the_person_reads_the_moderators_own_sentence():
    made = care(act("reach-out", "sent", 1, line=LINE), ASSESSED)
    (notice,) = made.notices
    assert (notice.inbox, notice.kind, notice.line) == (alice.id, "reach-out", LINE)
    assert (notice.post_id, notice.outcome) == (POST.id, "3")


def test_a_message_without_a_sentence_of_ones_own_is_refused():
    with pytest.raises(Incomplete) as refused:
        care(act("reach-out", "sent", 1), ASSESSED)
    assert [each.field for each in refused.value.fields] == ["message"]


def test_nobody_is_written_to_who_has_left():
    gone = replace(FILE, case=replace(FILE.case, target=replace(TARGET, author_id="")))
    made = care(act(), gone)
    assert not made.heavy
    assert care(act("reach-out", "sent", 1, line=LINE), after(gone, made)).notices == ()


def test_a_plan_makes_the_case_the_most_urgent_and_so_calls_the_others():
    made = care(act(outcome="4"))
    assert made.case == replace(FILE.case, priority=0, version=2)
    assert cases.cannot_wait(made.case, FILE.case)
    closed = replace(FILE.case, state="decided")
    assert care(act(outcome="4"), replace(FILE, case=closed)).case == replace(closed, version=2)


def test_a_step_that_tells_no_reporter_leaves_the_case_alone():
    assert care(act()).case == replace(FILE.case, version=2)
    assert care(act("reach-out", "sent", 1, line=LINE), ASSESSED).case is None


def test_nothing_is_decided_before_the_person_was_written_to():
    written = after(ASSESSED, care(act("reach-out", "sent", 1, line=LINE), ASSESSED))
    another = report(TARGET, "another", kind="worried", reason="low", inbox=lee.id)
    more = replace(written, reports=(*written.reports, another))
    waits = [caring.waits(each) for each in (FILE, ASSESSED, written, more)]
    assert waits == [True, True, False, True]
    plain = report(TARGET, "a rule")
    assert not caring.waits(CaseFile(case=cases.opened(plain), reports=(plain,)))


@pytest.mark.parametrize(
    ("level", "heavy"), [("1", ""), ("2", ""), ("3", alice.id), ("4", alice.id)]
)
def test_only_a_heavy_case_counts_towards_an_offer_of_support(level: str, heavy: str):
    assert care(act(outcome=level)).heavy == heavy


@pytest.mark.parametrize(
    ("made", "by", "refusal"),
    [
        (act(), bob, NotFound),
        (act(), replace(mo, account=replace(mo.account, id=alice.id)), OwnCase),
        (act(version=1), mo, CaseMoved),
        (act(outcome="5"), mo, Incomplete),
        (act(outcome="no"), mo, Incomplete),
        (act("review", "done"), mo, NotFound),
    ],
)
def test_refuses(made: Act, by: Viewer, refusal: type[Refusal]):
    with pytest.raises(refusal):
        care(made, by=by)


def test_care_is_no_judgement_so_who_worried_may_care():
    own = replace(FILE, reports=(replace(WORRY, inbox=mo.id),))
    assert care(act(), own).welfare.state == "reach-out"


def test_the_log_says_what_was_done_and_nothing_of_how_anybody_is():
    made = care(act("reach-out", "sent", 1, line=LINE), ASSESSED)
    assert (made.event.event, made.event.target) == ("welfare-reach-out", POST.id)
    assert (made.event.actor_id, made.event.reason) == (mo.id, "")
    assert {care(act(outcome=str(each))).event.event for each in (1, 2, 3, 4)} == {"welfare-assess"}


class Worry(RuleBasedStateMachine):
    """Any order of steps, good and bad, of reports and of time: what was worried about is looked
    after to its end, and nothing is ever held against anybody.
    """

    @initialize()
    def somebody_worries(self) -> None:
        self.now, self.file, self.count = NOW, FILE, 0
        self.events = 0
        self.heard: list[str] = []
        self.since: set[str] = set()

    @rule(hours=st.sampled_from([1, 5, 13, 25]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(kind=st.sampled_from(["worried", "guideline"]), inbox=st.sampled_from("xyz"))
    def somebody_reports(self, kind: str, inbox: str) -> None:
        self.count += 1
        reason = "low" if kind == "worried" else ""
        name = f"report {self.count}"
        made = report(TARGET, name, kind=kind, reason=reason, inbox=f"{inbox}{self.count}")
        self.file = replace(self.file, reports=(*self.file.reports, made))

    @rule(level=st.sampled_from("0123455"), by=st.sampled_from([mo, lee]))
    def somebody_assesses(self, level: str, by: Viewer) -> None:
        self.tries(act("assess", level, caring.of(self.file).version), by)

    @rule(
        step=st.sampled_from(sorted(welfare.OUTCOMES)),
        outcome=st.sampled_from(sorted({o for each in welfare.OUTCOMES.values() for o in each})),
        line=st.sampled_from(["", LINE]),
        stale=st.booleans(),
        by=st.sampled_from([mo, lee, bob, alice]),
    )
    def somebody_takes_any_step(
        self, step: str, outcome: str, line: str, stale: bool, by: Viewer
    ) -> None:
        version = caring.of(self.file).version - stale
        self.tries(act(step, outcome, version, line=line), by)

    @precondition(lambda self: caring.of(self.file).under_way)
    @rule(data=st.data(), by=st.sampled_from([mo, lee]), steps=st.integers(1, 8))
    def somebody_goes_on_as_the_page_says(self, data: Any, by: Viewer, steps: int) -> None:
        for _ in range(steps):
            found = caring.of(self.file)
            if not found.under_way:
                return
            if found.state != "answer" or data.draw(st.booleans()):
                self.now = max(self.now, times.parse(found.opens_at))
            outcome = data.draw(st.sampled_from(welfare.outcomes(found, self.now)))
            self.tries(act(found.state, outcome, found.version, line=LINE), by)

    @rule(by=st.sampled_from([mo, lee, bob]))
    def somebody_hands_it_over(self, by: Viewer) -> None:
        self.tries(act("hand-over", "", caring.of(self.file).version), by)

    def tries(self, made: Act, by: Viewer) -> None:
        before = caring.of(self.file)
        fresh = bool(caring.untold(self.file))
        try:
            done = care(made, self.file, by=by, now=self.now)
        except Refusal:
            assert caring.of(self.file) == before
            return
        assert by.is_moderator
        self.keeps(made, before, done, fresh)
        self.file = after(self.file, done)

    def keeps(self, made: Act, before: Any, done: Care, fresh: bool) -> None:
        """Checks one step by what was before it."""
        self.events += 1
        assert done.welfare.version == before.version + 1
        assert LINE not in str(done.event) and LINE not in str(done.welfare)
        kinds = {(each.kind, each.outcome) for each in done.notices}
        assert {kind for kind, _ in kinds} <= {"reach-out", "report"}
        self.heard += [each.inbox for each in done.notices if each.kind == "report"]
        if made.step == "assess":
            assert fresh or before.state != "closed"
            self.since = set() if before.state == "closed" else self.since
        if made.step == "follow-up":
            assert not times.is_before(self.now, before.opens_at)
        if made.step == "hand-over":
            assert (done.welfare.state, done.welfare.due_at) == (before.state, before.due_at)
        self.since.add(made.step)
        if made.step == "reach-out":
            self.since.add(f"written at {done.welfare.level}")
        if done.welfare.state == "closed":
            self.ends_whole()

    def ends_whole(self) -> None:
        """Nobody in distress who was written to as such is left without a look later."""
        written = {f"written at {level}" for level in (2, 3, 4)} & self.since
        assert "reach-out" in self.since
        assert not written or "follow-up" in self.since
        assert not written - {"written at 2"} or "debrief" in self.since

    @invariant()
    def each_step_is_one_entry_and_is_told_once(self) -> None:
        assert self.events == caring.of(self.file).version == len(caring.of(self.file).log)
        assert len(self.heard) == len(set(self.heard))

    @invariant()
    def what_is_under_way_is_due(self) -> None:
        found = caring.of(self.file)
        assert bool(found.due_at) == found.under_way
        assert found.opens_at <= found.due_at

    @invariant()
    def no_word_is_hidden_and_nothing_counts_against_anybody(self) -> None:
        assert self.file.case.state == "open" and self.file.decisions == ()


TestWorry = Worry.TestCase

"""Whoever fears for somebody hears as soon as a moderator takes the case, and once (N1)."""

from dataclasses import replace

import pytest

from forum.errors import BeingRead, OwnCase
from forum.moderation import caring, cases
from forum.moderation.caring import Act
from forum.moderation.cases import CaseFile
from forum.moderation.hours import ALWAYS
from forum.moderation.leases import Claim
from forum.moderation.reports import Report
from support.cast import NOW, alice, bob, digest, ident, lee, mo, report
from support.rulings import TARGET

WORRY = report(TARGET, kind="worried", reason="low", inbox=bob.id)
RULE = report(TARGET, "a rule", inbox=lee.id)
CODE = report(TARGET, "a code", kind="worried", reason="danger", inbox=digest("a code"))


def file(*reports: Report) -> CaseFile:
    return CaseFile(case=cases.opened(reports[0]), reports=reports)


def after(about: CaseFile, claim: Claim) -> CaseFile:
    heard = {each.id: each for each in claim.heard}
    reports = tuple(heard.get(each.id, each) for each in about.reports)
    return replace(about, case=claim.case, reports=reports)


def test_they_are_told_that_somebody_is_there_and_nothing_else():
    claim = caring.take(mo, file(WORRY, RULE, CODE), now=NOW)
    assert {each.inbox for each in claim.notices} == {bob.id, digest("a code")}
    assert {(each.kind, each.outcome, each.line) for each in claim.notices} == {
        ("report", "with-them", "")
    }
    assert [each.id for each in claim.heard] == [WORRY.id, CODE.id]
    assert mo.id not in str(claim.notices)


def test_nobody_is_told_twice_by_the_first_step_of_care():
    about = after(file(WORRY), caring.take(mo, file(WORRY), now=NOW))
    act = Act(id=ident("an act"), step="assess", outcome="3", line="", version=0)
    made = caring.care(mo, about, act, hours=ALWAYS, now=NOW)
    assert not [each for each in made.notices if each.kind == "report"]
    assert [each.id for each in made.told] == [WORRY.id]


def test_to_hear_of_it_is_not_to_be_looked_after_yet():
    about = after(file(WORRY), caring.take(mo, file(WORRY), now=NOW))
    assert caring.untold(about) == about.reports and caring.waits(about)


def test_taking_it_again_tells_nobody_and_a_later_worry_is_told_with_the_next_claim():
    about = after(file(WORRY), caring.take(mo, file(WORRY), now=NOW))
    assert caring.take(mo, about, now=NOW).notices == ()
    later = replace(about, reports=(*about.reports, CODE), case=replace(about.case, lease_until=0))
    assert [each.inbox for each in caring.take(lee, later, now=NOW).notices] == [digest("a code")]


def test_a_guideline_alone_tells_nobody():
    assert caring.take(mo, file(RULE), now=NOW).notices == ()


def test_who_worries_about_themselves_is_not_thanked_for_telling():
    assert caring.take(mo, file(replace(WORRY, inbox=alice.id)), now=NOW).notices == ()


def test_refuses_as_a_claim_does():
    with pytest.raises(OwnCase):
        caring.take(replace(mo, account=alice.account), file(WORRY), now=NOW)
    taken = after(file(WORRY), caring.take(mo, file(WORRY), now=NOW))
    with pytest.raises(BeingRead):
        caring.take(lee, replace(taken, reports=()), now=NOW)

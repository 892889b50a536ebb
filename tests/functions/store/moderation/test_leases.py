"""A case is read by one moderator at a time, whoever runs into whom (M16)."""

from datetime import timedelta
from typing import Any

import pytest

from forum.errors import BeingRead, CaseMoved, Decided
from forum.moderation import caring
from forum.posts import Post
from store.moderation import cases, decisions, files, leases, notices
from support import claims, kept
from support.cast import AT, NOW, bob, lee, mo
from support.races import at_once, connect_for_threads, kinds

LATER = NOW + timedelta(minutes=16)


def reported() -> tuple[Any, Post]:
    """A case about a post, and the post."""
    _, post = kept.thread()
    return kept.reported(post), post


def claimed() -> tuple[Any, Post]:
    """A case that mo reads, and the post."""
    file, post = reported()
    leases.add_claim(claims.claim(file.case))
    return files.get_file(post.id), post


def test_a_claim_and_its_entry_go_together_and_the_version_stays(backend):
    file, _ = claimed()
    assert (file.case.lease_by, file.case.lease_until) == (mo.id, AT + 900)
    assert file.case.version == claims.claim(file.case).case.version == 1
    assert [entry.event.event for entry in kept.log()] == ["claim"]


def test_the_queue_knows_until_when_and_not_who(backend):
    claimed()
    (case,) = cases.list_open_cases()
    assert (case.lease_until, case.lease_by) == (AT + 900, "")


def test_of_two_at_once_one_has_it(backend):
    connect_for_threads(backend)
    file, post = reported()
    both = [claims.claim(file.case, by) for by in (mo, lee)]
    outcomes = at_once(*[lambda each=each: leases.add_claim(each) for each in both])
    assert kinds(outcomes) == {"BeingRead": 1, "NoneType": 1}
    winner = both[outcomes.index(None)]
    assert files.get_file(post.id).case.lease_by == winner.case.lease_by
    assert [entry.event for entry in kept.log()] == [winner.event]


def test_each_act_renews_it_and_the_log_is_told_once(backend):
    file, post = claimed()
    leases.add_claim(claims.claim(file.case, now=NOW + timedelta(minutes=10)))
    assert files.get_file(post.id).case.lease_until == AT + 25 * 60
    assert len(kept.log()) == 1


def test_one_that_has_lapsed_is_in_nobodys_way(backend):
    file, post = claimed()
    leases.add_claim(claims.claim(file.case, lee, LATER))
    assert files.get_file(post.id).case.lease_by == lee.id
    leases.set_renewed(claims.claim(file.case, mo, NOW))
    assert files.get_file(post.id).case.lease_by == lee.id


def test_what_is_handed_on_is_free_at_once(backend):
    file, post = claimed()
    leases.set_handed_on(claims.handed_on(file.case))
    (case,) = cases.list_open_cases()
    assert case.lease_until == 0
    leases.add_claim(claims.claim(files.get_file(post.id).case, lee))


def test_a_decision_loses_to_somebody_who_began_to_read_meanwhile(backend):
    file, post = reported()
    verdict = kept.verdict(file, post, by=lee)
    leases.add_claim(claims.claim(file.case))
    with pytest.raises(BeingRead):
        decisions.add_decision(verdict)
    assert [entry.event.event for entry in kept.log()] == ["claim"]
    assert files.get_file(post.id).case.state == "open"


def test_a_claim_loses_to_a_decision_meanwhile(backend):
    file, post = reported()
    claim = claims.claim(file.case, lee)
    decisions.add_decision(kept.verdict(file, post))
    with pytest.raises(Decided):
        leases.add_claim(claim)
    assert kept.item("safety", f"case#{post.id}", "case").keys().isdisjoint({"lease_by"})


@pytest.mark.parametrize("act", ["claim", "hand on"])
def test_a_report_meanwhile_keeps_its_place_in_the_queue(backend, act: str):
    file, post = claimed() if act == "hand on" else reported()
    kept.report_post(post, "worse", kind="worried", reason="danger", inbox=bob.id)
    with pytest.raises(CaseMoved):
        if act == "claim":
            leases.add_claim(claims.claim(file.case))
        else:
            leases.set_handed_on(claims.handed_on(file.case))
    (case,) = cases.list_open_cases()
    item = kept.item("safety", f"case#{post.id}", "case")
    assert case.priority == 0 and item["queue_order"]["S"].startswith("P0#")


def test_who_reads_it_is_forgotten_with_the_decision(backend):
    file, post = claimed()
    kept.decide(file, post, action="keep")
    item = kept.item("safety", f"case#{post.id}", "case")
    assert not {"lease_by", "lease_until", "queue_order"} & set(item)


def worried() -> tuple[Any, Post]:
    """A case of somebody whom bob fears for."""
    _, post = kept.thread()
    kept.report_post(post, kind="worried", reason="low", inbox=bob.id)
    return files.get_file(post.id), post


def told() -> list[str]:
    return [notice.outcome for notice in notices.list_notices(bob.id)[0]]


def test_whoever_worried_is_told_with_the_claim_and_once(backend):
    file, post = worried()
    leases.add_claim(caring.take(mo, file, now=NOW))
    assert told() == ["with-them"] and files.get_file(post.id).reports[0].heard
    leases.add_claim(caring.take(mo, files.get_file(post.id), now=NOW))
    leases.add_claim(caring.take(lee, files.get_file(post.id), now=LATER))
    assert told() == ["with-them"]


def test_the_same_form_twice_at_once_is_one_claim(backend):
    connect_for_threads(backend)
    file, _ = worried()
    claim = caring.take(mo, file, now=NOW)
    assert kinds(at_once(*[lambda: leases.add_claim(claim)] * 4)) == {"NoneType": 4}
    assert told() == ["with-them"]
    assert [entry.event.event for entry in kept.log()] == ["claim"]


def test_of_two_at_once_one_tells_them(backend):
    connect_for_threads(backend)
    file, _ = worried()
    both = [caring.take(by, file, now=NOW) for by in (mo, lee)]
    at_once(*[lambda each=each: leases.add_claim(each) for each in both])
    assert told() == ["with-them"]

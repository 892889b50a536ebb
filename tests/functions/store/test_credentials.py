"""Joining and recovering: all or nothing, and once."""

from dataclasses import replace

import pytest

from forum.accounts import Viewer
from forum.errors import Conflict, NameTaken, UsedCode
from store import accounts, credentials, invitations
from store.credentials import Credentials
from support import kept
from support.cast import AT, alice, bob, digest
from support.races import at_once, connect_for_threads, kinds

WEEK_ENDS = AT + 604_800


def join(
    viewer: Viewer = alice, key: str = "", *, challenge: str = "", at: int = AT, admission=None
) -> Credentials:
    made = kept.credentials(key or f"{viewer.name}'s key", viewer)
    admission = admission or kept.admission(challenge or f"{viewer.name}'s challenge")
    credentials.add_member(viewer.account, made, admission, at=at, week_ends=WEEK_ENDS)
    return made


def what_is_kept_of(viewer: Viewer, made: Credentials) -> list[str]:
    """Every trace that joining leaves of somebody."""
    places = [
        ("forum", f"account#{viewer.id}", "account"),
        ("identity", f"account#{viewer.id}", "credentials"),
        ("identity", f"locator#{made.locator}", "locator"),
        ("identity", f"recovery#{made.recovery}", "recovery"),
        ("ephemeral", f"account#{viewer.id}", "issued"),
        ("ephemeral", f"account#{viewer.id}", "newcomer"),
    ]
    return [pk for table, pk, sk in places if kept.item(table, pk, sk)]


def named(viewer: Viewer, other: Viewer) -> Viewer:
    """The first one, under the other's name."""
    return replace(viewer, account=replace(viewer.account, name=other.name))


def test_joining_keeps_account_key_code_and_name(backend):
    made = join()
    assert accounts.get_account(alice.id) == alice.account
    assert credentials.get_verifier(made.locator) == made.verifier
    assert credentials.get_recovery(made.recovery) == alice.id
    assert kept.item("identity", "name#quiet-heron-482", "name")
    assert len(what_is_kept_of(alice, made)) == 6


def test_there_is_nobody_behind_other_words_or_another_code(backend):
    join()
    assert credentials.get_verifier(digest("other words")) is None
    assert credentials.get_recovery(digest("another code")) is None


def test_a_form_sent_twice_makes_one_member(backend):
    made = join()
    join(at=AT + 60)
    assert accounts.get_account(alice.id) == alice.account
    assert credentials.get_verifier(made.locator) == made.verifier


def test_a_form_found_in_the_history_shows_no_key(backend):
    join()
    with pytest.raises(UsedCode):
        join(at=AT + credentials.ISSUED_SECONDS)


def test_refuses_a_taken_name_and_keeps_nothing_of_it(backend):
    join()
    late = named(bob, alice)
    with pytest.raises(NameTaken):
        join(late, "bob's key", challenge="bob's")
    assert what_is_kept_of(late, kept.credentials("bob's key", late)) == []


def test_of_two_with_one_name_at_once_one_joins_and_nothing_is_left_of_the_other(backend):
    connect_for_threads(backend)
    twins = {alice.id: (alice, "one"), bob.id: (named(bob, alice), "two")}
    outcomes = at_once(
        *[lambda who=who, key=key: join(who, key, challenge=key) for who, key in twins.values()]
    )
    assert kinds(outcomes) == {"Credentials": 1, "NameTaken": 1}
    traces = [len(what_is_kept_of(who, kept.credentials(key, who))) for who, key in twins.values()]
    assert sorted(traces) == [0, 6]


def test_the_loser_of_a_name_may_use_their_challenge_for_another(backend):
    join()
    with pytest.raises(NameTaken):
        join(named(bob, alice), "bob's key", challenge="bob's")
    join(bob, "bob's key", challenge="bob's")
    assert accounts.get_account(bob.id) == bob.account


def test_a_name_is_never_given_twice_whatever_its_case(backend):
    join()
    shouting = replace(bob.account, name=alice.name.upper())
    with pytest.raises(NameTaken):
        join(replace(bob, account=shouting), "bob's key")


def test_refuses_a_used_challenge(backend):
    join(challenge="one")
    with pytest.raises(UsedCode):
        join(bob, challenge="one")
    assert accounts.get_account(bob.id) is None


def test_of_eight_with_one_challenge_at_once_one_joins(backend):
    connect_for_threads(backend)
    people = [
        replace(alice, account=replace(alice.account, id=digest(str(n))[:26], name=f"Name {n}"))
        for n in range(8)
    ]
    outcomes = at_once(*[lambda who=who: join(who, challenge="one") for who in people])
    assert kinds(outcomes) == {"Credentials": 1, "UsedCode": 7}


def invited(viewer: Viewer) -> dict:
    used = invitations.used_item("join", digest("an invitation"), account_id=viewer.id, at=AT)
    return {"Update": used}


def test_an_invitation_lets_one_person_in(backend):
    invitations.add_invitation("join", digest("an invitation"), ends=AT + 60)
    join(admission=invited(alice))
    join(admission=invited(alice))
    with pytest.raises(UsedCode):
        join(bob, admission=invited(bob))
    assert accounts.get_account(bob.id) is None


def test_refuses_an_invitation_that_is_over(backend):
    invitations.add_invitation("join", digest("an invitation"), ends=AT)
    with pytest.raises(UsedCode):
        join(admission=invited(alice))
    assert accounts.get_account(alice.id) is None


@pytest.mark.parametrize("same", ["locator", "recovery"])
def test_two_keys_that_begin_alike_are_a_conflict(backend, same: str):
    first = join()
    theirs = kept.credentials("bob's key", bob)
    unlucky = replace(theirs, **{same: getattr(first, same)})
    with pytest.raises(Conflict):
        credentials.add_member(
            bob.account, unlucky, kept.admission("bob's"), at=AT, week_ends=WEEK_ENDS
        )
    assert credentials.get_verifier(first.locator) == first.verifier
    assert accounts.get_account(bob.id) is None


def recover(used: Credentials, key: str = "a new key", *, at: int = AT) -> None:
    new = kept.credentials(key)
    credentials.set_credentials(alice.id, new, at=at, used_code=used.recovery)


def test_a_recovery_gives_a_new_key_and_ends_every_session(backend):
    old, new = join(), kept.credentials("a new key")
    recover(old)
    assert credentials.get_verifier(new.locator) == new.verifier
    assert credentials.get_recovery(new.recovery) == alice.id
    assert accounts.get_account(alice.id).epoch == 2


def test_the_old_key_proves_nothing_and_its_words_are_never_given_again(backend):
    old = join()
    recover(old)
    assert credentials.get_verifier(old.locator) is None
    item = kept.item("identity", f"locator#{old.locator}", "locator")
    assert (item["verifier"], item["salt"]) == ({"S": ""}, {"S": ""})
    with pytest.raises(Conflict):
        credentials.set_credentials(
            alice.id, replace(kept.credentials("third"), locator=old.locator), at=AT
        )


def test_refuses_a_code_that_was_used(backend):
    old = join()
    recover(old)
    with pytest.raises(UsedCode):
        recover(old, "another key")
    assert credentials.get_recovery(old.recovery) == alice.id
    assert accounts.get_account(alice.id).epoch == 2


def test_the_winners_own_form_again_changes_nothing(backend):
    old = join()
    recover(old)
    recover(old, at=AT + 60)
    assert accounts.get_account(alice.id).epoch == 2


def test_refuses_a_code_for_an_account_that_is_not_there(backend):
    with pytest.raises(UsedCode):
        recover(kept.credentials("no such"))


def test_one_code_used_64_times_at_once_works_once(backend):
    connect_for_threads(backend)
    old = join()
    outcomes = at_once(*[lambda n=n: recover(old, f"new key {n}") for n in range(64)])
    assert kinds(outcomes) == {"NoneType": 1, "UsedCode": 63}
    winner = outcomes.index(None)
    working = [
        n for n in range(64) if credentials.get_verifier(kept.credentials(f"new key {n}").locator)
    ]
    assert working == [winner]
    assert accounts.get_account(alice.id).epoch == 2


def test_one_form_sent_eight_times_at_once_works_as_if_sent_once(backend):
    connect_for_threads(backend)
    old = join()
    assert kinds(at_once(*[lambda: recover(old)] * 8)) == {"NoneType": 8}
    assert accounts.get_account(alice.id).epoch == 2


def test_a_new_key_for_the_old_one_ends_every_session_too(backend):
    old, new = join(), kept.credentials("a new key")
    credentials.set_credentials(alice.id, new, at=AT)
    assert credentials.get_verifier(old.locator) is None
    assert credentials.get_verifier(new.locator) == new.verifier
    assert accounts.get_account(alice.id).epoch == 2


def test_of_two_new_keys_at_once_one_is_kept(backend):
    connect_for_threads(backend)
    join()
    pair = [kept.credentials(name) for name in ("one", "two")]
    outcomes = at_once(
        *[lambda new=new: credentials.set_credentials(alice.id, new, at=AT) for new in pair]
    )
    ends = kinds(outcomes)
    working = [new for new in pair if credentials.get_verifier(new.locator)]
    assert ends in ({"NoneType": 1, "UsedCode": 1}, {"NoneType": 2})
    assert len(working) == 1
    assert accounts.get_account(alice.id).epoch == 1 + ends["NoneType"]


def test_a_key_that_meets_anothers_words_changes_nothing(backend):
    mine, theirs = join(), join(bob)
    unlucky = replace(kept.credentials("a new key"), locator=theirs.locator)
    with pytest.raises(Conflict):
        credentials.set_credentials(alice.id, unlucky, at=AT)
    assert credentials.get_verifier(mine.locator) == mine.verifier
    assert credentials.get_verifier(theirs.locator) == theirs.verifier
    assert accounts.get_account(alice.id).epoch == 1


@pytest.mark.parametrize("at", [AT, AT + credentials.ISSUED_SECONDS - 1])
def test_a_key_was_issued_now_for_ten_minutes(backend, at: int):
    join()
    credentials.check_issued_now(alice.id, at)


def test_refuses_to_show_a_key_of_long_ago(backend):
    with pytest.raises(UsedCode):
        credentials.check_issued_now(alice.id, AT)
    join()
    with pytest.raises(UsedCode):
        credentials.check_issued_now(alice.id, AT + credentials.ISSUED_SECONDS)


def test_what_is_kept_expires_when_it_should(backend):
    join()
    issued = kept.item("ephemeral", f"account#{alice.id}", "issued")
    newcomer = kept.item("ephemeral", f"account#{alice.id}", "newcomer")
    assert issued["expires"] == {"N": str(AT + 600)}
    assert newcomer["expires"] == {"N": str(WEEK_ENDS)}

"""A scenario for each row of the table in functions/store/README.md: the most that it costs.

Those of conversations are in `conversation_patterns`.

A scenario sets the shelves up and returns the one call that is metered. A function that has more
than one way has a scenario for each.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from forum import pace
from forum import team as team_rules
from forum.breaker import Pause
from forum.moderation import audit
from forum.passkeys import Passkey, Ring
from store import (
    accounts,
    breaker,
    counters,
    credentials,
    invitations,
    passkeys,
    roles,
    sessions,
    tables,
    team,
)
from store.moderation import audit as audit_store
from support import kept, seats
from support.cast import AT, NOW, alice, digest, gwen, ident, mo, session
from support.paces import PACES

Act = Callable[[], Any]
Scenario = Callable[[], Act]
SCENARIOS: dict[str, list[Scenario]] = {}
SURGE = Pause(door="member", at=AT, until=AT + 1800)
PHONE = Passkey(id="a" * 43, public_key="k" * 103, counter=1, week="2026-W48")
RING = Ring(account_id=mo.id, passkeys=(PHONE, replace(PHONE, id="b" * 43)))
NEW_KEY = kept.credentials("a new key")


def row(name: str) -> Callable[[Scenario], Scenario]:
    """Registers a scenario for a function of the store."""

    def register(scenario: Scenario) -> Scenario:
        SCENARIOS.setdefault(name, []).append(scenario)
        return scenario

    return register


def nothing() -> None:
    """Nothing stands there."""


def event() -> audit.Event:
    return audit.Event(
        at="2026-11-24T02:15Z",
        actor_role="moderator",
        actor_id=mo.id,
        event="remove",
        target=ident("a post"),
        reason="g1",
    )


def joined(admission: dict[str, Any] | None = None) -> None:
    made = kept.credentials("a key")
    admission = admission or kept.admission()
    credentials.add_member(alice.account, made, admission, at=AT, week_ends=AT + 9)


# Those that need little: what stands there before, and the call.
SIMPLE: tuple[tuple[str, Act, Act], ...] = (
    ("accounts.get_account", lambda: kept.account(alice), lambda: accounts.get_account(alice.id)),
    (
        "accounts.set_inbox_new",
        lambda: kept.account(alice),
        lambda: accounts.set_inbox_new(alice.id),
    ),
    (
        "accounts.set_inbox_seen",
        lambda: kept.account(alice),
        lambda: accounts.set_inbox_seen(alice.id),
    ),
    (
        "accounts.set_month_active",
        lambda: kept.account(alice),
        lambda: accounts.set_month_active(alice.id, "2026-12"),
    ),
    (
        "accounts.set_guidelines",
        lambda: kept.account(alice),
        lambda: accounts.set_guidelines(alice.id, 2),
    ),
    ("audit.get_head", lambda: audit_store.add_event(event()), audit_store.get_head),
    ("audit.add_event", nothing, lambda: audit_store.add_event(event())),
    (
        "counters.get_salt",
        lambda: counters.get_salt("20261124", "aa" * 32, at=AT),
        lambda: counters.get_salt("20261124", "bb" * 32, at=AT),
    ),
    ("counters.get_salt", nothing, lambda: counters.get_salt("20261124", "bb" * 32, at=AT)),
    (
        "counters.remove_salt",
        lambda: counters.get_salt("20261124", "aa" * 32, at=AT),
        lambda: counters.remove_salt("20261124"),
    ),
    (
        "credentials.get_verifier",
        lambda: joined(),
        lambda: credentials.get_verifier(kept.credentials("a key").locator),
    ),
    (
        "credentials.find_name",
        lambda: joined(),
        lambda: credentials.find_name(alice.account.name),
    ),
    (
        "credentials.get_recovery",
        lambda: joined(),
        lambda: credentials.get_recovery(kept.credentials("a key").recovery),
    ),
    ("credentials.add_member", nothing, joined),
    (
        "credentials.check_issued_now",
        lambda: joined(),
        lambda: credentials.check_issued_now(alice.id, AT),
    ),
    (
        "invitations.add_invitation",
        nothing,
        lambda: invitations.add_invitation("join", digest("a code"), ends=AT),
    ),
    (
        "invitations.get_invitation",
        lambda: invitations.add_invitation("join", digest("a code"), ends=AT + 60),
        lambda: invitations.get_invitation("join", digest("a code"), at=AT),
    ),
    (
        "invitations.get_invitation",
        lambda: invitations.add_invitation("staff", digest("a code"), ends=AT + 60),
        lambda: invitations.get_invitation("staff", digest("a code"), at=AT),
    ),
    ("breaker.get_pause", lambda: breaker.set_pause(SURGE), lambda: breaker.get_pause("member")),
    ("breaker.set_pause", nothing, lambda: breaker.set_pause(SURGE)),
    ("passkeys.get_ring", lambda: passkeys.set_ring(RING), lambda: passkeys.get_ring(mo.id)),
    ("passkeys.set_ring", nothing, lambda: passkeys.set_ring(RING, event=event())),
    (
        "passkeys.set_ring",
        lambda: kept.keyed(mo, session(mo)),
        lambda: passkeys.set_ring(RING, challenge=kept.challenge(), used=kept.used(mo)),
    ),
    (
        "passkeys.set_ring",
        lambda: kept.keyed(mo, session(mo)),
        lambda: passkeys.set_ring(
            RING, challenge=kept.challenge(), used=kept.used(mo), event=event()
        ),
    ),
    ("team.add_seat", nothing, lambda: team.add_seat(mo.id, "Mo")),
    ("roles.set_role", nothing, lambda: roles.set_role(mo.id, "moderator")),
    ("sessions.add_session", nothing, lambda: sessions.add_session(session())),
    (
        "sessions.set_seen",
        lambda: sessions.add_session(session()),
        lambda: sessions.set_seen(replace(session(), seen=AT + 600)),
    ),
    (
        "sessions.remove_session",
        lambda: sessions.add_session(session()),
        lambda: sessions.remove_session(alice.id, session().digest),
    ),
    (
        "sessions.set_every_session_ended",
        lambda: kept.account(alice),
        lambda: sessions.set_every_session_ended(alice.id),
    ),
)


def given(before: Act, call: Act) -> Act:
    """Sets the shelves up, and returns the call."""
    before()
    return call


for name, before, call in SIMPLE:
    SCENARIOS.setdefault(name, []).append(partial(given, before, call))


@row("accounts.find_viewer")
def _() -> Act:
    kept.account(mo)
    sessions.add_session(session(mo))
    roles.set_role(mo.id, "moderator")
    tables.call("put_item", **accounts.newcomer_item(mo.id, until=AT))
    return lambda: accounts.find_viewer(mo.id, session(mo).digest, AT)


@row("team.get_team")
def _() -> Act:
    seats.seated()
    return lambda: team.get_team(AT)


@row("team.set_change")
def _() -> Act:
    seats.seated()
    return seats.act(team_rules.propose, "moderator", whose=gwen)


@row("team.set_change")
def _() -> Act:
    seats.seated()
    seats.act(team_rules.propose, "moderator", whose=gwen)()
    return seats.act(team_rules.agree, "moderator", whose=gwen, by=seats.other_lead())


@row("team.set_change")
def _() -> Act:
    seats.seated()
    what, ring = "new-passkey", replace(RING, account_id=gwen.id)
    seats.act(team_rules.propose, what, whose=gwen)()
    return seats.act(team_rules.agree, what, whose=gwen, by=seats.other_lead(), ring=ring)


@row("counters.add_turn")
def _() -> Act:
    rule = PACES["reply"]
    act = ident("a reply")

    def turn() -> int:
        windows = pace.windows(rule, NOW)
        return counters.add_turn(rule.name, alice.id, windows, apart=20, at=AT, act=act)

    turn()
    return turn


@row("counters.remove_turn")
def _() -> Act:
    rule, act = PACES["thread"], ident("a thread")
    windows = pace.windows(rule, NOW)
    counters.add_turn(rule.name, alice.id, windows, apart=0, at=AT, act=act)
    return lambda: counters.remove_turn(rule.name, alice.id, windows, act=act, at=AT)


@row("credentials.add_member")
def _() -> Act:
    invitations.add_invitation("join", digest("a code"), ends=AT + 60)
    used = invitations.used_item("join", digest("a code"), account_id=alice.id, at=AT)
    return lambda: joined({"Update": used})


@row("credentials.set_credentials")
def _() -> Act:
    joined()
    code = kept.credentials("a key").recovery
    return lambda: credentials.set_credentials(alice.id, NEW_KEY, at=AT, used_code=code)


@row("invitations.add_invitation")
def _() -> Act:
    return lambda: invitations.add_invitation(
        "staff", digest("a code"), account_id=mo.id, name="Mo", ends=AT
    )


@row("sessions.list_sessions")
def _() -> Act:
    for number in range(5):
        sessions.add_session(session(name=f"session {number}"))
    return lambda: sessions.list_sessions(alice.id)

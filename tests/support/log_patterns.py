"""The scenarios of the log, of what is noted of it, and of whom the deployer looked up."""

from typing import Any

from forum.moderation import audit, numbers, unsealing
from forum.moderation.anchors import Anchor
from forum.moderation.audit import Event, Head
from forum.moderation.numbers import Numbers
from forum.moderation.unsealing import Unsealing
from store import team
from store.moderation import anchors, unsealings
from store.moderation import audit as audit_store
from store.moderation import numbers as number_store
from support import seats
from support.appeal_patterns import SCENARIOS
from support.cast import AT, NOW, alice, ident, lee, mo
from support.patterns import Act, event, row

__all__ = ["SCENARIOS"]


def unsealed(name: str = "an unsealing") -> tuple[Unsealing, Event]:
    """The deployer looks who wrote a post, at once told."""
    how = {"reason": "law", "by": (lee.id, mo.id), "untold_until": None, "now": NOW}
    return unsealing.unseal(ident("a post"), alice.id, id=ident(name), **how)


def said(what: str, number: int = 0, **how: Any) -> Event:
    """What mo did about a post, as the log has it."""
    plain = {"at": "2026-11-24T02:15Z", "reason": "g1", "target": ident(f"post {number}")}
    return Event(**{"actor_role": "moderator", "actor_id": mo.id, "event": what, **plain, **how})


def counted(month: str = "2026-11") -> Numbers:
    """A month of forty-eight decisions, one of each kind at least."""
    head, entries, at = Head(), [], f"{month}-24T02:15Z"
    for number in range(48):
        what = ("approve", "approve", "keep", "remove", "approve", "return")[number % 6]
        made = said(what, number, at=at, waited=15 * number, answers=1, held=what != "keep")
        entries.append(audit.append(head, made))
        head = Head(seq=entries[-1].seq, hash=entries[-1].hash)
    return numbers.count(entries, month, head)


@row("team.list_names")
def _() -> Act:
    seats.seated()
    return team.list_names


@row("numbers.find_month")
def _() -> Act:
    number_store.add_month(counted())
    return lambda: number_store.find_month("2026-11")


@row("numbers.list_months")
def _() -> Act:
    for month in range(1, 13):
        for year in (2025, 2026):
            number_store.add_month(counted(f"{year}-{month:02d}"))
    return number_store.list_months


@row("numbers.set_wait")
def _() -> Act:
    return lambda: number_store.set_wait(90, AT)


@row("numbers.find_wait")
def _() -> Act:
    number_store.set_wait(None, AT)
    return number_store.find_wait


@row("numbers.add_month")
def _() -> Act:
    return lambda: number_store.add_month(counted())


@row("audit.list_since")
def _() -> Act:
    for _ in range(20):
        audit_store.add_event(event())
    return lambda: audit_store.list_since(Head(), audit_store.get_head())


@row("audit.list_about")
def _() -> Act:
    for _ in range(20):
        audit_store.add_event(event())
    return lambda: audit_store.list_about(ident("a post"))


@row("unsealings.add_unsealing")
def _() -> Act:
    made = unsealed()
    return lambda: unsealings.add_unsealing(*made)


@row("unsealings.list_due")
def _() -> Act:
    for number in range(5):
        unsealings.add_unsealing(*unsealed(f"unsealing {number}"))
    return lambda: unsealings.list_due(AT)


@row("unsealings.set_told")
def _() -> Act:
    made, said = unsealed()
    unsealings.add_unsealing(made, said)
    return lambda: unsealings.set_told(made, unsealing.notice(made, NOW))


@row("anchors.find_anchor")
def _() -> Act:
    anchors.add_anchor("20261124", Head(seq=1, hash="1" * 64))
    return lambda: anchors.find_anchor("20261124")


@row("audit.remove_entry")
def _() -> Act:
    audit_store.add_event(event())
    return lambda: audit_store.remove_entry(1)


@row("anchors.find_oldest")
def _() -> Act:
    for day in range(10, 30):
        anchors.add_anchor(f"202611{day}", Head(seq=day, hash="1" * 64))
    return anchors.find_oldest


@row("anchors.get_beginning")
def _() -> Act:
    anchors.set_beginning(Head(seq=5, hash="1" * 64))
    return anchors.get_beginning


@row("anchors.set_beginning")
def _() -> Act:
    return lambda: anchors.set_beginning(Head(seq=5, hash="1" * 64))


@row("anchors.remove_anchor")
def _() -> Act:
    anchors.add_anchor("20261124", Head(seq=1, hash="1" * 64))
    return lambda: anchors.remove_anchor(Anchor(day="20261124", seq=1, hash="1" * 64))


@row("anchors.list_anchors")
def _() -> Act:
    for day in range(10, 30):
        anchors.add_anchor(f"202611{day}", Head(seq=day, hash="1" * 64))
    return anchors.list_anchors


@row("anchors.add_anchor")
def _() -> Act:
    return lambda: anchors.add_anchor("20261124", Head(seq=1, hash="1" * 64))


@row("audit.check_log")
def _() -> Act:
    for _ in range(20):
        audit_store.add_event(event())
    return audit_store.check_log


def an_anchor() -> tuple[tuple[str, str, str], Act]:
    """Where one is kept, and how it is read."""
    anchors.add_anchor("20261124", Head(seq=1, hash="1" * 64))
    return ("safety", "anchors", "day#20261124"), lambda: anchors.list_anchors()[0]


def an_unsealing() -> tuple[tuple[str, str, str], Act]:
    """The same of one."""
    made, said = unsealed()
    unsealings.add_unsealing(made, said)
    return ("safety", "unsealed", f"{made.due:010d}#{made.id}"), lambda: unsealings.list_due(AT)[0]

"""Who is behind a case, for a legal demand or a danger to somebody's life: `make unseal`.

Two people agreed, every lead reads it in the log, and the member is told. Nothing is printed before
the log has it.
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from backup.home import Home
from deploy.answers import Stop
from forum import ids, names, times
from forum.errors import NotFound
from forum.moderation import unsealing as rules
from forum.moderation.reports import Target
from store import accounts, team
from store.moderation import files, unsealings

WHY = "Say why: REASON=law for a legal demand, or REASON=life for a danger to somebody's life."
ASK = """This looks up which account is behind a case. Every lead reads in the log that it was done,
and the member is told. Two people must have agreed that it is needed. Who are they? Give their
names as the team has them."""
TWO = "Two people have to agree, and each has a name. Nobody was looked up."
NO_DAY = "{text} is no day. Write it as UNTIL=2026-12-24"
FAR = f"UNTIL may be a day from tomorrow on, and at most {rules.UNTOLD_AT_MOST_DAYS} days away."
NO_CASE = "There is no such case. A case is gone 90 days after it is closed."
NOBODY = "Nobody is behind this case any more: what was written is gone, and its author with it."
BY_OTHERS = (
    """Of the two who agreed, so many are of the team: {count}. The log names those to leads."""
)
LOGGED = "The log has it: every lead reads that somebody looked, why, and when."
BEHIND = """Behind this case is {name}, account {id}.
Joined in {made}, here last in {active}. Nothing else is known of them: there is no name, email,
phone, address, network address or place to give to anybody."""
GONE = """Behind this case is {name}, account {id}.
The account is gone, and nothing else is known of it."""
TOLD_NOW = "They find in their inbox, in a minute or two, that it was looked up and why."
TOLD_LATER = "They find in their inbox that it was looked up, and why, on {day}."


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the deployer typed: why, the two who agreed, and until when the member is not told."""

    reason: str
    people: tuple[str, ...]
    until: datetime | None = None


def ask(reason: str, until: str, now: datetime, answer: Callable[[str], str] = input) -> Wish:
    """Asks for the two names. Raises `Stop` for what is missing, before anything is read."""
    if reason not in rules.REASONS:
        raise Stop(WHY, again=False)
    day = _day(until, now) if until else None
    print(ASK)
    people = tuple(answer(f"  {number} of 2: ").strip() for number in (1, 2))
    if len({names.name_key(each) for each in people} - {""}) < rules.PEOPLE:
        raise Stop(TWO, again=False)
    return Wish(reason=reason, people=people, until=day)


def unseal(place: Home, case_id: str, wish: Wish, now: datetime | None = None) -> Iterator[str]:
    """Looks up the account; what is yielded is for the deployer's eyes alone."""
    place.check_there()
    place.shelves()
    now = now or datetime.now(UTC)
    target = _target(case_id)
    by = _seats(wish.people, now)
    kept, event = rules.unseal(
        case_id,
        target.author_id,
        id=ids.encode(secrets.token_bytes(ids.ID_BYTES)),
        reason=wish.reason,
        by=by,
        untold_until=wish.until,
        now=now,
    )
    unsealings.add_unsealing(kept, event)
    yield LOGGED
    if len(by) < rules.PEOPLE:
        yield BY_OTHERS.format(count=len(by))
    yield _behind(target.author_id, target.author_name)
    yield TOLD_LATER.format(day=f"{wish.until:%Y-%m-%d}") if wish.until else TOLD_NOW


def _target(case_id: str) -> Target:
    try:
        target = files.get_file(case_id).case.target
    except NotFound:
        raise Stop(NO_CASE, again=False) from None
    if not target.author_id:
        raise Stop(NOBODY, again=False)
    return target


def _seats(people: tuple[str, ...], now: datetime) -> tuple[str, ...]:
    """The accounts of those who are of the team."""
    wanted = {names.name_key(each) for each in people}
    seats = team.get_team(times.epoch(now)).seats
    return tuple(each.account_id for each in seats if names.name_key(each.name) in wanted)


def _behind(account_id: str, name: str) -> str:
    account = accounts.get_account(account_id)
    if account is None:
        return GONE.format(name=name, id=account_id)
    return BEHIND.format(
        name=account.name, id=account.id, made=account.month_made, active=account.month_active
    )


def _day(text: str, now: datetime) -> datetime:
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise Stop(NO_DAY.format(text=text), again=False) from None
    if not 0 < (day - now).total_seconds() <= rules.UNTOLD_AT_MOST_DAYS * 86400:
        raise Stop(FAR, again=False)
    return day

"""What the worker does about the log of decisions: each day it notes how long it is, where nobody
else may write (N14), each month it counts what the log says of the last one (O6), and it tells
members whom the deployer looked up.
"""

from datetime import datetime, timedelta

from forum import times
from forum.moderation import anchors as anchor_rules
from forum.moderation import numbers
from forum.moderation import unsealing as unsealing_rules
from forum.moderation.unsealing import Unsealing
from store import accounts
from store.moderation import anchors, audit, unsealings
from store.moderation import numbers as number_store

# A write unit each: a thirtieth of what the table may write in a minute.
ENTRIES_PER_RUN = 25


def keep(now: datetime) -> None:
    """One scheduled run."""
    if anchor(now):
        note_wait(now)
    tell_unsealed(now)
    publish(now)
    prune(now)


def anchor(now: datetime) -> bool:
    """Notes the end of the log, once a day (UTC), as soon as there is one; whether it did now."""
    day = times.day(now)
    if anchors.find_anchor(day):
        return False
    head = audit.get_head()
    return head.seq > 0 and anchors.add_anchor(day, head)


def note_wait(now: datetime) -> int | None:
    """Says how long what waits has taken in the last days, for whoever waits now (M6)."""
    first = times.day(now - timedelta(days=numbers.WAIT_OF_DAYS))
    start = anchor_rules.before(anchors.list_anchors(), first)
    minutes = numbers.usual_wait(audit.list_since(start, audit.get_head()), now)
    number_store.set_wait(minutes, times.epoch(now))
    return minutes


def publish(now: datetime) -> bool:
    """Counts the last month that is over, once, if the place was there; whether it did now."""
    month = numbers.due_month(now)
    if number_store.find_month(month):
        return False
    noted = anchors.list_anchors()
    if not any(each.day[:6] <= numbers.first_day(month)[:6] for each in noted):
        return False
    head = audit.get_head()
    entries = audit.list_since(anchor_rules.before(noted, numbers.first_day(month)), head)
    return number_store.add_month(numbers.count(entries, month, head))


def prune(now: datetime) -> int:
    """Takes out of the log what has had its time (P4), up to a place that was noted; how many
    entries. First the log is said to begin there, so that it verifies wherever this run ends.
    """
    oldest = anchors.find_oldest()
    if oldest is None or anchor_rules.over([oldest], now) is None:
        return 0
    noted = anchors.list_anchors()
    last = anchor_rules.over(noted, now) or oldest
    anchors.set_beginning(last.head)
    entries = audit.list_entries(limit=ENTRIES_PER_RUN)
    gone = [entry.seq for entry in entries if entry.seq <= last.seq]
    for seq in gone:
        audit.remove_entry(seq)
    if len(gone) < ENTRIES_PER_RUN:
        for each in (each for each in noted if each.day <= last.day):
            anchors.remove_anchor(each)
    return len(gone)


def tell_unsealed(now: datetime) -> int:
    """Tells members that somebody looked who they are, once their time has come; how many."""
    return sum(_tell_unsealed(each, now) for each in unsealings.list_due(times.epoch(now)))


def _tell_unsealed(unsealing: Unsealing, now: datetime) -> bool:
    """One of them; two runs at once tell them once."""
    if not unsealings.set_told(unsealing, unsealing_rules.notice(unsealing, now)):
        return False
    accounts.set_inbox_new(unsealing.account_id)
    return True

"""The door without people: streams and schedules. It alone purges what its time has come for,
tells people of a decision once it can no longer be undone, and reads a whole table: a page each
minute, to bring old items to their newest form (O5).
What is new among the cases it looks through for what cannot wait, and tells the moderators so; and
for posts that so many reported that they are covered until a person looks.
The alarm of a surge has it note that writing is paused, or no more (`forum/breaker.py`).
What it does about the log is in `logkeeping.py`.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import logkeeping
import settings
from forum import breaker, changes, erasures, times
from forum import migrations as forms
from forum.accounts import Viewer
from forum.changes import Change
from forum.errors import CaseMoved, Conflict, NotFound, Resting
from forum.migrations import MIGRATIONS, Migration
from forum.moderation import cases, redactions, reviews, settlements, thresholds
from forum.moderation.cases import Case, CaseFile, Decision
from forum.moderation.notices import about_returned
from forum.posts import Post
from store import accounts, counters, migrations, tables
from store import breaker as breaker_store
from store import posts as post_store
from store import threads as thread_store
from store.moderation import (
    alerts,
    files,
    holds,
    outbox,
    pauses,
    reminders,
    statements,
    strikes,
)
from store.moderation import appeals as appeal_store
from store.moderation import cases as case_store
from store.moderation.outbox import Waiting

POSTS_PER_RUN = 100
# With two or three write units each, a twelfth of what the table may write in a minute.
ITEMS_PER_RUN = 25
SALT_LIVES = timedelta(hours=25)
SALT_DAYS = 3
COVER_ATTEMPTS = 4
SUBJECT = "Somebody should look at the queue"
WORDS = """Something in the queue cannot wait. Please look, if you are there:
{origin}/moderate/

This message says nothing of whom it is about. The forum is not a crisis service."""


def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    """One scheduled run; `event["time"]` (ISO 8601) or now. Returns how many decisions people were
    told of, how many posts were purged and how many items have a newer form. Or what a stream
    tells (`Records`): how many cannot wait, and how many posts were covered. Or what an alarm says
    (`alarmData`): for how many seconds it pauses what is written.
    """
    tables.connect(None, settings.table_prefix())
    now = datetime.fromisoformat(event["time"]) if "time" in event else datetime.now(UTC)
    if "Records" in event:
        found = [pair for each in event["Records"] if (pair := case_store.to_change(each))]
        return {"pressing": alert(found, now), "covered": cover([case for case, _ in found], now)}
    if "alarmData" in event:
        return {"paused": heed(event["alarmData"], now)}
    logkeeping.keep(now)
    remind_moderators(now)
    return {"settled": settle(now), "purged": run(now), "upgraded": migrate()}


def alert(found: list[tuple[Case, Case | None]], now: datetime) -> int:
    """One message for all of these that cannot wait, each as it is and as it was. It says nothing
    of whom or what it is about: an email can be read over a shoulder.
    """
    pressing = sum(cases.cannot_wait(*pair) for pair in found)
    if pressing and settings.alerts_topic():
        _tell()
        reminders.set_reminded(times.epoch(now))
    return pressing


def remind_moderators(now: datetime) -> bool:
    """The same message again while nobody has begun to read what cannot wait (M28); whether it was
    time for it.
    """
    gap = cases.remind_after(case_store.list_pressing(), now) if settings.alerts_topic() else None
    if gap is None or not reminders.set_reminded(times.epoch(now), after=int(gap.total_seconds())):
        return False
    _tell()
    return True


def _tell() -> None:
    words = WORDS.format(origin=settings.origin())
    alerts.send_alert(settings.alerts_topic(), SUBJECT, words)


def cover(found: Iterable[Case], now: datetime) -> int:
    """Pauses the posts among these that enough people reported (M15); how many that were."""
    return sum(_cover(id, now) for id in {case.id for case in found if thresholds.may_be_met(case)})


def _cover(case_id: str, now: datetime) -> bool:
    """One post; what somebody did in this very moment is looked at anew, what is gone is not."""
    for _ in range(COVER_ATTEMPTS):
        try:
            return _cover_as_it_is(case_id, now)
        except CaseMoved:
            continue
        except NotFound:
            return False
    raise Resting


def _cover_as_it_is(case_id: str, now: datetime) -> bool:
    file, post = files.get_file(case_id), post_store.get_post(case_id)
    made = thresholds.pause(file, post, thread_store.find_opened(post), now)
    if made is None:
        return False
    pauses.add_pause(made)
    accounts.set_inbox_new(made.notice.inbox)
    return True


def heed(alarm: dict[str, Any], at: datetime) -> int:
    """What the alarm of a surge said then; how many seconds of a pause that makes. A word that a
    newer one overtook makes none.
    """
    pause = breaker.of_alarm(alarm["alarmName"], alarm["state"]["value"], at)
    return pause.until - pause.at if breaker_store.set_pause(pause) else 0


def settle(now: datetime) -> int:
    """Tells people of the decisions that nobody can undo any more; of how many."""
    return sum(_settle(waiting, now) for waiting in outbox.list_waiting(times.epoch(now)))


def _settle(waiting: Waiting, now: datetime) -> bool:
    """One decision; what came in between in this very moment leaves it to the next run."""
    file = files.get_file(waiting.target_id)
    decision = settlements.find_pending(file, waiting.decision_id)
    if decision and file.appeal:
        if not review(file, decision, now):
            return False
    elif decision:
        target = file.case.target
        post = post_store.get_post(target.id) if target.kind == "post" else None
        opened = thread_store.find_opened(post) if post else None
        held = _of_held(post) if post and post.waits else {}
        if decision.step:
            held["account"] = accounts.get_account(target.author_id)
        settlement = settlements.settle(file, decision, post, opened, now=now, **held)
        if settlement is None or not outbox.set_settled(settlement):
            return False
        for notice in settlement.notices:
            accounts.set_inbox_new(notice.inbox)
    outbox.remove_waiting(waiting)
    return decision is not None


def review(file: CaseFile, decision: Decision, now: datetime) -> bool:
    """The answer to somebody who asked for another look at a decision; whether it was kept."""
    about, at = file.case.target, times.epoch(now)
    statement = statements.find_statement(about.author_id, about.id, at=at)
    post = post_store.get_post(statement.post_id) if statement and statement.post_id else None
    opened = thread_store.find_opened(post) if post else None
    answers = post_store.get_answered(post) if post and not post.up else frozenset()
    of_account: dict[str, Any] = {}
    if statement and statement.step:
        of_account["account"] = accounts.get_account(about.author_id)
        of_account["strikes"] = strikes.list_strikes(about.author_id, at=at)
    made = reviews.review(
        file, decision, statement, post, opened, answers=answers, now=now, **of_account
    )
    if made is None or not appeal_store.set_reviewed(made):
        return False
    for notice in made.notices:
        accounts.set_inbox_new(notice.inbox)
    return True


def _of_held(post: Post) -> dict[str, Any]:
    """Whom a post that waits will answer, and whether one more would count for its author."""
    account = accounts.get_account(post.author_id)
    counts = account is not None and Viewer(account=account).counts
    return {"answers": post_store.get_answered(post), "counts": counts}


def run(now: datetime) -> int:
    """Purges withdrawn posts past their undo, looks after returned ones, and destroys the salts of
    days gone by.
    """
    remind(now)
    forget(now)
    due = post_store.list_due(times.stamp(now), POSTS_PER_RUN)
    for days in range(SALT_DAYS):
        counters.remove_salt(times.day(now - SALT_LIVES - timedelta(days=days)))
    return sum(_purge(post, now) for post in due)


def forget(now: datetime) -> int:
    """Lets what moderators took out of posts go for good, once its author had time to look at it;
    of how many posts.
    """
    due = post_store.list_due(times.stamp(now), POSTS_PER_RUN, what=post_store.ORIGINAL)
    return sum(_keep(redactions.forget(post, thread_store.find_opened(post))) for post in due)


def _keep(change: Change) -> bool:
    """Whether it was kept; what somebody did in this very moment comes first."""
    try:
        post_store.set_post(change)
    except Conflict:
        return False
    return True


def remind(now: datetime) -> int:
    """Reminds people of what was returned to them, and takes back what they never came to; how
    many posts that were.
    """
    due = post_store.list_due(times.stamp(now), POSTS_PER_RUN, what=post_store.ASKED)
    return sum(_remind(post, now) for post in due)


def _remind(post: Post, now: datetime) -> bool:
    """One post; what its author did in this very moment comes first."""
    try:
        if post.nudge_at:
            holds.set_nudged(post, about_returned(post, "nudge", now))
        else:
            gone = changes.lapse(post, thread_store.find_opened(post), now=now)
            post_store.set_lapsed(
                gone, about_returned(post, "dropped" if post.up else "lapsed", now)
            )
    except Conflict:
        return False
    accounts.set_inbox_new(post.author_id)
    return True


def _purge(post: Post, now: datetime) -> bool:
    """One post, noted in the ledger; one that its author brought back in this very moment is left
    alone.
    """
    gone = changes.purge(post, thread_store.find_opened(post))
    try:
        post_store.set_purged(gone, ends=erasures.ends(now))
    except Conflict:
        return False
    return True


def migrate(rows: tuple[Migration, ...] = MIGRATIONS) -> int:
    """Brings one page of each table that needs it to its newest form; how many items changed.

    Safe to stop at any point and to run twice at once: what is done is seen by the item's own
    number. Shelves that do not answer end the run, and the next one goes on.
    """
    try:
        return sum(_migrate_page(table, rows) for table in forms.tables(rows))
    except Resting:
        return 0


def _migrate_page(table: str, rows: tuple[Migration, ...]) -> int:
    kept = migrations.get_progress(table)
    progress = forms.begin(kept, forms.newest(rows))
    if progress.finished:
        return 0
    page, last = migrations.list_page(table, progress, ITEMS_PER_RUN)
    older = [(item, sets) for item in page if (sets := forms.upgrade(table, item, rows))]
    done = sum(migrations.set_upgraded(table, item, sets) for item, sets in older)
    after = forms.after_page(progress, last=last, changed=bool(older))
    migrations.set_progress(table, kept, after)
    return done

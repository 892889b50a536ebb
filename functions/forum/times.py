"""Stored times are coarse (A6): a quarter of an hour for posts, a week for sessions, a month for
accounts.

Every function takes an aware UTC `datetime`; text forms sort as time does.
"""

from datetime import UTC, date, datetime, timedelta

QUARTER_MINUTES = 15


def quarter(now: datetime) -> datetime:
    """Rounded down to the quarter hour."""
    return now.replace(
        minute=now.minute // QUARTER_MINUTES * QUARTER_MINUTES, second=0, microsecond=0
    )


def quarter_after(now: datetime) -> datetime:
    """The next quarter hour that is not before `now`: the end of a promise, never too early."""
    floor = quarter(now)
    return floor if floor == now else floor + timedelta(minutes=QUARTER_MINUTES)


def stamp(at: datetime) -> str:
    """`2026-11-24T02:15Z`, minute precision."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def parse(text: str) -> datetime:
    """The inverse of `stamp`."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)


def is_before(now: datetime, ends: str) -> bool:
    """Whether something that `ends` at a stamp still lasts; nothing lasts without an end."""
    return ends != "" and now < parse(ends)


def epoch(at: datetime) -> int:
    """Whole seconds since 1970, for expiry attributes and arithmetic."""
    return int(at.timestamp())


def day(at: datetime) -> str:
    """The UTC day, `20261124`."""
    return at.strftime("%Y%m%d")


def week(at: datetime) -> str:
    """The ISO week, `2026-W48`: the finest that is kept of a session's beginning."""
    year, number, _ = at.isocalendar()
    return f"{year}-W{number:02d}"


def weeks_since(stored: str, now: datetime) -> int:
    """How many weeks began after a stored one: 0 in the same week."""
    year, _, number = stored.partition("-W")
    began = date.fromisocalendar(int(year), int(number), 1)
    return (now.date() - began).days // 7


def month(at: datetime) -> str:
    """The month, `2026-11`: the finest that is kept of an account."""
    return at.strftime("%Y-%m")


def coarse(at: datetime, now: datetime) -> str:
    """A code for what people see: both times in the community's own zone.

    `now` under an hour, `morning|afternoon|evening|night` of today, `yesterday`, `week` (a weekday
    name fits) or `date`.
    """
    days = (now.date() - at.date()).days
    if now - at < timedelta(hours=1):
        return "now"
    if days == 0:
        return _part_of_day(at.hour)
    if days == 1:
        return "yesterday"
    return "week" if days < 7 else "date"


def _part_of_day(hour: int) -> str:
    for last, part in ((4, "night"), (11, "morning"), (17, "afternoon"), (23, "evening")):
        if hour <= last:
            return part
    return "evening"

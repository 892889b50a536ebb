"""When moderators are here (M5, N2): a week, and what somebody said of a certain day.

A promise counts those hours alone, as whoever reports is told. What is said of a certain day counts
before the week, and what was said last before what was said earlier.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# As far as somebody looks to keep a promise, to say when they are back, and to say who is here now.
DAYS_AHEAD = 60
DAYS_TO_BACK = 15
DAYS_TO_NOW = 2
# Seven days from Monday, each with its windows, in minutes after midnight.
Week = Sequence[Sequence[Sequence[int]]]
# From when to when, in UTC.
Span = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True)
class Override:
    """Whether somebody is `here` from `begins` to `ends`, whatever the week says; `by` whom it was
    said, when, and why, for moderators. Times are in epoch seconds.
    """

    id: str
    here: bool
    begins: int
    ends: int
    said_at: int
    by: str
    reason: str = ""

    @property
    def span(self) -> Span:
        """From when to when."""
        return datetime.fromtimestamp(self.begins, UTC), datetime.fromtimestamp(self.ends, UTC)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """A week in its `timezone`, and what is said of certain days. Without any window in the week
    nobody said when they are here, and every hour counts.
    """

    days: Week = ()
    timezone: str = "UTC"
    overrides: tuple[Override, ...] = ()

    def due(self, now: datetime, promise: timedelta) -> datetime:
        """When that much moderated time will have passed; a change of the clocks is no promise."""
        left = promise
        for start, end in self.spans(now, DAYS_AHEAD):
            begin = max(start, now)
            if begin + left <= end:
                return begin + left
            left -= end - begin
        return now + promise

    def staffed(self, now: datetime) -> bool:
        """Whether somebody is here now."""
        return any(start <= now for start, _ in self.spans(now, DAYS_TO_NOW))

    def back(self, now: datetime) -> datetime | None:
        """When somebody is next here; `None` when somebody is, or nobody knows."""
        start = next((start for start, _ in self.spans(now, DAYS_TO_BACK)), now)
        return start if start > now else None

    def spans(self, now: datetime, days: int) -> list[Span]:
        """When somebody is here in the next days, in order: those that are not over. What touches
        is one, over midnight too.
        """
        found = self._week(now, days) if any(self.days) else [(now, now + timedelta(days=days))]
        for each in sorted(self.overrides, key=lambda each: (each.said_at, each.id)):
            found = _without(found, each.span) + ([each.span] if each.here else [])
        return [(start, end) for start, end in _joined(found) if end > now]

    def _week(self, now: datetime, days: int) -> list[Span]:
        zone = ZoneInfo(self.timezone)
        today = now.astimezone(zone).date()
        dates = (today + timedelta(days=ahead) for ahead in range(-1, days))
        return [
            (moment(day, opens, zone), moment(day, closes, zone))
            for day in dates
            for opens, closes in self.days[day.weekday()]
        ]


def moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """When a clock in the zone shows so many minutes after that midnight, in UTC.

    In the hour that comes twice it is the first of the two; a time that the clocks leap over is
    the moment of the leap. Nobody is said to be here who looks at a clock and is not.
    """
    wall = datetime.combine(day, time.min) + timedelta(minutes=minutes)
    at = wall.replace(tzinfo=zone).astimezone(UTC)
    while at.astimezone(zone).replace(tzinfo=None) != wall:
        wall += timedelta(minutes=1)
        at = wall.replace(tzinfo=zone).astimezone(UTC)
    return at


def _without(spans: Iterable[Span], away: Span) -> list[Span]:
    """What is left of them outside of one."""
    begins, ends = away
    parts = [
        part
        for start, end in spans
        for part in ((start, min(end, begins)), (max(start, ends), end))
    ]
    return [(start, end) for start, end in parts if start < end]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """In order, those that touch as one, and none that is empty."""
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


ALWAYS = Hours()

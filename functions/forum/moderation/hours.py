"""When moderators are here. A promise counts those hours alone, as whoever reports is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

DAYS_AHEAD = 60
# Seven days from Monday, each with its windows, in minutes after midnight.
Week = Sequence[Sequence[Sequence[int]]]


@dataclass(frozen=True, kw_only=True)
class Hours:
    """A week in its `timezone`. Without any window nobody said when they are here, and every hour
    counts.
    """

    days: Week = ()
    timezone: str = "UTC"

    def due(self, now: datetime, promise: timedelta) -> datetime:
        """When that much moderated time will have passed; a change of the clocks is no promise."""
        left = promise
        for start, end in self._windows(now):
            begin = max(start, now)
            if begin + left <= end:
                return begin + left
            left -= end - begin
        return now + promise

    def staffed(self, now: datetime) -> bool:
        """Whether somebody is here now."""
        return not any(self.days) or any(start <= now for start, _ in self._windows(now))

    def _windows(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The windows that are not over, in order, in UTC."""
        if not any(self.days):
            return
        midnight = now.astimezone(ZoneInfo(self.timezone)).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        for ahead in range(DAYS_AHEAD):
            day = midnight + timedelta(days=ahead)
            for opens, closes in self.days[day.weekday()]:
                start, end = (
                    (day + timedelta(minutes=each)).astimezone(UTC) for each in (opens, closes)
                )
                if end > now:
                    yield start, end


ALWAYS = Hours()

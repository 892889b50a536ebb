"""Times as people say them: coarse, in the community's zone and language (A6)."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import g

from forum import times
from web import pages
from web.pages import _

WEEK_DAYS = 7


def when(stamp: str) -> str:
    """A stored time as people see it: coarse, in the community's zone (A6)."""
    at, now = _local(stamp)
    return _coarse(times.coarse(at, now), at)


def upper_first(text: str) -> str:
    """As at the beginning of a sentence: Jinja's `capitalize` would write "On monday"."""
    return text[:1].upper() + text[1:]


def day(stamp: str) -> str:
    """The day of a promise that is weeks away."""
    return _coarse("date", _local(stamp)[0])


def clock(stamp: str) -> str:
    """A promised time as a person would say it: 11:15, 11:15 tomorrow, 11:15 on Monday;
    later than that in full.
    """
    at, now = _local(stamp)
    days, time = (at.date() - now.date()).days, at.strftime("%H:%M")
    if days == 0:
        return time
    if days >= WEEK_DAYS:
        return moment(stamp)
    if days == 1:
        return _("%(time)s tomorrow") % {"time": time}
    return _("%(time)s %(on_day)s") % {"time": time, "on_day": _weekday(at.weekday())}


def moment(stamp: str) -> str:
    """A time in weeks to come, in full: 18:00 on Friday, 25 December."""
    at, _now = _local(stamp)
    return _("%(time)s %(on_day)s, %(day)s %(month)s") % {
        "time": at.strftime("%H:%M"),
        "on_day": _weekday(at.weekday()),
        "day": at.day,
        "month": _month(at.month),
    }


def month_named(month: str) -> str:
    """A stored month as people name it: November 2026."""
    year, _dash, number = month.partition("-")
    return _("%(month)s %(year)s") % {"month": _month(int(number)), "year": year}


def date_named(day: str) -> str:
    """A day in weeks to come, from its ISO date: Friday, 25 December."""
    at = date.fromisoformat(day)
    return upper_first(
        _("%(on_day)s, %(day)s %(month)s")
        % {"on_day": _weekday(at.weekday()), "day": at.day, "month": _month(at.month)}
    )


def waited(stamp: str) -> str:
    """How long something has waited, as a person would say it: its time is a quarter hour's."""
    since = g.now - times.parse(stamp)
    minutes = int(since.total_seconds()) // 60
    ngettext = pages.content().catalogue.ngettext
    if minutes < times.QUARTER_MINUTES:
        return _("Waiting a few minutes")
    if minutes < 60:
        return _("Waiting about %(n)s minutes") % {"n": minutes - minutes % 5}
    hours = round(minutes / 60)
    if hours < 24:
        words = ngettext("Waiting about %(n)s hour", "Waiting about %(n)s hours", hours)
        return words % {"n": hours}
    days = hours // 24
    return ngettext("Waiting %(n)s day", "Waiting %(n)s days", days) % {"n": days}


def aim(stamp: str) -> str:
    """What was promised, from now on: a clock time, or that it has passed."""
    if times.parse(stamp) <= g.now:
        return _("The time we aim for has passed")
    return _("We aim to answer by %(time)s") % {"time": clock(stamp)}


def read_by(stamp: str) -> str:
    """By when somebody aims to have read what waits."""
    if times.parse(stamp) <= g.now:
        return _("It is taking longer than we hoped. It has not been forgotten, and nor have you.")
    return _("We aim to have read it by %(time)s.") % {"time": clock(stamp)}


def _local(stamp: str) -> tuple[datetime, datetime]:
    """A stored time and now, in the community's zone."""
    zone = ZoneInfo(pages.content().community.timezone)
    return times.parse(stamp).astimezone(zone), g.now.astimezone(zone)


def _coarse(code: str, at: datetime) -> str:
    spoken = {
        "now": _("in the last hour"),
        "night": _("last night"),
        "morning": _("this morning"),
        "afternoon": _("this afternoon"),
        "evening": _("this evening"),
        "yesterday": _("yesterday"),
    }
    if code in spoken:
        return spoken[code]
    if code == "week":
        return _weekday(at.weekday())
    return _("%(day)s %(month)s %(year)s") % {
        "day": at.day,
        "month": _month(at.month),
        "year": at.year,
    }


def _weekday(number: int) -> str:
    names = (
        _("on Monday"),
        _("on Tuesday"),
        _("on Wednesday"),
        _("on Thursday"),
        _("on Friday"),
        _("on Saturday"),
        _("on Sunday"),
    )
    return names[number]


def _month(number: int) -> str:
    names = (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
    return names[number - 1]


FILTERS: dict[str, Callable[[str], str]] = {
    "when": when,
    "upper_first": upper_first,
    "waited": waited,
    "aim": aim,
    "read_by": read_by,
    "clock": clock,
    "moment": moment,
    "date_named": date_named,
    "day": day,
}

"""The page *How we are doing*: a month's numbers as words and bars, for everybody and for leads."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.wrappers import Response

from forum.moderation.numbers import FEW, Numbers
from web import pages
from web.decision_words import BEFORE_WORDS
from web.pages import _
from web.time_words import month_named, upper_first

BAR_WIDTH, BAR_HEIGHT, ROW_HEIGHT = 220, 14, 26


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A row of the picture: its words, its number, where it stands and how wide it is."""

    words: str
    number: int
    y: int
    width: int


def page(numbers: Numbers | None, months: list[str], *, live: bool = False) -> Response:
    """One month, the others to choose from; without any, a page that says so."""
    values: dict[str, Any] = {"numbers": None, "bars": [], "height": 0, "named": ""}
    if numbers:
        values = {
            "numbers": numbers,
            "bars": bars(numbers),
            "height": ROW_HEIGHT * len(numbers.kinds),
            "named": month_named(numbers.month),
        }
    others = [(month, month_named(month)) for month in months]
    shape = {"bar_height": BAR_HEIGHT, "bar_width": BAR_WIDTH}
    return pages.page(
        "moderator/doing.html" if live else "forum/doing.html",
        live=live,
        months=others,
        few=FEW,
        took=took(numbers.review) if numbers and numbers.review is not None else "",
        current="moderate" if live else "",
        **shape,
        **values,
    )


def bars(numbers: Numbers) -> list[Bar]:
    """Decisions by kind, the widest bar for the most."""
    most = max([*numbers.kinds.values(), 1])
    return [
        Bar(
            words=upper_first(_(BEFORE_WORDS.get(kind, BEFORE_WORDS["other"]))),
            number=number,
            y=ROW_HEIGHT * place,
            width=max(2, BAR_WIDTH * number // most),
        )
        for place, (kind, number) in enumerate(numbers.kinds.items())
    ]


def took(minutes: int) -> str:
    """How long half of the decisions took at most, as one would say it."""
    if minutes <= 60:
        return _("within an hour")
    hours = -(-minutes // 60)
    if hours <= 48:
        return _("within %(hours)s hours") % {"hours": hours}
    return _("within %(days)s days") % {"days": -(-hours // 24)}


def year_and_month(text: str) -> str:
    """`2026-11` when it is a month, else nothing."""
    try:
        return date.fromisoformat(f"{text}-01").strftime("%Y-%m") if len(text) == 7 else ""
    except ValueError:
        return ""

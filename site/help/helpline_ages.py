"""How long ago each line was checked, what is said about it, and what is due.

Three months is the field's own rhythm; after six the page itself says so beside the number (N18).
Emergency numbers are never doubted beside the number: their day stands at the foot of the page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

DUE_DAYS = 90
CHECK_FIRST_DAYS = 180


@dataclass(frozen=True, kw_only=True)
class Check:
    """A line, where it is, how to reach it, its provider's page, and the days since its check."""

    country: str
    place: str
    name: str
    reached_by: str
    page: str
    verified_on: date
    days: int

    @property
    def due(self) -> bool:
        """Somebody should check it again."""
        return self.days > DUE_DAYS

    @property
    def check_first(self) -> bool:
        """So old that its page says so."""
        return self.days > CHECK_FIRST_DAYS


def checks(document: Mapping[str, Any], today: date) -> list[Check]:
    """Every line of a document, the oldest check first."""
    found = [
        _check(country, line, today)
        for country in document["countries"]
        for line in country["lines"]
    ]
    return sorted(found, key=lambda each: (each.verified_on, each.place, each.name))


def _check(country: Mapping[str, Any], line: Mapping[str, Any], today: date) -> Check:
    numbers = [f"call {_number(each['number'], each['then'])}" for each in line["phones"]]
    numbers += [f"text {_number(each['number'], each['word'])}" for each in line["texts"]]
    checked = date.fromisoformat(line["verified_on"])
    return Check(
        country=country["country"].lower(),
        place=country["name"],
        name=line["name"] or "a line without a name",
        reached_by=", ".join(numbers) or f"chat at {line['chat_url']}",
        page=line["url"] or line["chat_url"] or "",
        verified_on=checked,
        days=(today - checked).days,
    )


def _number(number: str, beside: str) -> str:
    return f"{number} ({beside})" if beside else number


def order(community: Mapping[str, Any]) -> list[str]:
    """The countries a community looks at first: its own, then `countries_first`."""
    codes = [community["country"], *community.get("countries_first", [])]
    return list(dict.fromkeys(code.lower() for code in codes))


def warnings(document: Mapping[str, Any], community: Mapping[str, Any], today: date) -> list[str]:
    """What the build says: the lines of the community's first countries by name, others counted."""
    found = [each for each in checks(document, today) if each.due]
    near = [each for each in found if each.country in order(community)]
    words = [
        f"{each.place}, {each.name} ({each.reached_by}): last checked {each.days} days ago,"
        f" on {each.verified_on}"
        for each in near
    ]
    if far := len(found) - len(near):
        words.append(f"{far} lines of other countries were last checked over {DUE_DAYS} days ago")
    return [*words, "`make helplines` lists what is due for a check"] if words else []


def listing(
    document: Mapping[str, Any], community: Mapping[str, Any], today: date
) -> Iterator[str]:
    """What is due for a check, by country, the community's own first, with providers' pages."""
    every = checks(document, today)
    due = [each for each in every if each.due]
    codes = order(community)
    rank = {code: place for place, code in enumerate(codes)}
    place = ""
    for each in sorted(due, key=lambda each: (rank.get(each.country, len(rank)), each.place)):
        if each.place != place:
            place = each.place
            yield f"\n{place} ({each.country})"
        yield f"  {each.name}: {each.reached_by}"
        yield f"    last checked {each.verified_on}, {each.days} days ago{_old(each)}"
        yield f"    {each.page or 'no page is known: look for the provider by its name'}"
    yield f"\n{len(due)} of {len(every)} lines were last checked over {DUE_DAYS} days ago."
    if due:
        yield (
            "Read the provider's page. If it agrees, give the line as [[helplines]] in"
            " site/community.toml\nwith today as verified_on; if not, hide it there."
        )
    elif every:
        yield f"The next to check is {every[0].name}, {every[0].place}."


def _old(each: Check) -> str:
    return ": its page says “check first”" if each.check_first else ""

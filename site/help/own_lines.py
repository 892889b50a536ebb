"""A community's own help lines: `[[helplines]]` and `hide` of community.toml.

The promise: a mistake is told in words, with the entry that holds it, and nothing half-right is
shown. A line of one's own takes the place of a shipped line with the same number: that is how a
community records that it has checked one.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from help import dialling
from help.dialling import Superseded

REQUIRED = ("country", "name", "verified_on", "page")
OPTIONAL = (
    "local_name",
    "phone",
    "then",
    "sms",
    "word",
    "chat",
    "hours",
    "languages",
    "who_for",
    "region",
    "may_dispatch",
)
DISPATCH = ("yes", "no", "unknown")
OWN = "community"
Entry = Mapping[str, Any]


def faults(
    entries: Iterable[Any], countries: set[str], superseded: Iterable[Superseded], today: date
) -> Iterator[str]:
    """Each mistake in `[[helplines]]`, as a sentence that names the entry."""
    for place, entry in enumerate(entries, 1):
        if not isinstance(entry, Mapping):
            yield f"[[helplines]] {place} is not a table: begin it with [[helplines]] on a line"
            continue
        name = entry.get("name") or "no name"
        for fault in _faults(entry, countries, tuple(superseded), today):
            yield f"[[helplines]] {place} (“{name}”, {entry.get('country', 'no country')}): {fault}"


def _faults(
    entry: Entry, countries: set[str], superseded: tuple[Superseded, ...], today: date
) -> Iterator[str]:
    for key in REQUIRED:
        if not entry.get(key):
            yield f"{key} is missing"
    for key in sorted(set(entry) - {*REQUIRED, *OPTIONAL}):
        yield f"{key} is not known here; did you mean one of {', '.join(REQUIRED + OPTIONAL)}?"
    for key in sorted({*REQUIRED, *OPTIONAL} - {"languages", "verified_on"}):
        if key in entry and not isinstance(entry[key], str):
            yield f"{key} is written in quotes"
            return
    yield from _number_faults(entry, countries, superseded)
    yield from _word_faults(entry, today)


def _number_faults(
    entry: Entry, countries: set[str], superseded: tuple[Superseded, ...]
) -> Iterator[str]:
    country = entry.get("country", "").upper()
    if country and country not in countries:
        yield f'country = "{entry["country"]}" is no country we know emergency numbers of'
    if not any(entry.get(key) for key in ("phone", "sms", "chat")):
        yield "there is nothing to call, text or open: give phone, sms or chat"
    for key, beside in (("phone", "then"), ("sms", "word")):
        if entry.get(beside) and not entry.get(key):
            yield f"{beside} stands beside {key}, and there is no {key}"
        if number := entry.get(key):
            yield from (f"{key} {fault}" for fault in dialling.faults(number))
            then = entry.get(beside, "")
            yield from dialling.refusals(country, number, then, superseded)


def _word_faults(entry: Entry, today: date) -> Iterator[str]:
    for key in ("page", "chat"):
        if entry.get(key) and not entry[key].startswith("https://"):
            yield f"{key} is an address that begins with https://"
    if entry.get("may_dispatch", "unknown") not in DISPATCH:
        yield f"may_dispatch is one of {', '.join(DISPATCH)}"
    languages = entry.get("languages", [])
    if not isinstance(languages, list) or not all(isinstance(each, str) for each in languages):
        yield 'languages is a list of language tags, such as ["en", "cy"]'
    if "verified_on" in entry:
        checked = day(entry["verified_on"])
        if checked is None:
            yield "verified_on is the day somebody checked the page, such as 2026-11-20"
        elif checked > today:
            yield f"verified_on is {checked}, which has not come yet"


def day(value: Any) -> date | None:
    """A TOML date, or a date in quotes; nothing for anything else."""
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def line(entry: Entry) -> dict[str, Any]:
    """One of `[[helplines]]` in the shape of a shipped line. The entry has no faults."""
    phone, sms = entry.get("phone"), entry.get("sms")
    return {
        "name": entry["name"],
        "local_name": entry.get("local_name"),
        "phones": [{"number": phone, "then": entry.get("then", "")}] if phone else [],
        "texts": [{"number": sms, "word": entry.get("word", "")}] if sms else [],
        "chat_url": entry.get("chat"),
        "url": entry["page"],
        "hours": entry.get("hours"),
        "languages": entry.get("languages", []),
        "audience": entry.get("who_for", "everyone"),
        "region": entry.get("region"),
        "may_dispatch": entry.get("may_dispatch", "unknown"),
        "sources": [OWN],
        "verified_on": str(day(entry["verified_on"])),
    }


def hidden(
    lines: list[dict[str, Any]], number: str, then: str | None = None
) -> list[dict[str, Any]]:
    """The lines without a number; a line that is left with none goes, and its chat with it.

    `then` narrows it to one menu option: 988 alone is not 988 and press 1.
    """

    def kept(one: Mapping[str, str]) -> bool:
        return not dialling.same(one["number"], number) or then not in (None, one.get("then", ""))

    left = []
    for each in lines:
        phones = [one for one in each["phones"] if kept(one)]
        texts = [one for one in each["texts"] if kept(one)]
        untouched = len(phones) == len(each["phones"]) and len(texts) == len(each["texts"])
        if untouched or phones or texts:
            left.append({**each, "phones": phones, "texts": texts})
    return left


def hide_faults(entries: Any, lines: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    """Each entry of `hide` that names no country and number of the shipped lines."""
    for entry in entries:
        if not isinstance(entry, Mapping) or set(entry) != {"country", "number"}:
            yield 'hide: write { country = "gb", number = "…" }'
            continue
        country, number = str(entry["country"]), str(entry["number"])
        shown = lines.get(country.upper(), [])
        if hidden(shown, number) == shown:
            yield f"hide: no shipped line of {country} has the number “{number}”"

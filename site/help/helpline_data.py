"""The lines that may be shown: the shipped ones, checked, and changed as a community says.

The promise: no number gets past here without two families of sources or its provider's page, none
that is known to be superseded, and what is refused is told by country and line. README.md in
`data/` describes each field.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from help import dialling, own_lines
from help.dialling import Superseded
from help.own_lines import DISPATCH

FOLDER = Path(__file__).resolve().parents[1] / "data"
DATA = FOLDER / "helplines.json"
SUPERSEDED = FOLDER / "superseded.json"
FEWEST_FAMILIES = 2
PROVIDER = "official-page"
AROUND_THE_CLOCK = "24/7"
SERVICES = ("primary", "ambulance", "police", "fire")
AUDIENCES = frozenset(
    (
        "everyone",
        "youth",
        "youth (8-24)",
        "adults",
        "adults/women",
        "adults/parents",
        "veterans",
    )
)
THENS = frozenset(("", "press 1", "extension 8", "option 4", "landline only", "mobile phones only"))
LINE_KEYS = frozenset(
    (
        "name",
        "local_name",
        "phones",
        "texts",
        "chat_url",
        "url",
        "hours",
        "hours_url",
        "languages",
        "audience",
        "region",
        "may_dispatch",
        "sources",
        "families",
        "verified_on",
        "source_urls",
        "confidence",
    )
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*|multilingual")
_ALWAYS = re.compile(r"\balways\b", re.I)
Document = dict[str, Any]
Line = dict[str, Any]


def load(community: Mapping[str, Any], today: date, folder: Path = FOLDER) -> Document:
    """The shipped document with the community's changes in it. ValueError tells every fault."""
    document = json.loads((folder / DATA.name).read_text(encoding="utf-8"))
    superseded = read_superseded(folder)
    if wrong := [*faults(document, superseded)]:
        raise ValueError("\n".join(f"{DATA.name}: {each}" for each in wrong))
    if wrong := [*_own_faults(document, community, superseded, today)]:
        raise ValueError("\n".join(f"community.toml: {each}" for each in wrong))
    for country in document["countries"]:
        country["lines"] = _changed(country["country"], country["lines"], community)
    if wrong := [*_first_without_lines(document, community)]:
        raise ValueError("\n".join(f"community.toml: {each}" for each in wrong))
    return dict(document)


def read_superseded(folder: Path = FOLDER) -> tuple[Superseded, ...]:
    """Every number that no page may show."""
    entries = json.loads((folder / SUPERSEDED.name).read_text(encoding="utf-8"))
    return tuple(Superseded(**entry) for entry in entries)


def _changed(code: str, lines: list[Line], community: Mapping[str, Any]) -> list[Line]:
    """A country's lines: its community's own before the shipped ones, and nothing twice."""
    for entry in community.get("hide", []):
        if entry["country"].upper() == code:
            lines = own_lines.hidden(lines, entry["number"])
    entries = community.get("helplines", [])
    own = [own_lines.line(each) for each in entries if each["country"].upper() == code]
    for line in own:
        for each in (*line["phones"], *line["texts"]):
            lines = own_lines.hidden(lines, each["number"], each.get("then", ""))
    return own + lines


def _own_faults(
    document: Document,
    community: Mapping[str, Any],
    superseded: tuple[Superseded, ...],
    today: date,
) -> Iterator[str]:
    lines = {each["country"]: each["lines"] for each in document["countries"]}
    for key in ("helplines", "hide", "countries_first"):
        if not isinstance(community.get(key, []), list):
            yield f"{key} is a list"
            return
    own = community.get("helplines", [])
    yield from own_lines.faults(own, set(lines), superseded, today)
    yield from own_lines.hide_faults(community.get("hide", []), lines)
    reached = {code for code, each in lines.items() if each}
    reached |= {str(each.get("country")).upper() for each in own if isinstance(each, Mapping)}
    for code in community.get("countries_first", []):
        if str(code).upper() not in reached:
            yield f'countries_first: "{code}" is no country with a page of help lines'


def _first_without_lines(document: Document, community: Mapping[str, Any]) -> Iterator[str]:
    """A country that the help page puts first needs a line; any other may have numbers only."""
    lines = {each["country"]: each["lines"] for each in document["countries"]}
    keys = {code.upper(): "countries_first" for code in community.get("countries_first", [])}
    for code, key in (keys | {community["country"].upper(): "country"}).items():
        if code in lines and not lines[code]:
            yield f'{key}: "{code.lower()}" has no help line to show: give one as [[helplines]]'


def faults(document: Document, superseded: tuple[Superseded, ...]) -> Iterator[str]:
    """Each fault of the shipped data, as a sentence that names the country and the line."""
    made = date.fromisoformat(document["checked"])
    families = {name: source["family"] for name, source in document["sources"].items()}
    for country in document["countries"]:
        place = f"{country['name']} ({country['country']})"
        for fault in _emergency_faults(country["emergency"], families, made):
            yield f"{place}, emergency numbers: {fault}"
        for line in country["lines"]:
            name = line.get("name") or "a line without a name"
            for fault in _line_faults(country["country"], line, families, superseded, made):
                yield f"{place}, “{name}”: {fault}"
            if line.get("hours") == AROUND_THE_CLOCK and not _stated(line, document["sources"]):
                yield f"{place}, “{name}”: no source of “day and night” read its provider's page"


def _stated(line: Line, sources: Mapping[str, Any]) -> bool:
    """Whether the hours come from the provider's own page, here or by somebody who read it."""
    named = (sources[name] for name in line.get("sources", ()) if name in sources)
    return bool(line.get("hours_url")) or any(source["read_providers"] for source in named)


def _emergency_faults(
    entry: Mapping[str, Any], families: Mapping[str, str], made: date
) -> Iterator[str]:
    if not entry["primary"]:
        yield "there is no primary number"
    for number in [entry[key] for key in SERVICES] + entry["alternatives"]:
        if number is not None:
            yield from dialling.faults(number)
    yield from _trust_faults(entry, families, made)


def _line_faults(
    country: str,
    line: Line,
    families: Mapping[str, str],
    superseded: tuple[Superseded, ...],
    made: date,
) -> Iterator[str]:
    if missing := sorted(LINE_KEYS - set(line)):
        yield f"{', '.join(missing)} missing"
        return
    for key in sorted(set(line) - LINE_KEYS):
        yield f"{key} is no field of a line"
    if not (line["phones"] or line["texts"] or line["chat_url"]):
        yield "there is nothing to call, text or open"
    for each in (*line["phones"], *line["texts"]):
        yield from dialling.faults(each["number"])
        then = each.get("then", "")
        yield from dialling.refusals(country, each["number"], then, superseded)
        if then not in THENS:
            yield f"then = {then!r} has no translation: it is one of {sorted(THENS)}"
    yield from _word_faults(line)
    yield from _trust_faults(line, families, made)
    if line["confidence"] != "high":
        yield (
            f"confidence is {line['confidence']}: check its provider's page and give it as"
            " [[helplines]] in community.toml"
        )


def _word_faults(line: Line) -> Iterator[str]:
    if line["audience"] not in AUDIENCES:
        yield f"audience = {line['audience']!r} has no translation"
    if line["may_dispatch"] not in DISPATCH:
        yield f"may_dispatch is one of {', '.join(DISPATCH)}"
    if line["hours"] is not None and (not line["hours"] or _ALWAYS.search(line["hours"])):
        yield "hours are null when nobody states them, and never “always open”"
    for tag in line["languages"]:
        if not _LANGUAGE.fullmatch(tag):
            yield f"languages: {tag!r} is no language tag"
    for key in ("chat_url", "url", "hours_url"):
        if line[key] is not None and not re.match(r"https?://", line[key]):
            yield f"{key} is no address of a page"


def _trust_faults(
    entry: Mapping[str, Any], families: Mapping[str, str], made: date
) -> Iterator[str]:
    if unknown := sorted(set(entry["sources"]) - set(families)):
        yield f"no source is called {', '.join(unknown)}"
        return
    known = {families[name] for name in entry["sources"]}
    if entry["families"] != len(known):
        yield f"families is {entry['families']}, and its sources are of {len(known)}"
    if len(known) < FEWEST_FAMILIES and PROVIDER not in known:
        yield "a number needs two families of sources, or its provider's page"
    checked = own_lines.day(entry["verified_on"])
    if checked is None or checked > made:
        yield f"verified_on = {entry['verified_on']!r} is no day before the data was made"

"""Help lines as the pages show them: each number as its source writes it, dialling as it stands.

A short code is never given a country code, a `*` is never dropped, a menu option is words beside
the number, and hours that nobody stated are "hours vary".
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

DATA = Path(__file__).with_name("data") / "helplines.json"
Words = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Number:
    """Something to call or text: `href` dials, `shown` is read, `then` is what to press or send."""

    href: str
    shown: str
    then: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One service, with what its sources say about it and nothing more."""

    name: str
    local_name: str
    phones: tuple[Number, ...]
    texts: tuple[Number, ...]
    chat_url: str
    url: str
    hours: str
    languages: str
    audience: str


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country's emergency numbers and its lines, the one for everybody at any hour first."""

    code: str
    name: str
    emergency: Number
    services: tuple[tuple[str, Number], ...]
    alternatives: tuple[Number, ...]
    lines: tuple[Line, ...]

    @property
    def first_call(self) -> tuple[Line, Number] | None:
        """The line to offer first by phone."""
        return next(((line, line.phones[0]) for line in self.lines if line.phones), None)

    @property
    def first_text(self) -> tuple[Line, Number] | None:
        """The line to offer first to somebody who cannot talk."""
        return next(((line, line.texts[0]) for line in self.lines if line.texts), None)


@dataclass(frozen=True, kw_only=True)
class Directory:
    """Every country, by the name that readers of this language look for."""

    checked: str
    countries: tuple[Country, ...]

    def country(self, code: str) -> Country:
        """The country of a two-letter code in either case."""
        for country in self.countries:
            if country.code == code.lower():
                return country
        raise ValueError(f'community.toml: no emergency numbers are known for country = "{code}"')

    @property
    def with_lines(self) -> tuple[Country, ...]:
        """Countries that have a page of their own."""
        return tuple(country for country in self.countries if country.lines)

    @property
    def without_lines(self) -> tuple[Country, ...]:
        """Countries of which only the emergency numbers are known well enough."""
        return tuple(country for country in self.countries if not country.lines)


def read(language: str, _: Words, data: Path = DATA) -> Directory:
    """The directory in a language; `_` is its gettext."""
    document = json.loads(data.read_text(encoding="utf-8"))
    locale = locale_of(language)
    countries = (_country(entry, locale, _) for entry in document["countries"])
    return Directory(
        checked=document["checked"],
        countries=tuple(sorted(countries, key=lambda country: country.name.casefold())),
    )


def locale_of(language: str) -> Locale:
    """Babel's locale for a language tag, or for its language alone."""
    try:
        return Locale.parse(language, sep="-")
    except UnknownLocaleError:
        return Locale.parse(language.split("-")[0])


def phone(number: str, then: str = "") -> Number:
    """A number to call. Only spaces leave the address: `*4141` and `988` dial as they are."""
    return Number(href="tel:" + number.replace(" ", ""), shown=number, then=then)


def text(number: str, word: str = "") -> Number:
    """A number to text, with the word to send if there is one."""
    body = f"?body={word}" if word else ""
    return Number(href="sms:" + number.replace(" ", "") + body, shown=number, then=word)


def _country(entry: Mapping[str, Any], locale: Locale, _: Words) -> Country:
    emergency = entry["emergency"]
    lines = sorted(entry["lines"], key=_last_resort)
    name = entry["name"] if locale.language == "en" else locale.territories.get(entry["country"])
    return Country(
        code=entry["country"].lower(),
        name=name or entry["name"],
        emergency=phone(emergency["primary"]),
        services=_services(emergency, _),
        alternatives=tuple(phone(number) for number in emergency["alternatives"]),
        lines=tuple(_line(line, locale, _) for line in lines),
    )


def _last_resort(line: Mapping[str, Any]) -> tuple[bool, bool]:
    return (line["audience"] != "everyone", line["hours"] != "24/7")


def _services(emergency: Mapping[str, Any], _: Words) -> tuple[tuple[str, Number], ...]:
    names = {"ambulance": _("Ambulance"), "police": _("Police"), "fire": _("Fire")}
    known = [(name, emergency[key]) for key, name in names.items() if emergency[key]]
    if all(number == emergency["primary"] for service, number in known):
        return ()
    return tuple((name, phone(number)) for name, number in known)


def _line(line: Mapping[str, Any], locale: Locale, _: Words) -> Line:
    local = line["local_name"] or ""
    return Line(
        name=line["name"] or _("National crisis line"),
        local_name="" if local == line["name"] else local,
        phones=tuple(phone(each["number"], _then(each["then"], _)) for each in line["phones"]),
        texts=tuple(text(each["number"], each["word"]) for each in line["texts"]),
        chat_url=line["chat_url"] or "",
        url=line["url"] or "",
        hours=_hours(line["hours"], _),
        languages=", ".join(_language(tag, locale, _) for tag in line["languages"]),
        audience=_audience(line["audience"], _),
    )


def _hours(hours: str | None, _: Words) -> str:
    if hours == "24/7":
        return _("Day and night")
    return hours or _("Hours vary")


def _language(tag: str, locale: Locale, _: Words) -> str:
    if tag == "multilingual":
        return _("many languages")
    names = {"zh-yue": "yue"}
    return str(locale.languages.get(names.get(tag, tag), tag))


def _then(then: str, _: Words) -> str:
    known = {
        "press 1": _("then press 1"),
        "extension 8": _("then extension 8"),
        "option 4": _("then choose option 4"),
        "landline only": _("from a landline"),
        "mobile phones only": _("from a mobile phone"),
    }
    return known[then] if then else ""


def _audience(audience: str, _: Words) -> str:
    known = {
        "everyone": _("For everyone"),
        "youth": _("For young people"),
        "youth (8-24)": _("For ages 8 to 24"),
        "adults": _("For adults"),
        "adults/women": _("For adults, and for women"),
        "adults/parents": _("For adults and parents"),
        "veterans": _("For veterans"),
    }
    return known[audience]

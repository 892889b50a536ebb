"""Help lines as the pages show them: each number as its source writes it, dialling as it stands.

A short code is never given a country code, a `*` is never dropped, a menu option is words beside
the number, and hours that nobody stated are a question to ask. `python site/help/helplines.py due`
lists what is due for a check, the community's own country first.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from help import helpline_ages, helpline_data, helpline_words
from help.directory import Country, Directory, Line, Number
from help.helpline_words import Words

COMMUNITY = Path(__file__).resolve().parents[1] / "community.toml"


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """Turns entries of the data into what is shown, in one language, on one day."""

    locale: Locale
    translate: Words
    today: date

    def country(self, entry: Mapping[str, Any]) -> Country:
        _, emergency = self.translate, entry["emergency"]
        lines = tuple(self.line(each) for each in sorted(entry["lines"], key=_last_resort))
        days = [each["verified_on"] for each in entry["lines"]]
        services = _services(emergency, _)
        emergency_is = services.pop(emergency["primary"], "")
        return Country(
            code=entry["country"].lower(),
            name=self.place(entry["country"], entry["name"]),
            emergency=phone(emergency["primary"]),
            emergency_is=emergency_is,
            services=tuple((name, phone(number)) for number, name in services.items()),
            alternatives=tuple(phone(number) for number in emergency["alternatives"]),
            checked=self.day(emergency["verified_on"]),
            lines=lines,
            lines_checked=self.day(min(days)) if days else "",
            language_note=self.language_note(lines),
        )

    def line(self, entry: Mapping[str, Any]) -> Line:
        _, local = self.translate, entry["local_name"] or ""
        age = (self.today - date.fromisoformat(entry["verified_on"])).days
        return Line(
            name=entry["name"] or _("National crisis line"),
            local_name="" if local == entry["name"] else local,
            phones=tuple(
                phone(each["number"], helpline_words.then(each["then"], _))
                for each in entry["phones"]
            ),
            texts=tuple(text(each["number"], each["word"]) for each in entry["texts"]),
            chat_url=entry["chat_url"] or "",
            url=entry["url"] or "",
            hours=helpline_words.hours(entry["hours"], _),
            languages=self.other_languages(entry["languages"]),
            tags=tuple(entry["languages"]),
            audience=helpline_words.audience(entry["audience"], _),
            region=entry["region"] or "",
            dispatch=helpline_words.dispatch(entry["may_dispatch"], _),
            checked=self.day(entry["verified_on"]),
            check_first=age > helpline_ages.CHECK_FIRST_DAYS,
        )

    def place(self, code: str, name: str) -> str:
        """A country's name; in English the data's own."""
        return name if self.locale.language == "en" else self.locale.territories.get(code) or name

    def day(self, value: str) -> str:
        """A date as people write it."""
        return str(format_date(date.fromisoformat(value), "d MMMM y", locale=self.locale))

    def languages(self, tags: Iterable[str]) -> str:
        """The names of languages, in the reader's."""
        return ", ".join(self.language(tag) for tag in tags)

    def other_languages(self, tags: list[str]) -> str:
        """The names of a line's languages, unless it is the page's own and no other."""
        alone = {tag.split("-")[0] for tag in tags} == {self.locale.language}
        return "" if alone else self.languages(tags)

    def language(self, tag: str) -> str:
        if tag == "multilingual":
            return self.translate("many languages")
        names = {"zh-yue": "yue"}
        return str(self.locale.languages.get(names.get(tag, tag), tag))

    def language_note(self, lines: tuple[Line, ...]) -> str:
        """What to know when some line is known not to answer in the page's language."""
        _, mine = self.translate, self.locale.language
        known = [line for line in lines if line.tags]
        speaking = [line for line in known if any(tag.split("-")[0] == mine for tag in line.tags)]
        if len(speaking) == len(known) or any("multilingual" in line.tags for line in known):
            return ""
        tags = dict.fromkeys(tag for line in known for tag in line.tags)
        words = {"languages": self.languages(tags), "language": self.language(mine)}
        note = _("Lines here answer in %(languages)s, as far as we know.") % words
        if not speaking:
            more = _("We don’t know of one here that answers in %(language)s.") % words
        else:
            words["line"] = ", ".join(dict.fromkeys(line.name for line in speaking))
            more = _("If you need %(language)s: %(line)s.") % words
        return f"{note} {more}"


def read(
    language: str,
    _: Words,
    community: Mapping[str, Any],
    today: date,
    data: Path = helpline_data.FOLDER,
) -> Directory:
    """The directory of a community in a language, as of a day; `_` is its gettext."""
    document = helpline_data.load(community, today, data)
    reader = _Reader(locale=locale_of(language), translate=_, today=today)
    found = {each["country"].lower(): reader.country(each) for each in document["countries"]}
    first = (code.lower() for code in community.get("countries_first", []))
    unknown = (reader.locale.territories.get(code, code) for code in document["unknown"])
    return Directory(
        countries=tuple(sorted(found.values(), key=lambda country: country.name.casefold())),
        first=tuple(found[code] for code in first),
        unknown=tuple(sorted(unknown)),
        checked=reader.day(min(each["emergency"]["verified_on"] for each in document["countries"])),
        warnings=tuple(helpline_ages.warnings(document, community, today)),
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


def _last_resort(line: Mapping[str, Any]) -> tuple[bool, bool]:
    return (line["audience"] != "everyone", line["hours"] != "24/7")


def _services(emergency: Mapping[str, Any], _: Words) -> dict[str, str]:
    """The services by number where they have different ones: `{"122": "Police", "123": "Fire"}`."""
    names = {"ambulance": _("Ambulance"), "police": _("Police"), "fire": _("Fire service")}
    found: dict[str, list[str]] = {}
    for key, name in names.items():
        if emergency[key]:
            found.setdefault(emergency[key], []).append(name)
    if set(found) <= {emergency["primary"]}:
        return {}
    return {number: ", ".join(services) for number, services in found.items()}


def main() -> int:
    """Lists what is due for a check, or says in words why it cannot."""
    parser = argparse.ArgumentParser(description="Help lines that are due for a check.")
    parser.add_argument("verb", choices=["due"])
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    options = parser.parse_args()
    community = tomllib.loads(COMMUNITY.read_text(encoding="utf-8"))
    try:
        document = helpline_data.load(community, options.today)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(helpline_ages.listing(document, community, options.today)).strip())
    return 0


if __name__ == "__main__":
    sys.exit(main())

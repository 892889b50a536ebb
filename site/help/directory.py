"""Countries, their help lines and their numbers as pages show them, in a reader's words."""

from dataclasses import dataclass, replace
from unicodedata import normalize


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
    tags: tuple[str, ...]
    audience: str
    region: str
    dispatch: str
    checked: str
    check_first: bool


@dataclass(frozen=True, kw_only=True)
class Way:
    """One of the first ways to reach somebody, as a page about something else offers it.

    `kind` is call, text or emergency.
    """

    kind: str
    href: str
    shown: str
    then: str
    check_first: bool


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country's emergency numbers and its lines, the one for everybody at any hour first.

    `emergency_is` names the service behind the emergency number where the others have their own,
    in `services`. `checked` is the day of these numbers, `lines_checked` the oldest of any line.
    """

    code: str
    name: str
    emergency: Number
    emergency_is: str
    services: tuple[tuple[str, Number], ...]
    alternatives: tuple[Number, ...]
    checked: str
    lines: tuple[Line, ...]
    lines_checked: str
    language_note: str

    @property
    def first_call(self) -> tuple[Line, Number] | None:
        """The line to offer first by phone."""
        return next(((line, line.phones[0]) for line in self.lines if line.phones), None)

    @property
    def first_text(self) -> tuple[Line, Number] | None:
        """The line to offer first to somebody who cannot talk."""
        return next(((line, line.texts[0]) for line in self.lines if line.texts), None)

    @property
    def listed(self) -> tuple[Line, ...]:
        """The lines, each with the numbers that neither `ways` nor a line before it has."""
        told = {(way.href, way.then) for way in self.ways}
        found = []
        for line in self.lines:
            found.append(
                replace(line, phones=_new(line.phones, told), texts=_new(line.texts, told))
            )
            told |= {(number.href, number.then) for number in (*line.phones, *line.texts)}
        return tuple(found)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The two lines to offer first, where there are any, and the emergency number."""
        firsts = {"call": self.first_call, "text": self.first_text}
        found = [
            _way(kind, first[1], first[0].check_first) for kind, first in firsts.items() if first
        ]
        return (*found, _way("emergency", self.emergency, check_first=False))


@dataclass(frozen=True, kw_only=True)
class Directory:
    """Every country, by the name that readers of this language look for.

    `checked` is the oldest day of any emergency number; `unknown` are places that have none.
    """

    countries: tuple[Country, ...]
    first: tuple[Country, ...]
    unknown: tuple[str, ...]
    checked: str
    warnings: tuple[str, ...]

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
    def others(self) -> tuple[Country, ...]:
        """Countries with a page, but those that the community put first."""
        return tuple(country for country in self.with_lines if country not in self.first)

    @property
    def without_lines(self) -> tuple[Country, ...]:
        """Countries of which only the emergency numbers are known well enough."""
        return tuple(country for country in self.countries if not country.lines)

    @property
    def by_letter(self) -> dict[str, list[Country]]:
        """Those by the letter that a reader looks under; an accent does not make another."""
        found: dict[str, list[Country]] = {}
        for country in self.without_lines:
            found.setdefault(normalize("NFD", country.name)[0].upper(), []).append(country)
        return found


def _new(numbers: tuple[Number, ...], told: set[tuple[str, str]]) -> tuple[Number, ...]:
    return tuple(number for number in numbers if (number.href, number.then) not in told)


def _way(kind: str, number: Number, check_first: bool) -> Way:
    return Way(
        kind=kind,
        href=number.href,
        shown=number.shown,
        then=number.then,
        check_first=check_first,
    )

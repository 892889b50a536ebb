"""community.toml, read and checked: what is wrong is said with its line, its key and what to write.

Every key that is known here is one that pages or functions use; a test holds the two together.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import ladder
import limits
import moderated
from checks import tone
from content import BuildError, at, nearest, toml

SPACES_AT_MOST = 12
HOLD_FIRST_AT_MOST = 2
DEFAULTS: Mapping[str, Any] = {
    "countries_first": [],
    "link_hosts": [],
    "moderated": [],
    "hold_first": 1,
    "other_routes": "",
    "steps": ladder.DEFAULT,
    "limits": {},
    "colours": {},
}
# No region: where a community's data is kept is chosen by somebody, never by us (O12).
AWS_DEFAULTS: Mapping[str, Any] = {"alert_emails": [], "budget_usd": 5, "domain": ""}
# What a space is unless it says otherwise: what is said here stays among members.
SPACE_DEFAULTS: Mapping[str, Any] = {
    "readers": "members",
    "sensitive": False,
    "read_first_until": "",
}
_SLUG = re.compile(r"[a-z0-9](?:-?[a-z0-9]){0,39}")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_COUNTRY = re.compile(r"[a-z]{2}")
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-[0-9]+")
_EMAIL = re.compile(r"[^@\s\"<>]+@[^@\s\"<>]+\.[^@\s\"<>]+")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_LEAVE_TO = re.compile(r"https://[^\s\"<>]+\.[^\s\"<>]+")
Check = Callable[[Any], str]
Wrong = Iterator[tuple[int, str]]


def read(path: Path) -> dict[str, Any]:
    """The file as a mapping, with what it leaves out put in. Raises `BuildError` in plain words.

    What it says to AWS is not in it: addresses of people and a budget are for no page.
    """
    document = _document(path)
    document.pop("aws", None)
    given = {**DEFAULTS, "languages": [document["language"]], **document}
    return {**given, "spaces": [_space(space) for space in document["spaces"]]}


def _space(said: Mapping[str, Any]) -> dict[str, Any]:
    """With what it leaves out, and its day as text."""
    space = {**SPACE_DEFAULTS, **said}
    return {**space, "read_first_until": str(space["read_first_until"])}


def aws(path: Path) -> dict[str, Any]:
    """What the file says to AWS, for whoever deploys. Raises `BuildError` in plain words.

    Only `region` may be missing from it.
    """
    return {**AWS_DEFAULTS, **_document(path).get("aws", {})}


def _document(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    document = dict(toml(path, text))
    if wrong := sorted(_wrong(document, text)):
        raise BuildError(at(path, wrong))
    return document


def _words(value: Any) -> str:
    good = isinstance(value, str) and value.strip()
    return "" if good else "write a few words between quotation marks"


def _any_words(value: Any) -> str:
    return "" if isinstance(value, str) else "write a sentence between quotation marks, or none"


def _fits(pattern: re.Pattern[str], words: str) -> Check:
    def check(value: Any) -> str:
        return "" if isinstance(value, str) and pattern.fullmatch(value) else words

    return check


def _one_of(*choices: Any) -> Check:
    words = " or ".join(f'"{each}"' if isinstance(each, str) else "true" for each in choices)

    def check(value: Any) -> str:
        return "" if value in choices and type(value) is type(choices[0]) else f"write {words}"

    return check


def _list_of(pattern: re.Pattern[str], words: str) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, list):
            return words
        bad = [each for each in value if not (isinstance(each, str) and pattern.fullmatch(each))]
        return f"{words}; {bad[0]!r} is none" if bad else ""

    return check


def _timezone(value: Any) -> str:
    zones = available_timezones()
    if isinstance(value, str) and value in zones:
        return ""
    return f'write a zone such as "Europe/London"{nearest(str(value), zones)}'


def _dollars(value: Any) -> str:
    good = type(value) is int and value >= 1
    return "" if good else "write a whole number of US dollars from 1, without quotation marks"


def _day(value: Any) -> str:
    good = type(value) is date
    return "" if good else "write a day without quotation marks: 2026-12-24"


def _first_posts(value: Any) -> str:
    good = type(value) is int and 0 <= value <= HOLD_FIRST_AT_MOST
    return "" if good else f"write a whole number from 0 to {HOLD_FIRST_AT_MOST}"


def _is_sensitive(value: Any) -> str:
    return "" if isinstance(value, bool) else "write true or false, without quotation marks"


COUNTRY = _fits(_COUNTRY, 'write two small letters: "gb", "ie", "us"')
COUNTRIES = _list_of(_COUNTRY, 'write two small letters each: ["gb", "ie"]')
LANGUAGE = _fits(_TAG, 'write a language tag: "en", "cy", "pt-BR"')
LANGUAGES = _list_of(_TAG, 'write language tags: ["en", "cy"]')
LEAVE_TO = _fits(
    _LEAVE_TO, 'write an address that begins with https://: "https://www.bbc.co.uk/weather"'
)
HOSTS = _list_of(_HOST, 'write plain host names, without https://: ["www.nhs.uk"]')
SLUG = _fits(_SLUG, 'write small letters, digits and single hyphens: "low-days"')
NEEDED: Mapping[str, Check] = {
    "name": _words,
    "description": _words,
    "language": LANGUAGE,
    "timezone": _timezone,
    "country": COUNTRY,
    "leave_to": LEAVE_TO,
    "run_by": _words,
    "hours": _words,
    "contact": _words,
    "kept_in": _words,
    "joining": _one_of("open", "invitation"),
}
ALLOWED: Mapping[str, Check] = {
    "languages": LANGUAGES,
    "countries_first": COUNTRIES,
    "link_hosts": HOSTS,
    "moderated": moderated.wrong,
    "hold_first": _first_posts,
    "other_routes": _any_words,
    "steps": ladder.wrong,
}
SPACE_NEEDED: Mapping[str, Check] = {"slug": SLUG, "name": _words, "who_for": _words}
SPACE: Mapping[str, Check] = {
    **SPACE_NEEDED,
    "readers": _one_of("open", "members"),
    "sensitive": _is_sensitive,
    "read_first_until": _day,
}
AWS: Mapping[str, Check] = {
    "region": _fits(_REGION, 'write the name of an AWS region: "eu-west-2"'),
    "alert_emails": _list_of(_EMAIL, 'write email addresses: ["moderators@example.org"]'),
    "budget_usd": _dollars,
    "domain": _fits(_DOMAIN, 'write a host name, without https://: "forum.example.org"'),
}
TABLES = ("spaces", "limits", "colours", "helplines", "hide", "aws")
KEYS = (*NEEDED, *ALLOWED, *TABLES)


def _wrong(document: Mapping[str, Any], text: str) -> Wrong:
    for key in document:
        if key not in KEYS:
            yield _line(text, key), f"there is no “{key}”{nearest(key, KEYS)}"
    yield from _wrong_values(document, {**NEEDED, **ALLOWED}, NEEDED, text)
    yield from _wrong_spaces(document.get("spaces", []), text)
    yield from _wrong_limits(document.get("limits", {}), text)
    yield from _wrong_colours(document.get("colours", {}), text)
    yield from _wrong_aws(document.get("aws", {}), text)


def _wrong_values(
    entry: Mapping[str, Any],
    checks: Mapping[str, Check],
    needed: Mapping[str, Check],
    text: str,
    start: int = 1,
) -> Wrong:
    for key, check in checks.items():
        if key not in entry and key in needed:
            yield start, f"{key} is missing: {check(None)}"
        elif key in entry and (words := check(entry[key])):
            yield _line(text, key, start), f"{key}: {words}"


def _wrong_spaces(spaces: Any, text: str) -> Wrong:
    if not isinstance(spaces, list) or not 1 <= len(spaces) <= SPACES_AT_MOST:
        yield _line(text, "[[spaces]]"), f"between 1 and {SPACES_AT_MOST} [[spaces]] are needed"
        return
    slugs: set[str] = set()
    for number, space in enumerate(spaces):
        start = _starts(text, "[[spaces]]", number)
        for key in space:
            if key not in SPACE:
                yield _line(text, key, start), f"[[spaces]] {_unknown(key, SPACE)}"
        yield from _wrong_values(space, SPACE, SPACE_NEEDED, text, start)
        if space.get("slug") in slugs:
            yield _line(text, "slug", start), f"slug: another space is “{space['slug']}” already"
        slugs.add(str(space.get("slug")))


def _wrong_limits(changed: Mapping[str, Any], text: str) -> Wrong:
    start, known = _line(text, "[limits]"), limits.names()
    for key, value in changed.items():
        line, least = _line(text, key, start), limits.least(key)
        if key not in known:
            yield line, f"[limits] {_unknown(key, known)}"
        elif type(value) is not int or value < least:
            yield line, f"[limits] {key}: write a whole number from {least}"


def _wrong_colours(colours: Mapping[str, Any], text: str) -> Wrong:
    start = _line(text, "[colours]")
    for key, value in colours.items():
        line = _line(text, key, start)
        if key not in tone.SCHEMES:
            yield line, f"[colours] {_unknown(key, tone.SCHEMES)}"
        elif not (isinstance(value, str) and tone.HEX.fullmatch(value)):
            yield line, f'[colours] {key}: write six digits after a #: "#1b4f43"'
        elif words := tone.wrong(key, value):
            yield line, f"[colours] {key}: {words}"


def _wrong_aws(table: Mapping[str, Any], text: str) -> Wrong:
    start = _line(text, "[aws]")
    for key, value in table.items():
        line = _line(text, key, start)
        if key not in AWS:
            yield line, f"[aws] {_unknown(key, AWS)}"
        elif words := AWS[key](value):
            yield line, f"[aws] {key}: {words}"


def _unknown(key: str, known: Iterable[str]) -> str:
    if key in KEYS:
        return f"{key} belongs higher up, above the first line in [brackets]"
    return f"there is no “{key}”{nearest(key, known)}"


def _line(text: str, key: str, start: int = 1) -> int:
    """The first line from `start` on that sets the key or opens its table; else `start`."""
    opens = re.compile(rf"\s*(?:{re.escape(key)}\s*=|\[+{re.escape(key)}\]+|{re.escape(key)})")
    lines = text.splitlines()
    return next((n for n in range(start, len(lines) + 1) if opens.match(lines[n - 1])), start)


def _starts(text: str, header: str, number: int) -> int:
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(header)]
    return lines[number] if number < len(lines) else 1

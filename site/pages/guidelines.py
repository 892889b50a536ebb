"""The guidelines: one file of data, and every place that shows them.

`guidelines.toml` is the page, the easy-read page, the three cards of the joining page and the
reasons that moderators choose from (C3, C4). A rule that lacks a part fails the build.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from content import BuildError, Words, at, nearest, toml
from help import helplines

FILE = "guidelines.toml"
TEXTS = ("rule", "why", "fine", "not_fine", "broken", "told", "mend", "easy")
NEEDED = ("id", *TEXTS, "easy_words")
RULES_AT_MOST = 20
CARDS = 3
LEAST_URGENT = 3
DEFAULT_URGENCY = 2
EASY_WORDS_AT_MOST = 12
PARTS = ("version", "changed", "cards", "rules")
Wrong = Iterator[tuple[int, str]]


@dataclass(frozen=True, kw_only=True)
class Guidelines:
    """The file, read and found whole. `changed` begins with the newest version."""

    version: int
    changed: tuple[Mapping[str, Any], ...]
    cards: tuple[Mapping[str, str], ...]
    rules: tuple[Mapping[str, Any], ...]


def read(words: Words) -> Guidelines:
    """The guidelines of a language, or the community's own in `content/local/`."""
    path = words.find(FILE)
    text = path.read_text(encoding="utf-8")
    document = toml(path, text)
    if wrong := sorted(set(_wrong(document, text))):
        raise BuildError(at(path, wrong))
    return _shown(document, words)


def pages(render: Callable[..., str], words: Words) -> Iterator[tuple[str, str]]:
    """The full page and the easy-read one."""
    guidelines = read(words)
    here: dict[str, Any] = {"guidelines": guidelines, "current": "guidelines"}
    page, easy = words.page("guidelines"), words.page("easy-read")
    yield "guidelines/index.html", render("guidelines", page=page, **here)
    yield "guidelines/easy/index.html", render("easy", page=easy, **here)


def urgency(rule: Mapping[str, Any]) -> int:
    """How soon a report about the rule is looked at: 0 first."""
    return int(rule.get("urgency", DEFAULT_URGENCY))


def prose(guidelines: Guidelines) -> str:
    """What the full page says in sentences, for measuring."""
    parts = ("why", "fine", "not_fine", "broken")
    return "\n\n".join(rule[part] for rule in guidelines.rules for part in parts)


def easy_prose(guidelines: Guidelines) -> str:
    """What the easy-read page says, for measuring."""
    return "\n\n".join(words for rule in guidelines.rules for words in _easy(rule))


def _easy(rule: Mapping[str, Any]) -> tuple[str, ...]:
    return (rule["easy"], *rule["easy_words"])


def _shown(document: Mapping[str, Any], words: Words) -> Guidelines:
    changes = sorted(document["changed"], key=lambda each: each["version"], reverse=True)
    return Guidelines(
        version=document["version"],
        changed=tuple(_dated(each, words) for each in changes),
        cards=tuple(_marked(each, words) for each in document["cards"]),
        rules=tuple(_marked(each, words) for each in document["rules"]),
    )


def _dated(change: Mapping[str, Any], words: Words) -> dict[str, Any]:
    locale = helplines.locale_of(words.language)
    day = format_date(change["date"], "d MMMM y", locale=locale)
    return {**_marked(change, words), "day": words.mark(day)}


def _marked(entry: Mapping[str, Any], words: Words) -> dict[str, Any]:
    def marked(key: str, value: Any) -> Any:
        if isinstance(value, list):
            return [words.mark(each) for each in value]
        return words.mark(value) if isinstance(value, str) and key != "id" else value

    return {key: marked(key, value) for key, value in entry.items()}


def _wrong(document: Mapping[str, Any], text: str) -> Wrong:
    for key in document:
        if key not in PARTS:
            yield _line(text, key), f"there is no “{key}” here{nearest(key, PARTS)}"
    yield from _wrong_version(document, text)
    cards, rules = document.get("cards", []), document.get("rules", [])
    if len(cards) != CARDS or not all(_is_text(card, "title", "words") for card in cards):
        yield _line(text, "[[cards]]"), f"{CARDS} cards, each with a title and words"
    if not 1 <= len(rules) <= RULES_AT_MOST:
        yield _line(text, "[[rules]]"), f"here are {len(rules)} rules: 1 to {RULES_AT_MOST}, please"
    for number, rule in enumerate(rules, 1):
        yield from _wrong_rule(rule, number, _line(text, "[[rules]]", number))


def _wrong_version(document: Mapping[str, Any], text: str) -> Wrong:
    version, changed = document.get("version"), document.get("changed", [])
    if not isinstance(version, int) or version < 1:
        yield _line(text, "version"), "`version = 1`: a whole number, one more at each change"
    for number, each in enumerate(changed, 1):
        if not (_is_text(each, "words") and type(each.get("date")) is date and "version" in each):
            place = _line(text, "[[changed]]", number)
            yield place, 'a change has `version = 1`, `date = 2026-11-24` and `words = "…"`'
    if version not in [each.get("version") for each in changed]:
        yield _line(text, "version"), f"[[changed]] does not say what version {version} changed"


def _wrong_rule(rule: Mapping[str, Any], number: int, line: int) -> Wrong:
    name = rule.get("id")
    if name != f"g{number}":
        yield line, f'rule {number} has id = "g{number}": ids go on in order and never change'
    for key in rule:
        if key not in (*NEEDED, "urgency"):
            yield line, f"{name}: there is no “{key}” here{nearest(key, (*NEEDED, 'urgency'))}"
    for key in TEXTS:
        if not _is_text(rule, key):
            yield line, f'{name}: `{key} = "…"` is missing'
    easy = rule.get("easy_words")
    if not (isinstance(easy, list) and easy and all(isinstance(each, str) for each in easy)):
        yield line, f'{name}: `easy_words = ["…", "…"]` is missing: its easy-read sentences'
    if _is_text(rule, "easy") and len(rule["easy"].split()) > EASY_WORDS_AT_MOST:
        yield line, f"{name}: `easy` has more than {EASY_WORDS_AT_MOST} words"
    if rule.get("urgency", LEAST_URGENT) not in range(LEAST_URGENT + 1):
        yield line, f"{name}: urgency is 0 (looked at first) to {LEAST_URGENT}"


def _is_text(entry: Mapping[str, Any], *keys: str) -> bool:
    values = (entry.get(key) for key in keys)
    return all(isinstance(value, str) and value.strip() for value in values)


def _line(text: str, start: str, number: int = 1) -> int:
    """The line of the number-th entry that begins so; the first line when there is none."""
    found = re.finditer(rf"^{re.escape(start)}", text, re.MULTILINE)
    places = [text.count("\n", 0, each.start()) + 1 for each in found]
    return places[number - 1] if number <= len(places) else 1

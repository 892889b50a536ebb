"""Privacy, confidentiality and terms that cannot lie (N21): sentences made of the settings.

A setting is a key of community.toml, or of data/retention.toml, whose numbers a test compares with
the code. Each has a sentence here, or a reason in `UNSAID` for having none; a new setting with
neither fails the build, and so does a page that leaves a sentence out.
"""

import gettext
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.lists import format_list
from babel.units import format_unit

from content import BuildError, Words
from help import helplines
from pages.kept import KEPT, N_

RETENTION = Path(__file__).resolve().parents[1] / "data" / "retention.toml"
PAGES = ("privacy", "confidentiality", "terms")
UNITS = {"minutes": "duration-minute", "hours": "duration-hour", "days": "duration-day"}
Community = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A language to say things in."""

    language: str
    catalogue: gettext.NullTranslations

    def say(self, message: str, **values: str) -> str:
        """The translated message with its values put in."""
        return self.catalogue.gettext(message) % values

    def span(self, number: int, unit: str) -> str:
        """`24 hours`, as the language writes it."""
        return str(format_unit(number, UNITS[unit], locale=helplines.locale_of(self.language)))

    def names(self, names: list[str]) -> str:
        """`one, two and three`."""
        return str(format_list(names, locale=helplines.locale_of(self.language)))


def _plain(message: str, key: str) -> Callable[[Community, Voice], str]:
    """A sentence around the community's own words."""
    return lambda community, voice: voice.say(message, value=str(community[key]).rstrip("."))


def _joining(community: Community, voice: Voice) -> str:
    if community["joining"] == "open":
        return voice.say(N_("Anybody can join. There is a small sum for the browser to do first."))
    return voice.say(N_("People join by invitation only, with a code from a moderator."))


def _links(community: Community, voice: Voice) -> str:
    if not community["link_hosts"]:
        return voice.say(N_("No address in a post becomes a link."))
    hosts = voice.names(list(community["link_hosts"]))
    return voice.say(
        N_("An address in a post becomes a link only when it leads to %(hosts)s."), hosts=hosts
    )


def _readers(community: Community, voice: Voice) -> str:
    """Who can read which space, and how far “members” goes."""
    spaces = community["spaces"]
    by_all = [each["name"] for each in spaces if each["readers"] == "open"]
    by_members = [each["name"] for each in spaces if each["readers"] != "open"]
    found = []
    if by_all:
        words = N_("Anybody at all can read %(spaces)s, without joining.")
        found.append(voice.say(words, spaces=voice.names(by_all)))
    if by_members:
        words = N_("Only people who have joined can read %(spaces)s.")
        found.append(voice.say(words, spaces=voice.names(by_members)))
    if by_members and community["joining"] == "open":
        found.append(voice.say(N_("Joining is easy, so please don’t think of those as private.")))
    return " ".join(found)


def _first_posts(community: Community, voice: Voice) -> str:
    if not community["hold_first"]:
        return voice.say(N_("What you write is up at once, your first post too."))
    if community["hold_first"] == 1:
        return voice.say(
            N_(
                "A moderator reads your first post before others can. You see that it waits, why,"
                " and by when we aim to have read it."
            )
        )
    return voice.say(
        N_(
            "A moderator reads your first %(count)s posts before others can. You see that they"
            " wait, why, and by when we aim to have read them."
        ),
        count=community["hold_first"],
    )


SENTENCES: Mapping[str, Callable[[Community, Voice], str]] = {
    "run_by": _plain(N_("This place is looked after by %(value)s."), "run_by"),
    "contact": _plain("%(value)s.", "contact"),
    "hours": _plain(
        N_(
            "Moderators are usually here %(value)s. Outside those hours a post or a report may"
            " wait until somebody is back."
        ),
        "hours",
    ),
    "kept_in": _plain(N_("What is kept is in %(value)s."), "kept_in"),
    "joining": _joining,
    "link_hosts": _links,
    "hold_first": _first_posts,
    "spaces.readers": _readers,
}
# Settings that say nothing about what is kept, who reads it or who answers, each with the reason.
UNSAID: Mapping[str, str] = {
    "name": "on every page",
    "description": "for search engines",
    "language": "seen at once",
    "languages": "what the build keeps whole",
    "timezone": "how times are shown",
    "country": "which help page comes first",
    "countries_first": "the order of a list",
    "leave_to": "seen on pressing it; naming it here would make it less of a way out",
    "steps": "said in the reasons of a decision, with its end, to whoever it is about",
    "other_routes": "said beside the reasons of a decision, to whoever it is about",
    "moderated": "the same hours for the forum to count with; hours says them",
    "colours": "seen at once",
    "helplines": "on the help pages",
    "hide": "on the help pages",
    "limits": "said kindly by the page of whoever meets one",
    "spaces.slug": "an address",
    "spaces.name": "said by spaces.readers",
    "spaces.who_for": "on the home page",
    "spaces.sensitive": "how a space is shown; whoever writes reads why it waits",
    "spaces.read_first_until": "whoever writes there reads that it waits, and why",
}


def facts(
    community: Community, voice: Voice, retention: Mapping[str, int] | None = None
) -> dict[str, str]:
    """What `{{ said_… }}` and `{{ kept }}` stand for on pages. Raises `BuildError` for a gap."""
    numbers = retention if retention is not None else read_retention()
    if silent := [*_silent(community, numbers)]:
        raise BuildError("\n".join(silent))
    said = {fact(key): sentence(community, voice) for key, sentence in SENTENCES.items()}
    return {**said, "kept": "\n".join(_row(key, numbers[key], voice) for key in KEPT)}


def read_retention() -> dict[str, int]:
    """The numbers of data/retention.toml."""
    return tomllib.loads(RETENTION.read_text(encoding="utf-8"))


def fact(key: str) -> str:
    """The name that a setting's sentence has on the pages."""
    return f"said_{key.replace('.', '_')}"


def check(words: Words) -> None:
    """Refuses pages that leave a sentence out: an override must not make the small print lie."""
    text = "".join(words.find(f"{name}.md").read_text(encoding="utf-8") for name in PAGES)
    wanted = [*map(fact, SENTENCES), "kept"]
    if missing := [name for name in wanted if f"{{{{ {name} }}}}" not in text]:
        pages = ", ".join(f"{name}.md" for name in PAGES)
        raise BuildError("\n".join(f"{{{{ {name} }}}} is on none of {pages}" for name in missing))


def _silent(community: Community, retention: Mapping[str, int]) -> Iterator[str]:
    """A message for each setting without a sentence, and for each sentence without its setting."""
    keys = {key for key in community if key != "spaces"}
    keys |= {f"spaces.{key}" for space in community["spaces"] for key in space}
    for key in sorted(keys - SENTENCES.keys() - UNSAID.keys()):
        yield f"community.toml: no sentence of small_print.py says what “{key}” means for people"
    for key in sorted(retention.keys() ^ KEPT.keys()):
        yield f"data/retention.toml: “{key}” is not in both the file and small_print.py"


def _row(key: str, number: int, voice: Voice) -> str:
    what, kept = KEPT[key]
    unit = key.rpartition("_")[2]
    time = voice.span(number, unit) if unit in UNITS else str(number)
    return f"{voice.say(what)} | {voice.say(kept, time=time)}"

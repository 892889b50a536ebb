"""forum.json: what the functions need of the site, read and checked once, here.

They trust it: nothing of it is checked again, and community.toml and the guidelines are not read a
second time. It lies beside the public folder and not in it, because whatever is in there is
published as it stands.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import i18n
import limits
import moderated
from content import Words
from help.directory import Country
from pages import guidelines

NAME = "forum.json"
SHOWN = (
    "name",
    "timezone",
    "leave_to",
    "run_by",
    "hours",
    "joining",
    "link_hosts",
    "hold_first",
    "other_routes",
    "steps",
    "spaces",
)


def write(folder: Path, said: Mapping[str, Any]) -> None:
    """The file in `folder`; whoever reads it meanwhile finds the old one or the new one, whole."""
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
    fresh = folder / f"{NAME}.new"
    fresh.write_text(f"{text}\n", encoding="utf-8")
    fresh.replace(folder / NAME)


def described(
    community: Mapping[str, Any], words: Words, home: Country, urls: Mapping[str, str]
) -> dict[str, Any]:
    """Everything in it: the community, its guidelines, the first ways to help in its own country,
    and where each asset is.
    """
    read = guidelines.read(words)
    return {
        "community": {
            **{key: community[key] for key in SHOWN},
            "language": words.language,
            "direction": i18n.direction(words.language),
            "moderated": moderated.week(community["moderated"]),
            "paces": limits.paces(community["limits"]),
        },
        "guidelines": [
            {key: each[key] for key in ("id", "rule", "told", "mend")}
            | {"urgency": guidelines.urgency(each)}
            for each in read.rules
        ],
        "cards": [{"title": each["title"], "words": each["words"]} for each in read.cards],
        "changes": [{"version": each["version"], "words": each["words"]} for each in read.changed],
        "help_ways": [asdict(way) for way in home.ways],
        "assets": dict(urls),
    }

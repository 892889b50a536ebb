"""The pages of crisis help: the community's country first, one page and one card per country."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from content import Words
from help.directory import Country, Directory

Render = Callable[..., str]
WAYS = "help.json"


def pages(render: Render, words: Words, directory: Directory) -> Iterator[tuple[str, str]]:
    """Every help page as (path, HTML). A card is for a pocket, not for a search engine."""
    front = words.page("help")
    yield (
        "help/index.html",
        render("help", page=front, current="help", directory=directory, offline=True),
    )
    yield "help/elsewhere/index.html", render("elsewhere", directory=directory, current="help")
    for country in directory.with_lines:
        folder = f"help/{country.code}"
        yield (
            f"{folder}/index.html",
            render("country", country=country, current="help", offline=True),
        )
        card = render("card", country=country, current="help", robots="noindex")
        yield f"{folder}/card/index.html", card


def write(country: Country, out: Path) -> None:
    """The first ways to help in `help.json`, for the help box on the pages of the functions."""
    ways = json.dumps([asdict(way) for way in country.ways], ensure_ascii=False, indent=1)
    (out / WAYS).write_text(ways + "\n", encoding="utf-8")

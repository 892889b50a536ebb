"""The pages of crisis help: the community's country first, one page and one card per country."""

from collections.abc import Callable, Iterator

from content import Words
from help.directory import Directory

Render = Callable[..., str]


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

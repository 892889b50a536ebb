"""Content and templates -> `_site/`: every page that must work without function or database.

`python site/build.py [--out DIR] [--lang TAG]`. The same input gives the same bytes. A link that
leads nowhere fails the build and leaves the last good site where it was.
"""

import argparse
import gettext
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown import Markdown
from markupsafe import Markup

import helplines
import i18n
import links
import manifest

SITE = Path(__file__).resolve().parent
OUT = SITE / "_site"
MARKDOWN = ("attr_list", "md_in_html", "tables")
ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {prefix}\n" for prefix in links.DYNAMIC)
_FACT = re.compile(r"\{\{ (\w+) \}\}")


class BuildError(Exception):
    """The site must not be published; the message says what to mend."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """One file of `content/`: what stands above its `---`, and its words as HTML."""

    front: Mapping[str, str]
    html: Markup

    @property
    def title(self) -> str:
        """The page's one h1, and the first part of its title."""
        return self.front["title"]

    @property
    def next(self) -> tuple[str, str] | None:
        """`next: /spaces/ Go to the spaces` as an address and words."""
        address, _, words = self.front.get("next", "").partition(" ")
        return (address, words) if words else None


@dataclass(frozen=True, kw_only=True)
class Words:
    """The content of one language, read on demand."""

    folder: Path
    pseudo: bool
    facts: Mapping[str, Any]

    def page(self, name: str) -> Content:
        """`content/<language>/<name>.md`."""
        path = self.folder / f"{name}.md"
        front, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
        parts = (line.partition(": ") for line in front.splitlines())
        fields = {key: value for key, _, value in parts}
        if not fields.get("title") or not body.strip():
            raise BuildError(f"{path}: begins with `title: …`, then a line `---`, then words")
        html = Markdown(extensions=MARKDOWN, output_format="html").convert(self._fill(body))
        if self.pseudo:
            html = i18n.mark_html(html)
            fields = {key: self._mark_field(key, value) for key, value in fields.items()}
        return Content(front=fields, html=Markup(html))

    def rules(self) -> list[dict[str, str]]:
        """The guidelines, in order; ids are what posts, notices and moderators point at."""
        text = (self.folder / "guidelines.toml").read_text(encoding="utf-8")
        rules: list[dict[str, str]] = tomllib.loads(text)["rules"]
        if [rule["id"] for rule in rules] != [f"g{n}" for n in range(1, len(rules) + 1)]:
            raise BuildError("guidelines.toml: ids are g1, g2, … in order")
        if not self.pseudo:
            return rules
        return [{k: v if k == "id" else i18n.mark(v) for k, v in rule.items()} for rule in rules]

    def problems(self) -> list[str]:
        """The slug of every problem that has a page."""
        return sorted(path.stem for path in (self.folder / "problems").glob("*.md"))

    def _fill(self, body: str) -> str:
        """`{{ hours }}` in content is the `hours` of community.toml, so that it is written once."""
        return _FACT.sub(lambda found: str(self.facts[found[1]]), body)

    @staticmethod
    def _mark_field(key: str, value: str) -> str:
        if key != "next":
            return i18n.mark(value)
        address, _, words = value.partition(" ")
        return f"{address} {i18n.mark(words)}"


def build(out: Path = OUT, language: str | None = None) -> None:
    """Builds the whole static site into `out`, in `language` or the community's own."""
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _write(fresh, language)
        if dead := links.dead(fresh):
            raise BuildError("\n".join(dead))
        shutil.rmtree(out, ignore_errors=True)
        fresh.rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write(out: Path, language: str | None) -> None:
    community = tomllib.loads((SITE / "community.toml").read_text(encoding="utf-8"))
    language = language or community["language"]
    urls = manifest.write(SITE / "assets", out)
    catalogue = i18n.translations(language)
    directory = helplines.read(language, catalogue.gettext)
    environment = _environment(catalogue, language, community, urls, directory)
    for path, html in _pages(environment, _words(language, community), directory):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, encoding="utf-8")
    (out / "robots.txt").write_text(ROBOTS, encoding="utf-8")


def _words(language: str, community: Mapping[str, Any]) -> Words:
    folder = SITE / "content" / ("en" if language == i18n.PSEUDO else language)
    if not folder.is_dir():
        raise BuildError(f"content/{language}: there are no pages in this language yet")
    return Words(folder=folder, pseudo=language == i18n.PSEUDO, facts=community)


def _environment(
    catalogue: gettext.NullTranslations,
    language: str,
    community: Mapping[str, Any],
    urls: Mapping[str, str],
    directory: helplines.Directory,
) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(SITE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    checked = date.fromisoformat(directory.checked)
    environment.globals.update(
        community=community,
        lang=language,
        dir=i18n.direction(language),
        asset=urls.__getitem__,
        viewer=None,
        page_error=False,
        robots="index",
        current="",
        home_country=directory.country(community["country"]),
        checked=format_date(checked, "d MMMM y", locale=helplines.locale_of(language)),
    )
    return environment


def _pages(
    environment: Environment, words: Words, directory: helplines.Directory
) -> Iterator[tuple[str, str]]:
    """Every page as (path, HTML)."""
    render = partial(_render, environment)
    yield "index.html", render("home", page=words.page("home"), current="home")
    for name in ("about", "privacy"):
        yield f"{name}/index.html", render("page", page=words.page(name))
    yield (
        "guidelines/index.html",
        render(
            "guidelines",
            page=words.page("guidelines"),
            rules=words.rules(),
            current="guidelines",
        ),
    )
    yield from _help(render, words, directory)
    for slug in words.problems():
        html = render("problem", page=words.page(f"problems/{slug}"), robots="noindex")
        yield f"problems/{slug}/index.html", html
    for slug, path in (("not-found", "404.html"), ("resting", "resting.html")):
        html = render("problem", page=words.page(f"problems/{slug}"), robots="noindex")
        yield path, html


def _help(
    render: partial[str], words: Words, directory: helplines.Directory
) -> Iterator[tuple[str, str]]:
    page = words.page("help")
    yield "help/index.html", render("help", page=page, current="help", directory=directory)
    yield (
        "help/elsewhere/index.html",
        render("elsewhere", countries=directory.without_lines, current="help"),
    )
    for country in directory.with_lines:
        html = render("country", country=country, current="help")
        yield f"help/{country.code}/index.html", html


def _render(environment: Environment, template: str, **context: Any) -> str:
    html = environment.get_template(f"static/{template}.html").render(**context)
    return "\n".join(line for line in html.splitlines() if line.strip()) + "\n"


def main() -> int:
    """Builds, or says in words why not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--lang")
    options = parser.parse_args()
    try:
        build(options.out, options.lang)
    except (BuildError, FileNotFoundError, ValueError) as error:
        print(f"The site was not built.\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

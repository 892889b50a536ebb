"""Content and templates -> `_site/`: every page that must work without function or database; and
forum.json beside it, which the functions trust.

`python site/build.py [--out DIR] [--lang TAG] [--origin URL] [--today DATE] [--grades]`. The same
input gives the same bytes. What would mislead a reader fails the build, with file and line, and
leaves the last good site where it was: see `content`, `outline`, `links`, `grades`, `complete`.
"""

import argparse
import gettext
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import community_file
import forum_file
import i18n
import manifest
from checks import complete, grades, links, outline, tone
from content import SITE, BuildError, Words
from help import help_pages, helplines
from help.directory import Country, Directory
from pages import crawlers, guidelines, offline, resources, sheets, small_print

OUT = SITE / "_site"
COMMUNITY = SITE / "community.toml"
WRITTEN = (SITE / "content", SITE / "templates")
ORIGIN = "http://localhost:8000"
# Pages that are a file of content in the plain frame.
PLAIN = (
    "about",
    "privacy",
    "confidentiality",
    "terms",
    "accessibility",
    "grounding",
    "breathing",
    "take-a-minute",
)
Pages = Iterator[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One language of one community on one day: what every page is made from."""

    community: Mapping[str, Any]
    words: Words
    catalogue: gettext.NullTranslations
    directory: Directory

    @property
    def home_country(self) -> Country:
        """The country whose help lines come first."""
        return self.directory.country(self.community["country"])


def build(
    out: Path = OUT,
    language: str | None = None,
    *,
    origin: str = ORIGIN,
    today: date | None = None,
    settings: Path = COMMUNITY,
) -> None:
    """Builds the whole static site into `out`, in `language` or the community's own, and writes
    forum.json beside it.
    """
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        read = edition(language, today or date.today(), settings)
        urls = _write(fresh, read, origin.rstrip("/"))
        if wrong := [*outline.wrong(fresh), *links.dead(fresh, WRITTEN)]:
            raise BuildError("\n".join(wrong))
        shutil.rmtree(out, ignore_errors=True)
        fresh.rename(out)
        said = forum_file.described(read.community, read.words, read.home_country, urls)
        forum_file.write(out.parent, said)
        for words in read.directory.warnings:
            print(words, file=sys.stderr)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def edition(language: str | None, today: date, settings: Path = COMMUNITY) -> Edition:
    """Everything that is read before the first page is written."""
    community = community_file.read(settings)
    language = language or community["language"]
    catalogue = i18n.translations(language)
    voice = small_print.Voice(language=language, catalogue=catalogue)
    return Edition(
        community=community,
        words=Words(
            language=language,
            facts={**community, **small_print.facts(community, voice)},
            today=today,
        ),
        catalogue=catalogue,
        directory=helplines.read(language, catalogue.gettext, community, today),
    )


def _write(out: Path, edition: Edition, origin: str) -> dict[str, str]:
    """Everything that is published; returns where each asset is."""
    words, community = edition.words, edition.community
    complete.check(words.root, {words.language, *community["languages"]})
    grades.check(words)
    small_print.check(words)
    urls = manifest.write(SITE / "assets", out, partial(tone.painted, community["colours"]))
    found = []
    for path, html in _pages(partial(_render, _environment(edition, urls)), edition):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, encoding="utf-8")
        found += [path] if crawlers.INDEXED in html else []
    offline.write(SITE / "assets", out, community["country"])
    (out / "robots.txt").write_text(crawlers.robots(origin), encoding="utf-8")
    (out / "sitemap.xml").write_text(crawlers.sitemap(origin, found), encoding="utf-8")
    return urls


def _pages(render: partial[str], edition: Edition) -> Pages:
    """Every page as (path, HTML). A module that makes pages of its own is one line here."""
    words = edition.words
    yield "index.html", render("home", page=words.page("home"), current="home")
    for name in PLAIN:
        html = render("page", page=words.page(name), offline=name in offline.TOOLS)
        yield f"{name}/index.html", html
    yield from guidelines.pages(render, words)
    yield from resources.pages(render, words, edition.catalogue.gettext)
    yield from help_pages.pages(render, words, edition.directory)
    yield from sheets.pages(render, words)
    yield from offline.pages(render, words)
    yield from _problems(render, words)


def _problems(render: partial[str], words: Words) -> Pages:
    paths = [(name, f"{name}/index.html") for name in words.names("problems")]
    paths += [("problems/not-found", "404.html"), ("problems/resting", "resting.html")]
    for name, path in paths:
        yield path, render("problem", page=words.page(name), robots="noindex")


def _environment(edition: Edition, urls: Mapping[str, str]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(SITE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        edition.catalogue, newstyle=True
    )
    community, language = edition.community, edition.words.language
    environment.globals.update(
        community=community,
        lang=language,
        dir=i18n.direction(language),
        asset=urls.__getitem__,
        viewer=None,
        page_error=False,
        robots="index",
        current="",
        home_country=edition.home_country,
        help_ways=edition.home_country.ways,
    )
    return environment


def _render(environment: Environment, template: str, **context: Any) -> str:
    html = environment.get_template(f"static/{template}.html").render(**context)
    return "\n".join(line for line in html.splitlines() if line.strip()) + "\n"


def main() -> int:
    """Builds, or says in words why not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--lang", help="another language than that of community.toml")
    parser.add_argument("--origin", default=ORIGIN, help="the address that people will see")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=date.today(), help="as of a day"
    )
    parser.add_argument("--grades", action="store_true", help="how hard each page is to read")
    options = parser.parse_args()
    try:
        if options.grades:
            print(grades.show(edition(options.lang, options.today).words))
        else:
            build(options.out, options.lang, origin=options.origin, today=options.today)
    except (FileNotFoundError, ValueError) as error:
        print(f"The site was not built.\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

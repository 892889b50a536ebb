"""Resources: articles worth reading, each with its sources, its place and its review date (X2).

A file is `content/<language>/resources/<group>/<slug>.md`, or the same below `content/local/`.
One that is past its `review_by` fails the build: old advice is worse than none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date

from content import BuildError, Content, Words, nearest, shown
from help import helplines

FOLDER = "resources"
REVIEW_MONTHS_AT_MOST = 12
SUMMARY_AT_MOST = 140
ANYWHERE = "any"
Gettext = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a resource stands on: who says so, under which title, and where."""

    who: str
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Resource:
    """An article and what a reader may want to know of it.

    `written_for` names a country other than the community's; `language` and `tag` are set when
    the article's language is not the pages'.
    """

    page: Content
    url: str
    group: str
    written_for: str
    language: str
    tag: str
    reviewed: str
    sources: tuple[Source, ...]

    @property
    def title(self) -> str:
        """The article's title."""
        return self.page.title


@dataclass(frozen=True, kw_only=True)
class Group:
    """One of the five shelves; `slug` is its folder and its anchor."""

    slug: str
    name: str
    resources: tuple[Resource, ...]


def group_names(_: Gettext) -> dict[str, str]:
    """The five groups, in the order of the page."""
    return {
        "grounding": _("Grounding and breathing"),
        "daily-life": _("Sleep, food and daily life"),
        "professionals": _("Talking to professionals"),
        "supporting": _("Supporting someone else"),
        "learning": _("Learning, rights and money"),
    }


def read(words: Words, _: Gettext) -> tuple[Group, ...]:
    """Every group that has a resource, each by title. Refuses a stray file or an old one."""
    names = group_names(_)
    found: dict[str, list[Resource]] = {slug: [] for slug in names}
    for name in words.names(FOLDER):
        parts = name.split("/")
        if len(parts) != 3 or parts[1] not in names:
            folders = ", ".join(names)
            hint = nearest(parts[1], names)
            path = shown(words.find(f"{name}.md"))
            raise BuildError(f"{path}: a resource is in one of the folders {folders}{hint}")
        found[parts[1]].append(_resource(words, name))
    return tuple(
        Group(slug=slug, name=names[slug], resources=tuple(sorted(each, key=_by_title)))
        for slug, each in found.items()
        if each
    )


def pages(render: Callable[..., str], words: Words, _: Gettext) -> Iterator[tuple[str, str]]:
    """The index and one page for each resource."""
    groups = read(words, _)
    yield (
        "resources/index.html",
        render("resources", page=words.page("resources"), groups=groups, current="resources"),
    )
    for group in groups:
        for resource in group.resources:
            html = render(
                "resource", resource=resource, page=resource.page, group=group, current="resources"
            )
            yield f"{resource.url[1:]}index.html", html


def _by_title(resource: Resource) -> str:
    return resource.title.casefold()


def _resource(words: Words, name: str) -> Resource:
    page = words.page(name)
    _check_dates(page, words.today)
    if len(page.front["summary"]) > SUMMARY_AT_MOST and not words.pseudo:
        raise BuildError(f"{page.place('summary')}: at most {SUMMARY_AT_MOST} characters")
    locale = helplines.locale_of(words.language)
    tag = _foreign(page.front["language"], words)
    return Resource(
        page=page,
        url=f"/{name}/",
        group=name.split("/")[1],
        written_for=_elsewhere(page, locale, words),
        language=_language(page, locale) if tag else "",
        tag=tag,
        reviewed=format_date(page.date("reviewed_on"), "d MMMM y", locale=locale),
        sources=tuple(_source(page, line, words) for line in page.sources),
    )


def _check_dates(page: Content, today: date) -> None:
    reviewed, due = page.date("reviewed_on"), page.date("review_by")
    months = (due.year - reviewed.year) * 12 + due.month - reviewed.month
    if not reviewed < due or (months, due.day) > (REVIEW_MONTHS_AT_MOST, reviewed.day):
        span = f"after reviewed_on, and at most {REVIEW_MONTHS_AT_MOST} months after"
        raise BuildError(f"{page.place('review_by')}: review_by is {span}")
    if due < today:
        raise BuildError(
            f"{page.place('review_by')}: was due for review on {due}. Read it again, check its"
            " sources, and set reviewed_on and review_by; or take it out"
        )


def _elsewhere(page: Content, locale: Locale, words: Words) -> str:
    code = page.front["region"]
    if code in (ANYWHERE, words.facts["country"]):
        return ""
    if (name := locale.territories.get(code.upper())) is None or code != code.lower():
        place = page.place("region")
        raise BuildError(f"{place}: region is “any” or a country’s two letters, small: gb, ie, us")
    return str(name)


def _language(page: Content, locale: Locale) -> str:
    tag = page.front["language"]
    name = locale.languages.get(tag.partition("-")[0])
    if name is None:
        raise BuildError(f"{page.place('language')}: language is a tag such as en, cy or ar")
    return str(name)


def _foreign(tag: str, words: Words) -> str:
    return "" if words.pseudo or tag == words.language else tag


def _source(page: Content, line: str, words: Words) -> Source:
    who, _, rest = line.partition(" – ")
    title, _, url = rest.rpartition(" – ")
    if not (who and title and url.startswith("https://")):
        place = page.place("source", line)
        raise BuildError(f"{place}: a source is `Who – Title – https://address`, with long dashes")
    return Source(who=words.mark(who), title=words.mark(title), url=url)

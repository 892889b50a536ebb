"""The doors on a site of their own and on empty tables; each test begins with a cold start."""

import json
import os
import shutil
import tomllib
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo

import community_file
import forum_file
import i18n
import manifest
import settings
from conftest import Backend
from content import Words
from help import helplines
from help.directory import Country
from store import pepper, tables
from support import cast, inside_moto, people, tour
from support.people import Forum, Visitor
from web import breaker, limits, staffing

PEPPER = "5e" * 32
SITE = i18n.ROOT / "site"
TODAY = cast.NOW.date()
Place = Callable[..., Forum]


def make_site(folder: Path, community: dict[str, str | int], limits: str) -> Path:
    """A site for the doors alone: templates, catalogues, and what the build tells of a
    community.toml that differs a little from ours.
    """
    for name in ("templates", "locales"):
        shutil.copytree(SITE / name, folder / name)
    workshop = folder.with_name("workshop")
    urls = manifest.write(SITE / "assets", workshop)
    text = (SITE / "community.toml").read_text("utf-8")
    for key, value in community.items():
        before = next(line for line in text.splitlines() if line.startswith(f"{key} = "))
        text = text.replace(before, f"{key} = {json.dumps(value)}")
    (workshop / "community.toml").write_text(f"{text}\n{limits}\n", "utf-8")
    read = community_file.read(workshop / "community.toml")
    words = Words(language=read["language"], facts=read, today=TODAY)
    forum_file.write(folder, forum_file.described(read, words, help_at_home(), urls))
    return folder


@cache
def help_at_home() -> Country:
    """The help lines of the community's own country."""
    community = tomllib.loads((SITE / "community.toml").read_text("utf-8"))
    directory = helplines.read("en", str, community, cast.NOW.date())
    return directory.country(community["country"])


def add_pseudo_locale(site: Path) -> None:
    """The pseudo-locale's catalogue, from the messages as they stand in the code now."""
    target = site / "locales" / i18n.PSEUDO / "LC_MESSAGES" / "leanto.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        write_mo(out, i18n.pseudo(i18n.template()))


def enter(site: Path, **environment: str) -> None:
    """From now on the settings are these."""
    os.environ.update({"LEANTO_SITE": str(site), **environment})
    settings.load.cache_clear()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The community of the repository, and a pepper."""
    folder = make_site(tmp_path_factory.mktemp("community") / "site", {}, "")
    (folder.parent / "pepper").write_text(PEPPER, "ascii")
    enter(folder, LEANTO_PEPPER_FILE=str(folder.parent / "pepper"))
    yield folder
    for name in ("LEANTO_SITE", "LEANTO_PEPPER_FILE"):
        del os.environ[name]
    settings.load.cache_clear()


def start_cold() -> None:
    """As in a process that has just begun: it remembers no salt, no refusal and no pepper."""
    pepper.get_pepper.cache_clear()
    limits._salts.clear()
    limits._refused.clear()
    breaker._known.clear()
    staffing.forget()


@pytest.fixture(scope="session")
def moto_shelves(moto_client: Any) -> Backend:
    """The four tables in moto, made once: making them takes longer than most tests."""
    prefix = f"web{uuid.uuid4().hex[:12]}"
    tables.create_all(moto_client, prefix)
    return Backend("moto", moto_client, prefix)


def emptied(shelves: Backend) -> Backend:
    """The tables with nothing in them; the store talks to them, as in a fresh process."""
    start_cold()
    inside_moto.empty(shelves.prefix)
    tables.connect(shelves.client, shelves.prefix)
    return shelves


@pytest.fixture
def moto_tables(moto_shelves: Backend) -> Iterator[Backend]:
    """The four tables, empty, in moto."""
    yield emptied(moto_shelves)
    tables.connect(moto_shelves.client, moto_shelves.prefix)


@pytest.fixture(scope="module")
def walk(site: Path, moto_shelves: Backend) -> tuple[tour.Pages, Forum]:
    """Every page that the doors can answer with, and the doors; for tests that only look."""
    deployed = people.real_doors()
    emptied(moto_shelves)
    forum = people.doors(cast.NOW, deployed)
    return tour.tour(forum), forum


@pytest.fixture(scope="module")
def afternoon(site: Path, moto_shelves: Backend) -> tuple[tour.Pages, Forum]:
    """The same walk, begun in the afternoon, for tests that move the clock on."""
    deployed = people.real_doors()
    emptied(moto_shelves)
    forum = people.doors(cast.AFTERNOON, deployed)
    return tour.tour(forum), forum


@pytest.fixture
def forum(site: Path, moto_tables: Backend) -> Forum:
    """The three doors, as deployed, on empty tables."""
    deployed = people.real_doors()
    tables.connect(moto_tables.client, moto_tables.prefix)
    return people.doors(cast.NOW, deployed)


@pytest.fixture
def place(site: Path, moto_tables: Backend, tmp_path: Path) -> Iterator[Place]:
    """Other communities: `place(joining="invitation", limits="reply_per_hour = 1")`."""

    def make(limits: str = "", **community: str | int) -> Forum:
        folder = make_site(tmp_path / "site", community, limits)
        if community.get("language") == i18n.PSEUDO:
            add_pseudo_locale(folder)
        people.real_doors()
        enter(folder)
        made = people.doors(cast.NOW, people.other_doors())
        tables.connect(moto_tables.client, moto_tables.prefix)
        return made

    yield make
    enter(site)


@pytest.fixture
def dump(moto_tables: Backend) -> Callable[[], dict[str, list[dict[str, Any]]]]:
    """Everything that is kept, table by table."""
    return lambda: inside_moto.dump(moto_tables.prefix)


@pytest.fixture
def calls(moto_tables: Backend) -> Iterator[list[str]]:
    """Every operation that DynamoDB is asked for, in order."""
    asked: list[str] = []

    def note(model: Any, **_: Any) -> None:
        asked.append(model.name)

    events = moto_tables.client.meta.events
    events.register("before-call.dynamodb", note)
    yield asked
    events.unregister("before-call.dynamodb", note)


@pytest.fixture
def alice(forum: Forum) -> Visitor:
    return forum.member(cast.alice)


@pytest.fixture
def bob(forum: Forum) -> Visitor:
    return forum.member(cast.bob)


@pytest.fixture
def charlie(forum: Forum) -> Visitor:
    """A member who has been asked to pause."""
    return forum.member(cast.charlie)


@pytest.fixture
def gwen(forum: Forum) -> Visitor:
    """A greeter."""
    return forum.member(cast.gwen)


@pytest.fixture
def nell(forum: Forum) -> Visitor:
    """Somebody new: a person reads their first post before others do."""
    return forum.member(cast.nell)


@pytest.fixture
def mo(forum: Forum) -> Visitor:
    """A moderator."""
    return forum.member(cast.mo)


@pytest.fixture
def lee(forum: Forum) -> Visitor:
    """A lead."""
    return forum.member(cast.lee)


@pytest.fixture
def visitor(forum: Forum) -> Visitor:
    return forum.visitor()

"""Pages from compiled templates, as in a bundle, are the pages that the templates make."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader, ModuleLoader

import settings
from conftest import Backend
from store import tables
from support import cast, people
from support.people import Forum, Visitor

FRESH = re.compile(r'(name="(?:thread_id|post_id|report_id|token|name)"[^>]*value=")[^"]*')


@pytest.fixture
def bundled(site: Path, forum: Forum, moto_tables: Backend, tmp_path: Path) -> Iterator[Forum]:
    """The doors on a site whose templates are modules, on the same tables."""
    inside = tmp_path / "site"
    shutil.copytree(site, inside)
    forum.apps["member"].jinja_env.compile_templates(inside / "compiled", zip=None)
    shutil.rmtree(inside / "templates")
    os.environ["LEANTO_SITE"] = str(inside)
    settings.load.cache_clear()
    made = people.doors(cast.NOW, people.other_doors())
    tables.connect(moto_tables.client, moto_tables.prefix)
    yield made
    os.environ["LEANTO_SITE"] = str(site)
    settings.load.cache_clear()


def pages(who: Visitor, thread: str, post: str) -> list[str]:
    """What somebody reads, without what is drawn by lot for each form."""
    paths = (
        "/spaces/",
        "/spaces/porch/",
        "/spaces/porch/new/",
        f"/threads/{thread}/",
        f"/posts/{post}/report/?kind=guideline",
        "/inbox/",
        "/sign-in/",
        "/threads/nothing/",
    )
    return [FRESH.sub(r"\1", who.get(path).text) for path in paths]


def test_every_page_is_the_same(forum: Forum, bundled: Forum, alice: Visitor):
    thread, post = alice.opens()
    own = pages(alice, thread, post)
    assert pages(Visitor(bundled, cookies=alice.cookies), thread, post) == own
    assert all("</html>" in page for page in own)
    assert isinstance(bundled.apps["member"].jinja_env.loader, ModuleLoader)
    assert not isinstance(forum.apps["member"].jinja_env.loader, ModuleLoader | FileSystemLoader)

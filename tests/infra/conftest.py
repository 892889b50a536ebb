"""A small site, a make-believe door, and the gateway in front of them; bundles of the functions."""

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from mangum import Mangum

import package
from here import emulator, front, gateway
from packing import vendor
from packing.bundles import STAFF
from support import bundles, lambda_python, running, synthesis
from support.bundles import Bundle
from support.wire import html
from web.bridge import Bridge

LONG = "<p>" + "A quiet line. " * 200


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The template of the stack, made once for all tests of it."""
    return synthesis.synthesise(tmp_path_factory.mktemp("stack"))


@pytest.fixture(scope="session")
def reserved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The template for an account that has functions to spare."""
    return synthesis.synthesise(tmp_path_factory.mktemp("reserved"), reserve="yes")


class Porch:
    """A door that remembers what it was asked and says what it is told to."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.answer: dict[str, Any] = html(200, "fine")

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        self.events.append(event)
        assert asyncio.get_event_loop_policy().get_event_loop()
        if "raise" in self.answer:
            raise ValueError("a member's words")
        return self.answer


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name, words in {
        "index.html": "home",
        "help/index.html": LONG,
        "404.html": "not here",
        "resting.html": "resting",
        "problems/too-large/index.html": "too much",
        "robots.txt": "User-agent: *",
        "assets/leanto.1a2b3c4d.css": "body{}",
        "assets/exit.1a2b3c4d.js": "1",
        "assets/icons.1a2b3c4d.svg": "<svg/>",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words)
    return folder


@pytest.fixture(scope="module")
def doors() -> dict[str, Any]:
    """Flask behind one door; behind the other whoever a test puts there."""
    app = Flask("flask")
    app.add_url_rule(
        "/join/", view_func=lambda: request.form.get("words", ""), methods=["GET", "POST"]
    )
    return {"auth": Mangum(Bridge(app), lifespan="off")}


@pytest.fixture(scope="module")
def server(site: Path, doors: dict[str, Any]) -> Iterator[front.Server]:
    made = front.Server(gateway.Gateway(site=site, doors=doors), 0)
    with running.serving(made):
        yield made


@pytest.fixture
def porch(doors: dict[str, Any]) -> Porch:
    doors["member"] = Porch()
    return doors["member"]


@pytest.fixture
def port(server: front.Server, porch: Porch) -> int:
    return server.port


@pytest.fixture(scope="session")
def node_here() -> Iterator[None]:
    """The Node of the environment for deploying, which makes the bundles there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(synthesis.NODE.parent), prepend=os.pathsep)
        yield


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory, node_here: None) -> Bundle:
    """The functions' bundle for Lambda, made once."""
    folder = tmp_path_factory.mktemp("bundle")
    site, cache = running.make_site(folder), package.BUILD / "vendor"
    package.functions(vendor.LAMBDA, folder / "functions", built=site, cache=cache)
    return Bundle(folder=folder / "functions", site=site, cache=cache)


@pytest.fixture(scope="session")
def staff_bundle(bundle: Bundle) -> Path:
    """The bundle of the staff door for Lambda."""
    out = bundle.folder.with_name("staff")
    package.functions(vendor.LAMBDA, out, kind=STAFF, built=bundle.site, cache=bundle.cache)
    return out


@pytest.fixture
def site_folder(bundle: Bundle) -> Callable[[Path], Path]:
    """Makes a built site of its own in a folder, to be changed."""

    def make(folder: Path) -> Path:
        site = folder / "site"
        shutil.copytree(bundle.site, site, symlinks=True)
        return site

    return make


@pytest.fixture(scope="session")
def here_bundle(bundle: Bundle) -> Path:
    """The same for this machine, and the Python of Lambda."""
    out = bundle.folder.with_name("here")
    package.functions(
        vendor.machine_of(lambda_python.find()), out, built=bundle.site, cache=bundle.cache
    )
    return out


@pytest.fixture(scope="session")
def local_bundle(bundle: Bundle) -> Path:
    """The same for the emulator."""
    emulator.install()
    out = bundle.folder.with_name("local")
    package.functions(
        vendor.machine_of(package.EMULATOR), out, built=bundle.site, cache=bundle.cache
    )
    return out


@pytest.fixture(scope="session")
def staff_here_bundle(bundle: Bundle) -> Path:
    """The staff door's for this machine, and the Python of Lambda."""
    machine, out = vendor.machine_of(lambda_python.find()), bundle.folder.with_name("staff-here")
    package.functions(machine, out, kind=STAFF, built=bundle.site, cache=bundle.cache)
    return out


@pytest.fixture(scope="session")
def staff_local_bundle(bundle: Bundle) -> Path:
    """The staff door's for the emulator."""
    emulator.install()
    machine, out = vendor.machine_of(package.EMULATOR), bundle.folder.with_name("staff-local")
    package.functions(machine, out, kind=STAFF, built=bundle.site, cache=bundle.cache)
    return out


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with boto3 alone, as a function's runtime brings it."""
    return bundles.runtime(tmp_path_factory.mktemp("runtime") / "packages")

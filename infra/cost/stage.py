"""The forum on this machine for a moment, to play a day in: an emulated database in a folder of its
own, the real doors, and the community that `make serve` shows.
"""

import contextlib
import importlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import local
from cost import play
from cost.day import SHARES
from cost.visitors import Cast, Spent, weight
from here import emulator, files

ORIGIN = "http://localhost:8000"
STARTS = 3


@dataclass(frozen=True, kw_only=True)
class Played:
    """What was measured. `start` is the seconds of a whole processor that a cold door takes.

    `page` is what one page of files weighs, and `first` all that a browser fetches with its first.
    """

    acts: dict[str, Spent]
    page: int
    first: tuple[int, int]
    site: tuple[int, int]
    start: float


def played() -> Played:
    """Plays each kind of act and weighs the site's files."""
    with forum() as cast:
        client = importlib.import_module("store.tables").client()
        acts = {
            name: play.measure(cast, share.act, client)
            for name, share in SHARES.items()
            if share.act
        }
        return Played(acts=acts, start=start_seconds(), **weights(local.SITE / "_site"))


@contextlib.contextmanager
def forum() -> Iterator[Cast]:
    """The doors upon a seeded community."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with emulator.Emulator(data / "state", data / "emulator.log") as running:
            local.configure(running, ORIGIN, data)
            local.prepare(data)
            doors = {**local.open_doors(), "worker": importlib.import_module("worker").handler}
            everybody = Cast(doors, space="", thread="")
            space = _first(r'href="/spaces/([a-z-]+)/"', everybody.visitor().get("/spaces/"))
            page = everybody.visitor().get(f"/spaces/{space}/")
            yield Cast(doors, space=space, thread=_first(r'href="/threads/(\w+)/', page))


def _first(pattern: str, page: str) -> str:
    match = re.search(pattern, page)
    if match is None:
        raise RuntimeError("the page links nowhere")
    return match[1]


def start_seconds() -> float:
    """Processor time until a door can be asked, the best of a few starts: noise only ever adds."""
    path = os.pathsep.join((str(local.ROOT / "functions"), str(local.ROOT / "infra")))
    code = "import member"
    return min(_processor([sys.executable, "-c", code], path) for _ in range(STARTS))


def _processor(command: list[str], path: str) -> float:
    before = os.times()
    subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=True)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def weights(site: Path) -> dict[str, Any]:
    """The bytes of files as browsers get them: a page of help, and all that a first visit asks;
    and how many files the whole site has and their bytes.
    """
    whole = [path for path in site.rglob("*") if path.is_file()]
    page = files.page(site, "help/index.html", 200)
    with_it = {
        found.partition("?")[0]
        for found in re.findall(r'(?:src|href)="/(assets/[^"]+)"', page.body.decode())
    }
    assets = [weight(files.page(site, name, 200), f"/{name}") for name in sorted(with_it)]
    return {
        "page": weight(page, "/help/"),
        "first": (len(assets), sum(assets)),
        "site": (len(whole), sum(path.stat().st_size for path in whole)),
    }

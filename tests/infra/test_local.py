"""`make serve` starts, keeps what was written, and stops; stand-ins take the place of the forum."""

import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from here import emulator, gateway
from support.wire import ask

INFRA = Path(emulator.__file__).parents[1]
# Doors that count their visitors in a real table, a site of one page, a seed that says it ran.
STAND_INS = """
import os, sys, types
sys.path.insert(0, sys.argv.pop(1))
import local

def visit(event, context):
    from store import tables
    if event["rawPath"] == "/account/":
        return {"statusCode": 200, "body": str(tables.client().meta.config.max_pool_connections)}
    key = {"pk": {"S": "visits"}, "sk": {"S": "-"}}
    told = tables.client().update_item(TableName=tables.name("ephemeral"), Key=key,
        UpdateExpression="ADD seen :one", ExpressionAttributeValues={":one": {"N": "1"}},
        ReturnValues="ALL_NEW")
    words = told["Attributes"]["seen"]["N"] + " at " + os.environ["LEANTO_ORIGIN"]
    return {"statusCode": 200, "headers": {"content-type": "text/plain"}, "body": words}

def stand_in(name, **what):
    sys.modules[name] = types.SimpleNamespace(**what)

for door in ("auth", "member", "moderator", "staff", "worker"):
    stand_in(door, handler=visit)
stand_in("build", build=lambda out: None, BuildError=ValueError)
stand_in("here.seed", seed=lambda data: print("SEEDED"),
         invite_moderator=lambda name: os.environ["LEANTO_ORIGIN"] + "/invitation/#" + name)
local.main()
"""

Run = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Start local.py on a data folder of its own; whatever still runs at the end is stopped."""
    started: list[subprocess.Popen[str]] = []
    data = str(tmp_path / "data")

    def start(*words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", STAND_INS, str(INFRA), "--data", data, *words]
        environment = os.environ | {"PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(command, stdout=-1, stderr=-2, text=True, env=environment)
        started.append(process)
        return process

    emulator.install()
    yield start
    for process in started:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


def said(process: subprocess.Popen[str], last: str) -> str:
    """What a process prints, up to the line that holds these words."""
    assert process.stdout
    words = ""
    for line in process.stdout:
        words += line
        if last in line:
            return words
    pytest.fail(f"it ended before it said {last!r}:\n{words}")


def port_in(words: str) -> int:
    found = re.search(r"http://localhost:(\d+)/", words)
    assert found
    return int(found[1])


def stop(process: subprocess.Popen[str], how: signal.Signals) -> str:
    process.send_signal(how)
    words, _ = process.communicate(timeout=20)
    assert process.returncode == 0, words
    return words


def test_keeps_what_was_written_and_seeds_once(run: Run, tmp_path: Path):
    first = run("serve", "--port", "0")
    words = said(first, "Remove that folder")
    assert "it is not a safe way to run a community" in words
    assert "SEEDED" in words
    assert "/invitation/#Rowan" in words
    port = port_in(words)
    assert ask(port, "/inbox/")[1].decode() == f"1 at http://localhost:{port}"
    assert ask(port, "/account/")[1].decode() == str(gateway.AT_ONCE + 1)
    assert "Traceback" not in stop(first, signal.SIGTERM)
    assert not (tmp_path / "data" / "emulator.port").exists()

    second = run("serve", "--port", "0")
    words = said(second, "Remove that folder")
    assert "SEEDED" not in words
    assert "make moderator" in words
    assert ask(port_in(words), "/join/")[1].startswith(b"2 at ")
    assert "Traceback" not in stop(second, signal.SIGINT)


def test_the_folder_is_its_owners_alone_whoever_made_it(run: Run, tmp_path: Path):
    """An older folder was open to everybody on the machine, and so was each of its files."""
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    (data / "state").mkdir(parents=True, mode=0o755)
    for name in ("lock", "emulator.log", "state/old.json"):
        (data / name).touch(0o644)
    (data / "seeded").touch(0o644)
    elsewhere.mkdir(mode=0o755)
    (data / "venv").symlink_to(elsewhere)

    process = run("serve", "--port", "0")
    ask(port_in(said(process, "Remove that folder")), "/inbox/")
    assert "origin" in modes(data)
    assert open_to_others(data) == {}
    stop(process, signal.SIGTERM)
    assert "dynamodb.json" in modes(data / "state")
    assert open_to_others(data) == {}
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755


def test_a_folder_that_is_made_is_its_owners_alone(run: Run, tmp_path: Path):
    process = run("serve", "--port", "0")
    said(process, "Remove that folder")
    stop(process, signal.SIGTERM)
    assert {"pepper", "seeded", "emulator.log", "state"} <= set(modes(tmp_path / "data"))
    assert open_to_others(tmp_path / "data") == {}


def modes(folder: Path) -> dict[str, int]:
    """The mode of each thing in a folder and of all below it, but links."""
    found = [path for path in folder.rglob("*") if not path.is_symlink()]
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in found}


def open_to_others(folder: Path) -> dict[str, int]:
    every = modes(folder) | {".": stat.S_IMODE(folder.stat().st_mode)}
    return {name: mode for name, mode in every.items() if mode & 0o077}


def test_a_second_one_is_told_so_and_moderators_are_made_while_it_runs(run: Run, tmp_path: Path):
    words = said(run("serve", "--port", "0"), "Remove that folder")
    port = port_in(words)
    link = run("moderator", "Rowan").communicate(timeout=20)[0]
    assert link == f"http://localhost:{port}/invitation/#Rowan\n"
    assert "already running" in run("serve", "--port", "0").communicate(timeout=20)[0]
    other = run("--data", str(tmp_path / "other"), "serve", "--port", str(port))
    assert f"Port {port} is taken" in other.communicate(timeout=20)[0]


def test_no_moderator_is_made_while_nothing_runs(run: Run):
    process = run("moderator", "Rowan")
    assert "Start it first: make serve" in process.communicate(timeout=20)[0]
    assert process.returncode == 1


def test_the_pepper_is_made_once_for_its_owner_alone(tmp_path: Path):
    import local

    file = local.pepper(tmp_path)
    made = file.read_text()
    assert re.fullmatch("[0-9a-f]{64}", made)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert local.pepper(tmp_path).read_text() == made

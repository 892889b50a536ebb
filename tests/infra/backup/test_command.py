"""`make backup` and `make import`, as the person types them, on a database that really runs."""

import os
import subprocess
import sys
from pathlib import Path

import boto3
import pytest

from backup.home import TABLES
from here import emulator
from store import roles, tables
from support import kept
from support.cast import alice, mo

ROOT = Path(emulator.__file__).parents[2]


@pytest.fixture
def data(ministack: emulator.Emulator, tmp_path: Path) -> Path:
    """The data folder of a `make serve` that runs."""
    (tmp_path / "emulator.port").write_text(str(ministack.port))
    (tmp_path / "pepper").write_text("5e" * 32)
    client = boto3.client("dynamodb", endpoint_url=ministack.url)
    tables.create_all(client, "leanto")
    tables.connect(client, "leanto")
    for name in TABLES:
        for item in client.scan(TableName=f"leanto-{name}")["Items"]:
            key = {"pk": item["pk"], "sk": item["sk"]}
            client.delete_item(TableName=f"leanto-{name}", Key=key)
    return tmp_path


def run(data: Path, *words: str, where: str = "--here") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "backup", *words, where, "--made", str(data)]
    environment = os.environ | {"PYTHONPATH": "infra:functions"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_a_community_on_this_machine_goes_out_and_comes_back(data: Path):
    kept.account(alice)
    roles.set_role(mo.id, "moderator")
    thread, _ = kept.thread()
    out = run(data, "backup", "--pepper", "yes")
    assert out.returncode == 0, out.stdout + out.stderr
    assert "every word and every name" in out.stdout
    (file,) = (data / "backups").glob("*.jsonl")
    assert [entry.event.event for entry in kept.log()] == ["copy"]
    (pepper,) = (data / "backups").glob("*.pepper")
    assert str(file) in out.stdout and str(pepper) in out.stdout

    refused = run(data, "import", "--file", str(file))
    assert refused.returncode == 1
    assert "writes over people" in refused.stdout

    client = tables.client()
    for name in tables.TABLES:
        client.delete_table(TableName=f"leanto-{name}")
    tables.create_all(client, "leanto")
    (data / "pepper").write_text("00" * 32)
    back = run(data, "import", "--file", str(file), "--pepper", str(pepper))
    assert back.returncode == 0, back.stdout + back.stderr
    assert "read back and the same" in back.stdout
    assert (data / "pepper").read_text() == "5e" * 32
    assert kept.item("forum", f"thread#{thread.id}", "post#000001")
    assert [entry.event.event for entry in kept.log()] == ["restore"]


def test_says_what_to_do_when_nothing_runs_here(tmp_path: Path):
    told = run(tmp_path, "backup")
    assert told.returncode == 1
    assert "make serve" in told.stderr
    assert "Traceback" not in told.stderr


def test_who_means_the_forum_here_and_does_not_say_so_is_told_how(data: Path):
    """The settings of the repository name no region."""
    told = run(data, "backup", where="--name=leanto")
    assert told.returncode == 1
    assert "LOCAL=yes" in told.stderr and "region" in told.stderr


def test_says_which_file_it_wants(data: Path):
    told = run(data, "import")
    assert told.returncode == 1
    assert "make import FILE=" in told.stdout
    assert "goes on from here" not in told.stdout


def test_a_copy_in_cloudshell_says_how_to_take_it_out(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Download file" not in run(data, "backup").stdout
    monkeypatch.setenv("AWS_EXECUTION_ENV", "CloudShell")
    assert "Actions, Download file" in run(data, "backup").stdout


@pytest.mark.parametrize("command", ["import", "restore-drill"])
def test_a_file_that_is_not_there_is_said(data: Path, command: str):
    told = run(data, command, "--file", str(data / "copy.jsonl"))
    assert told.returncode == 1
    assert f"There is no file {data / 'copy.jsonl'} here." in told.stdout
    assert not (data / "backup.log").exists()


@pytest.mark.parametrize(
    ("holds", "words"),
    [(None, "no file"), (b"\xff", "holds no pepper"), (b"5e" * 31, "holds no pepper")],
)
def test_what_is_no_pepper_takes_the_place_of_none(data: Path, holds: bytes | None, words: str):
    """Else no key would work any more, and nobody would know why."""
    run(data, "backup")
    (file,) = (data / "backups").glob("*.jsonl")
    wrong = data / "wrong.pepper"
    if holds is not None:
        wrong.write_bytes(holds)
    told = run(data, "import", "--file", str(file), "--pepper", str(wrong))
    assert told.returncode == 1
    assert words in told.stdout and "Nothing was changed" in told.stdout.replace("\n", " ")
    assert (data / "pepper").read_text() == "5e" * 32


@pytest.mark.parametrize("cut", [0, 100, 600])
def test_half_a_file_is_refused_before_anything_is_written(data: Path, cut: int):
    kept.account(alice)
    kept.thread()
    run(data, "backup")
    (file,) = (data / "backups").glob("*.jsonl")
    half = data / "half.jsonl"
    half.write_bytes(file.read_bytes()[:cut])
    for command in ("import", "restore-drill"):
        told = run(data, command, "--file", str(half))
        assert told.returncode == 1
        assert "is not an export" in told.stdout or "is not as it was written" in told.stdout
        assert not (data / "backup.log").exists()


def test_a_time_is_not_asked_of_a_file(data: Path):
    run(data, "backup")
    (file,) = (data / "backups").glob("*.jsonl")
    for words in (("--file", str(file)), ()):
        told = run(data, "restore-drill", "--at", "2026-11-24T02:15Z", *words)
        assert told.returncode == 1
        assert "An export is of one moment" in told.stdout


def test_a_drill_runs_on_this_machine(data: Path):
    kept.account(alice)
    kept.thread()
    without = run(data, "restore-drill")
    assert without.returncode == 1
    assert "FILE=" in without.stdout
    run(data, "backup")
    (file,) = (data / "backups").glob("*.jsonl")
    told = run(data, "restore-drill", "--file", str(file), "--swap")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Passed" in told.stdout and "Everybody signs in again" in told.stdout


def test_a_time_that_is_none_is_said(data: Path):
    told = run(data, "restore-drill", "--at", "yesterday")
    assert told.returncode == 1
    assert "yesterday is no time" in told.stderr


def test_a_long_wait_shows_that_it_goes_on():
    from backup.__main__ import DOT_SECONDS, Dots

    said: list[str] = []
    slept: list[float] = []
    dots = Dots(said.append)
    for _ in range(9):
        dots.wait(DOT_SECONDS / 4, slept.append)
    assert said == [". "]
    assert slept == [DOT_SECONDS / 4] * 9

"""The commands of the log as the person types them, on a database that really runs."""

import os
import subprocess
import sys
from pathlib import Path

import boto3
import pytest

from backup.home import TABLES
from here import emulator
from store import items, tables
from store.moderation import audit
from support import kept, patterns
from support.cast import alice, ident

ROOT = Path(emulator.__file__).parents[2]


@pytest.fixture
def data(ministack: emulator.Emulator, tmp_path: Path) -> Path:
    """The data folder of a `make serve` that runs, whose log has two entries."""
    (tmp_path / "emulator.port").write_text(str(ministack.port))
    client = boto3.client("dynamodb", endpoint_url=ministack.url)
    tables.create_all(client, "leanto")
    tables.connect(client, "leanto")
    for name in TABLES:
        for item in client.scan(TableName=f"leanto-{name}")["Items"]:
            key = {"pk": item["pk"], "sk": item["sk"]}
            client.delete_item(TableName=f"leanto-{name}", Key=key)
    for _ in range(2):
        audit.add_event(patterns.event())
    return tmp_path


def run(
    data: Path, *words: str, where: str = "--here", typed: str = ""
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "logbook", *words, where, "--made", str(data)]
    environment = os.environ | {"PYTHONPATH": "infra:functions"}
    how = {"capture_output": True, "text": True, "input": typed}
    return subprocess.run(command, cwd=ROOT, env=environment, **how)


def test_a_log_on_this_machine_is_verified(data: Path):
    told = run(data, "verify")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "from entry 1 to entry 2" in told.stdout


def test_a_log_that_was_changed_ends_in_failure(data: Path):
    name = {"TableName": tables.name("safety"), "Key": items.key("audit", "entry#000000001")}
    tables.call("delete_item", **name)
    told = run(data, "verify")
    assert told.returncode == 1
    assert "Entry 1 is missing." in told.stdout
    assert "Traceback" not in told.stdout + told.stderr


def test_says_what_to_do_when_nothing_runs_here(tmp_path: Path):
    told = run(tmp_path, "verify")
    assert told.returncode == 1
    assert "make serve" in told.stderr and "Traceback" not in told.stderr


def test_who_means_the_forum_here_and_does_not_say_so_is_told_how(data: Path):
    """The settings of the repository name no region."""
    told = run(data, "verify", where="--name=leanto")
    assert told.returncode == 1
    assert "LOCAL=yes" in told.stderr


def test_who_is_behind_a_case_is_asked_for_and_told(data: Path):
    kept.account(alice)
    _, post = kept.thread()
    kept.reported(post)
    words = ("unseal", "--case", post.id, "--reason", "life")
    told = run(data, *words, typed="Lee\nRobin\n")
    assert told.returncode == 0, told.stdout + told.stderr
    assert alice.name in told.stdout
    assert kept.log()[-1].event.event == "unseal-life"
    for typed in ("", "Lee\n", "Lee\nLee\n"):
        refused = run(data, *words, typed=typed)
        assert refused.returncode != 0 and alice.name not in refused.stdout
        assert "Traceback" not in refused.stderr
    assert len(kept.log()) == 3


def test_what_the_log_says_of_a_case_is_written_into_a_file(data: Path):
    told = run(data, "export", "--case", ident("a post"))
    assert told.returncode == 0, told.stdout + told.stderr
    (file,) = (data / "cases").glob("*.json")
    assert str(file) in told.stdout


def test_a_case_is_asked_for(data: Path):
    told = run(data, "export")
    assert told.returncode == 1 and "make export-audit CASE=" in told.stderr

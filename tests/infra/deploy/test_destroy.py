"""Taking the forum away asks for its name, and names everything that is kept."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deploy import destroy
from deploy.answers import Stop
from support.references import ROOT
from support.stubs import Stubs


@pytest.mark.parametrize("said", ["", "yes", "Leanto", "leanto2"])
def test_nothing_goes_without_its_name(stubs: Stubs, said: str) -> None:
    with pytest.raises(Stop, match="Nothing was removed"):
        list(destroy.confirm(stubs.place(confirmed=said)))


def test_its_name_lets_it_go(stubs: Stubs) -> None:
    stubs.deployed()
    assert list(destroy.confirm(stubs.place(confirmed="leanto"))) == []


def test_a_forum_that_is_gone_already_is_no_failure(stubs: Stubs) -> None:
    for _ in range(2):
        stubs.refuses("cloudformation", "describe_stacks", "ValidationError", "x does not exist")
    place = stubs.place(confirmed="leanto")
    assert list(destroy.confirm(place)) == ["There is no forum called leanto in eu-west-2."]
    assert list(destroy.remove(place)) == []


def left(stubs: Stubs, tables: tuple[str, ...], backups: tuple[str, ...], said: Any) -> str:
    """What is told when these are left."""
    for table in ("forum", "identity", "safety"):
        if table in tables:
            answer = {"Table": {"TableName": f"leanto-{table}"}}
            stubs.answers("dynamodb", "describe_table", answer, TableName=f"leanto-{table}")
        else:
            stubs.refuses("dynamodb", "describe_table", "ResourceNotFoundException")
    for table in tables:
        found = [{"BackupName": name} for name in backups]
        asked = {"TableName": f"leanto-{table}", "BackupType": "ALL"}
        stubs.answers("dynamodb", "list_backups", {"BackupSummaries": found}, **asked)
    names = [{"Name": "/leanto/pepper"}] if tables else []
    stubs.answers("ssm", "get_parameters", {"Parameters": names})
    return "\n".join(destroy.tell(stubs.place(said=said)))


def test_every_table_backup_and_secret_that_is_kept_is_named(stubs: Stubs) -> None:
    told = left(stubs, ("forum", "safety"), ("weekly",), {"domain": "forum.example.org"})
    assert "leanto-forum\n    leanto-safety" in told and "leanto-identity" not in told
    assert "weekly of leanto-forum" in told and "weekly of leanto-safety" in told
    assert "/leanto/pepper" in told and "/leanto/origin-verify" not in told
    assert "CDKToolkit" in told and destroy.CERTIFICATE in told


def test_what_is_not_kept_is_not_named(stubs: Stubs) -> None:
    assert left(stubs, (), (), {}) == destroy.GROUND


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [(b"\x04", 130, "Nothing more was done"), (b"leento\n", 1, "Nothing was removed")],
)
def test_the_question_is_left_or_answered_wrongly_in_words(
    tmp_path: Path, typed: bytes, code: int, words: str
) -> None:
    """`\\x04` is Ctrl-D at a terminal."""
    person, terminal = os.openpty()
    os.write(person, typed)
    options = ["--local", "http://127.0.0.1:9", "--made", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "deploy", "destroy", *options],
        stdin=terminal,
        env={**os.environ, "PYTHONPATH": str(ROOT / "infra")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(person)
    os.close(terminal)
    assert (done.returncode, done.stderr) == (code, "")
    assert "off the internet. To go on, type leanto" in done.stdout
    assert words in done.stdout

"""Taking the forum away asks for its name, and names everything that is kept."""

from typing import Any

import pytest

from deploy import destroy
from deploy.answers import Stop
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

"""The local DynamoDB keeps what was written, however it ends."""

import time
from pathlib import Path
from typing import Any

import boto3
import pytest

from here import emulator

TABLE = "kept-things"
KEY = {"pk": {"S": "thing"}}


@pytest.fixture(autouse=True)
def installed() -> None:
    emulator.install()


def client(running: emulator.Emulator) -> Any:
    return boto3.client("dynamodb", endpoint_url=running.url)


def write(running: emulator.Emulator) -> None:
    client(running).create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    client(running).put_item(TableName=TABLE, Item=KEY)


def kept(state: Path) -> bool:
    with emulator.Emulator(state) as again:
        return "Item" in client(again).get_item(TableName=TABLE, Key=KEY)


def process_of(running: emulator.Emulator) -> Any:
    assert running._process
    return running._process


def test_a_clean_stop_keeps_everything(tmp_path: Path):
    with emulator.Emulator(tmp_path) as running:
        write(running)
    assert kept(tmp_path)


def test_it_stops_and_keeps_everything_when_its_parent_is_gone(tmp_path: Path):
    with emulator.Emulator(tmp_path) as running:
        write(running)
        process_of(running).stdin.close()
        assert process_of(running).wait(10) == 0
    assert kept(tmp_path)


def test_a_power_cut_loses_seconds_at_most(tmp_path: Path):
    with emulator.Emulator(tmp_path) as running:
        write(running)
        deadline = time.monotonic() + 15
        while not (tmp_path / "dynamodb.json").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        process_of(running).kill()
    assert kept(tmp_path)


def test_listens_on_loopback_alone():
    with emulator.Emulator() as running:
        sockets = Path(f"/proc/{process_of(running).pid}/net/tcp").read_text()
        port = f":{running.port:04X} 00000000:0000 0A"
        assert [line for line in sockets.splitlines() if port in line and "0100007F" in line]
        assert not [line for line in sockets.splitlines() if f"00000000{port}" in line]


def test_says_so_when_it_cannot_start(tmp_path: Path):
    with emulator.Emulator() as running:
        second = emulator.Emulator(log=tmp_path / "log")
        second.port = running.port
        second.url = "http://127.0.0.1:1"
        with pytest.raises(RuntimeError, match="did not start"):
            second.start()


def test_what_it_runs_knows_nothing_of_a_forum_of_this_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LEANTO_SITE", "/another/site")
    monkeypatch.setenv("HOME_OF_ITS_OWN", "kept")
    settings = emulator.Emulator(services="")._settings()
    assert [name for name in settings if name.startswith("LEANTO_")] == []
    assert settings["HOME_OF_ITS_OWN"] == "kept"

"""The pepper: from a file or from a parameter, once, and never told in an error."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from forum.errors import Resting
from store import pepper
from support.parameters import Parameters, systems_manager

HEX = "a7" * 32
NAME = "/leanto/pepper"


@pytest.fixture(autouse=True)
def cold() -> Iterator[None]:
    """As in a process that has just begun."""
    pepper.get_pepper.cache_clear()
    yield
    pepper.get_pepper.cache_clear()


@pytest.fixture
def parameters(monkeypatch: pytest.MonkeyPatch) -> Iterator[Parameters]:
    with systems_manager() as running:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SSM", running.url)
        yield running


def test_reads_a_file(tmp_path: Path) -> None:
    (tmp_path / "pepper").write_text(f"{HEX}\n")
    assert pepper.get_pepper(str(tmp_path / "pepper"), "").hex() == HEX


def test_a_file_is_enough(tmp_path: Path, parameters: Parameters) -> None:
    (tmp_path / "pepper").write_text(HEX)
    assert pepper.get_pepper(str(tmp_path / "pepper"), NAME).hex() == HEX
    assert parameters.asked == []


def test_reads_a_secured_parameter(moto_client: Any) -> None:
    boto3.client("ssm").put_parameter(Name=NAME, Value=HEX, Type="SecureString")
    assert pepper.get_pepper("", NAME).hex() == HEX


def test_a_process_asks_once(parameters: Parameters) -> None:
    parameters.value = HEX
    assert pepper.get_pepper("", NAME) == pepper.get_pepper("", NAME) == bytes.fromhex(HEX)
    assert parameters.asked == [{"Name": NAME, "WithDecryption": True}]


def test_a_busy_answer_is_resting_and_is_asked_again(parameters: Parameters) -> None:
    parameters.error = "ThrottlingException"
    with pytest.raises(Resting):
        pepper.get_pepper("", NAME)
    assert len(parameters.asked) == 2
    parameters.error, parameters.value = "", HEX
    assert pepper.get_pepper("", NAME).hex() == HEX


def test_no_answer_is_resting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:1")
    with pytest.raises(Resting):
        pepper.get_pepper("", NAME)


@pytest.mark.parametrize("code", ["ParameterNotFound", "AccessDeniedException"])
def test_what_waiting_does_not_mend_is_said_in_words(parameters: Parameters, code: str) -> None:
    parameters.error = code
    with pytest.raises(ValueError, match="it is missing, or this function may not read it"):
        pepper.get_pepper("", NAME)
    assert len(parameters.asked) == 1


@pytest.mark.parametrize("value", ["", HEX[2:], HEX + "a7", "a7x" * 32, "geheim·" * 9, "a" * 63])
def test_a_wrong_value_is_never_told(parameters: Parameters, tmp_path: Path, value: str) -> None:
    parameters.value = value
    (tmp_path / "pepper").write_text(value)
    for place in (("", NAME), (str(tmp_path / "pepper"), "")):
        with pytest.raises(ValueError, match="must be 64 hexadecimal digits") as told:
            pepper.get_pepper(*place)
        assert not value or value[:9] not in f"{told.value} {told.value.args}"

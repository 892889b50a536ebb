"""Steps are told one by one, and whatever stops one is said in words with what to do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import (
    ClientError,
    ConfigParseError,
    NoCredentialsError,
    ProfileNotFound,
    ReadTimeoutError,
    SSOTokenLoadError,
)

from deploy import answers, steps
from deploy.answers import Stop
from deploy.steps import Step


class Told:
    """What a person would see."""

    def __init__(self) -> None:
        self.text = ""

    def __call__(self, words: str, end: str = "\n", flush: bool = False) -> None:
        self.text += words + end


def ran(tmp_path: Path, *does: Any) -> tuple[int, str]:
    """The exit code and the words of a command with these steps."""

    def step(number: int, do: Any) -> Step:
        def act(place: Any) -> Iterator[str]:
            if isinstance(do, BaseException):
                raise do
            yield from do

        return Step(slug=f"s{number}", words=f"Doing {number}", run=act)

    told = Told()
    rows = [step(number, do) for number, do in enumerate(does, 1)]
    return steps.run(rows, None, "deploy", told, tmp_path / "log"), told.text


def refused(code: str, message: str = "") -> ClientError:
    answer: Any = {"Error": {"Code": code, "Message": message}}
    return ClientError(answer, "DescribeStacks")


def test_each_step_is_told_with_its_number_and_its_notes(tmp_path: Path) -> None:
    code, told = ran(tmp_path, [], ["Two lines\nof words.", ""])
    assert code == 0
    assert told == (
        "1 of 2  Doing 1 … done\n2 of 2  Doing 2 … done\n        Two lines\n        of words.\n"
    )


def test_what_stops_a_step_is_said_and_no_later_step_is_taken(tmp_path: Path) -> None:
    code, told = ran(tmp_path, [], Stop("The shelf is full. Clear it."), ["never"])
    assert code == 1
    assert told.endswith(
        "Doing 2 … stopped\n\nThe shelf is full. Clear it.\n\n"
        "Run the same make deploy again: it goes on from here.\n"
    )


def test_what_running_again_would_not_help_says_nothing_of_it(tmp_path: Path) -> None:
    code, told = ran(tmp_path, Stop("Nothing was removed.", again=False))
    assert code == 1
    assert told.endswith("stopped\n\nNothing was removed.\n")


def test_an_interruption_ends_quietly(tmp_path: Path) -> None:
    code, told = ran(tmp_path, KeyboardInterrupt(), ["never"])
    assert code == 130
    assert "Stopped. Run the same make deploy again" in told and "never" not in told


def test_a_fault_of_our_own_shows_no_traceback_and_keeps_one(tmp_path: Path) -> None:
    code, told = ran(tmp_path, ZeroDivisionError("division by zero"))
    assert code == 1
    assert "ZeroDivisionError" in told and str(tmp_path / "log") in told
    assert "Traceback" not in told
    assert "Traceback" in (tmp_path / "log").read_text("utf-8")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NoCredentialsError(), answers.NO_CREDENTIALS),
        (SSOTokenLoadError(error_msg="x"), answers.EXPIRED),
        (ProfileNotFound(profile="charity"), "AWS_PROFILE"),
        (ConfigParseError(path="x"), "AWS settings of this computer cannot be read"),
        (refused("ExpiredToken"), answers.EXPIRED),
        (refused("InvalidClientTokenId"), answers.UNKNOWN_CREDENTIALS),
        (refused("AccessDenied"), "may not do what is needed: DescribeStacks."),
        (refused("UnauthorizedOperation"), "Ask whoever looks after it"),
        (refused("ThrottlingException"), "Nothing is broken. Wait five minutes."),
        (refused("Odd", "The moon is full."), "AWS said no: The moon is full (Odd)."),
        (ReadTimeoutError(endpoint_url="https://x"), answers.UNREACHED),
    ],
)
def test_an_answer_of_aws_is_told_in_words(tmp_path: Path, error: Any, words: str) -> None:
    code, told = ran(tmp_path, error)
    assert code == 1
    assert words in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(2, "No such file or directory", "x.jsonl"), "directory (x.jsonl)."),
        (OSError(28, "No space left on device"), "The disk is full. In CloudShell 1 GB fits"),
        (OSError("odd"), "This computer could not do it: odd."),
    ],
)
def test_what_the_computer_refuses_is_told_in_words(
    tmp_path: Path, error: OSError, words: str
) -> None:
    code, told = ran(tmp_path / "not there", error)
    assert code == 1
    assert words in told
    assert "Traceback" not in told

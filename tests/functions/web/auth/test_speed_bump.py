"""The speed bump takes work that was asked for here, for this, and lately."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import altcha
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.errors import SpeedBump
from web.auth import speed_bump

NOW = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
SECRET = b"a secret of the tests, 32 bytes!"
Paper = dict[str, Any]


def solve(challenge: Paper) -> Paper:
    """What speed-bump.js makes of a challenge, by the library's own solver."""
    solution = altcha.solve_challenge(altcha.Challenge.from_dict(challenge))
    assert solution
    return {"challenge": challenge, "solution": solution.to_dict()}


def encode(paper: object) -> str:
    return base64.b64encode(json.dumps(paper).encode()).decode()


@pytest.fixture(scope="module")
def paper() -> Paper:
    return solve(speed_bump.make(NOW, SECRET, "join"))


def refused(payload: str, now: datetime = NOW, secret: bytes = SECRET, why: str = "join") -> bool:
    with pytest.raises(SpeedBump):
        speed_bump.check(payload, now, secret, why)
    return True


def test_takes_a_solved_challenge_and_names_it(paper: Paper) -> None:
    nonce = paper["challenge"]["parameters"]["nonce"]
    assert speed_bump.check(encode(paper), NOW, SECRET, "join") == nonce
    assert len(nonce) == 32


def test_names_the_same_challenge_the_same_however_it_is_written(paper: Paper) -> None:
    again = base64.b64encode(json.dumps(paper, indent=3, sort_keys=True).encode()).decode()
    first = speed_bump.check(encode(paper), NOW, SECRET, "join")
    assert speed_bump.check(again, NOW, SECRET, "join") == first


def test_refuses_a_payload_far_longer_than_ours(paper: Paper) -> None:
    padded = base64.b64encode(json.dumps(paper, indent=90).encode()).decode()
    assert refused(padded)


def test_two_challenges_have_two_names() -> None:
    challenges = [speed_bump.make(NOW, SECRET, "join") for _ in range(20)]
    assert len({challenge["parameters"]["nonce"] for challenge in challenges}) == 20


def test_takes_it_until_ten_minutes_have_gone(paper: Paper) -> None:
    last = NOW + timedelta(minutes=10)
    assert speed_bump.check(encode(paper), last, SECRET, "join")
    assert refused(encode(paper), now=last + timedelta(seconds=1))


def test_refuses_another_purpose_or_another_secret(paper: Paper) -> None:
    assert refused(encode(paper), why="sign-in")
    assert refused(encode(paper), secret=b"another secret of the same size")


def test_refuses_an_unsigned_or_another_librarys_challenge() -> None:
    made = [
        altcha.create_challenge("PBKDF2/SHA-256", 1, counter=1),
        altcha.create_challenge("PBKDF2/SHA-256", 1, counter=1, hmac_secret=SECRET),
    ]
    for challenge in made:
        assert refused(encode(solve(challenge.to_dict())))


def set_to(*path: str, value: object) -> Callable[[Paper], None]:
    def change(paper: Paper) -> None:
        for name in path[:-1]:
            paper = paper[name]
        paper[path[-1]] = value

    return change


PARAMETERS = ("challenge", "parameters")
FORGERIES = {
    "a cheaper cost": set_to(*PARAMETERS, "cost", value=1),
    "a shorter prefix": set_to(*PARAMETERS, "keyPrefix", value="0"),
    "another nonce": set_to(*PARAMETERS, "nonce", value="0" * 32),
    "a later end": set_to(*PARAMETERS, "data", "until", value=2**40),
    "no end": set_to(*PARAMETERS, "data", value={"purpose": "join"}),
    "no data": set_to(*PARAMETERS, "data", value=None),
    "another purpose": set_to(*PARAMETERS, "data", "purpose", value="sign-in"),
    "an end of the library's": set_to(*PARAMETERS, "expiresAt", value=2**40),
    "no key signature": set_to(*PARAMETERS, "keySignature", value=None),
    "another algorithm": set_to(*PARAMETERS, "algorithm", value="SHA-256"),
    "a wrong key": set_to("solution", "derivedKey", value="00" * 32),
    "an empty key": set_to("solution", "derivedKey", value=""),
    "a key that is no text": set_to("solution", "derivedKey", value=[1]),
    "no signature": set_to("challenge", "signature", value=None),
    "a wrong signature": set_to("challenge", "signature", value="00" * 32),
    "a signature that is no text": set_to("challenge", "signature", value=7),
    "no solution": set_to("solution", value=None),
    "a list for a solution": set_to("solution", value=[]),
    "no challenge": set_to("challenge", value=None),
    "parameters as a list": set_to(*PARAMETERS, value=[]),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_refuses_a_forgery(forge: Callable[[Paper], None], paper: Paper) -> None:
    forged = json.loads(json.dumps(paper))
    forge(forged)
    assert refused(encode(forged))


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "no base64 é",
        "bm90IGpzb24=",
        encode(None),
        encode([]),
        encode(7),
        encode("text"),
        encode({}),
        base64.b64encode(b"\xff\xfe").decode(),
        base64.b64encode(b"[" * 1500).decode(),
        base64.b64encode(b"9" * 1500).decode(),
        "A" * (speed_bump.PAYLOAD_MAX_CHARACTERS + 1),
        "\ud800",
    ],
)
def test_refuses_what_is_no_payload(payload: str) -> None:
    assert refused(payload)


@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(encode))
def test_refuses_any_text_without_falling_over(payload: str) -> None:
    assert refused(payload)


def test_the_work_has_a_floor_and_a_ceiling() -> None:
    """A lucky browser works as an unlucky one does, within a factor of two."""
    assert speed_bump.COUNTER_MIN * speed_bump.COST >= 1_000_000
    assert speed_bump.COUNTER_MAX * speed_bump.COST <= 3_000_000


def test_the_secret_is_in_no_challenge() -> None:
    made = json.dumps(speed_bump.make(NOW, SECRET, "join"))
    assert SECRET.decode() not in made
    assert SECRET.hex() not in made

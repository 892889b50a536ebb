"""The pepper at the doors: only who makes or checks a key waits for it."""

import os
from collections.abc import Iterator

import pytest

import settings
from store import pepper
from support import cast
from support.guesses import some_key
from support.parameters import Parameters, systems_manager
from support.people import Forum, Visitor


def move(**environment: str) -> None:
    """From now on the settings are these, in a process that has just begun."""
    os.environ.update(environment)
    settings.load.cache_clear()
    pepper.get_pepper.cache_clear()


@pytest.fixture
def parameters(forum: Forum, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parameters]:
    """The doors as in AWS: the pepper is a parameter."""
    file = os.environ["LEANTO_PEPPER_FILE"]
    with systems_manager() as running:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SSM", running.url)
        move(LEANTO_PEPPER_FILE="", LEANTO_PEPPER_PARAMETER="/leanto/pepper")
        yield running
    del os.environ["LEANTO_PEPPER_PARAMETER"]
    move(LEANTO_PEPPER_FILE=file)


def test_who_reads_does_not_wait_for_it(forum: Forum, parameters: Parameters):
    parameters.error = "AccessDeniedException"
    alice = forum.member(cast.alice)
    thread, _ = alice.opens()
    pages = ("/spaces/", "/join/", "/sign-in/", f"/threads/{thread}/")
    assert [alice.get(path).status for path in pages] == [200] * len(pages)
    assert parameters.asked == []


def test_every_door_works_with_it(forum: Forum, mo: Visitor, parameters: Parameters):
    parameters.value = "5e" * 32
    newcomer = forum.visitor()
    assert newcomer.joins(invitation=mo.invites()).status == 200
    _, post = forum.member(cast.alice).opens()
    assert forum.visitor().reports(post).status == 200
    assert len(parameters.asked) == 1


def test_while_it_cannot_be_had_the_forum_rests(forum: Forum, parameters: Parameters):
    parameters.error = "ThrottlingException"
    assert forum.visitor().get("/join/challenge/").status == 503
    parameters.error, parameters.value = "", "5e" * 32
    assert forum.visitor().get("/join/challenge/").status == 200


def test_what_went_wrong_is_not_told_to_a_visitor(forum: Forum, parameters: Parameters, caplog):
    parameters.value = "a secret that is no pepper"
    refused = forum.visitor().fill("/sign-in/", key=some_key())
    assert refused.status == 500
    assert "secret" not in refused.text + caplog.text


@pytest.mark.parametrize("name", ["LEANTO_PEPPER_FILE", "LEANTO_PEPPER_PARAMETER"])
def test_either_setting_will_do(site, name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("LEANTO_PEPPER_FILE")
    settings.load.cache_clear()
    with pytest.raises(ValueError, match="LEANTO_PEPPER_FILE and LEANTO_PEPPER_PARAMETER"):
        settings.load()
    monkeypatch.setenv(name, "/leanto/pepper")
    assert settings.load()
    settings.load.cache_clear()

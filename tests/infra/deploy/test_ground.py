"""The account is prepared once, and again only when the template asks for something newer."""

import json
from pathlib import Path
from typing import Any

import pytest

import build
import package
from deploy import fingerprint, ground
from deploy.answers import Stop
from packing.bundles import KINDS
from support.stubs import ME, Stubs

PARAMETER = "/cdk-bootstrap/hnb659fds/version"


def assembled(folder: Path, version: int) -> None:
    """What the CDK would have made, as far as it is read."""
    stack = {
        "requiresBootstrapStackVersion": version,
        "bootstrapStackVersionSsmParameter": PARAMETER,
    }
    artifacts = {
        "leanto.assets": {"type": "cdk:asset-manifest", "properties": {}},
        "leanto": {"type": "aws:cloudformation:stack", "properties": stack},
    }
    (folder / "cloud.out").mkdir()
    (folder / "cloud.out" / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))


def present(stubs: Stubs, version: int) -> None:
    answer: Any = {"Parameter": {"Name": PARAMETER, "Value": str(version)}}
    stubs.answers("ssm", "get_parameter", answer, Name=PARAMETER)


@pytest.mark.parametrize("here", [6, 30])
def test_an_account_that_is_ready_is_left_alone(stubs: Stubs, tmp_path: Path, here: int) -> None:
    assembled(tmp_path, 6)
    present(stubs, here)
    assert list(ground.bootstrap(stubs.place(made=tmp_path))) == []


@pytest.mark.parametrize("here", [0, 5])
def test_one_that_is_too_old_or_new_is_prepared(stubs: Stubs, tmp_path: Path, here: int) -> None:
    """The CDK is not in this environment: that it was called is what shows."""
    assembled(tmp_path, 6)
    if here:
        present(stubs, here)
    else:
        stubs.refuses("ssm", "get_parameter", "ParameterNotFound")
    stubs.refuses("cloudformation", "describe_stacks", "ValidationError", "does not exist")
    stubs.answers("sts", "get_caller_identity", ME)
    with pytest.raises((Stop, FileNotFoundError)):
        list(ground.bootstrap(stubs.place(made=tmp_path)))
    said = (tmp_path / "deploy.log").read_text("utf-8")
    assert "bootstrap aws://111122223333/eu-west-2" in said


@pytest.mark.parametrize(("free", "may"), [(10, False), (109, False), (110, True), (1000, True)])
def test_functions_are_reserved_where_the_account_has_them_to_spare(
    stubs: Stubs, free: int, may: bool
) -> None:
    limit: Any = {"AccountLimit": {"UnreservedConcurrentExecutions": free}}
    stubs.answers("lambda", "get_account_settings", limit)
    assert ground.may_reserve(stubs.place().client("lambda")) is may


def stamped(stubs: Stubs, folder: Path, **said: str) -> bool:
    """Whether a template that was made in this folder, from what is there now, is kept."""
    place = stubs.place(made=folder, emulator="http://127.0.0.1:1")
    stubs.answers("sts", "get_caller_identity", ME)
    stamp = folder / "cloud.out" / ground.STAMP
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(ground.made_from(place, ground._context(place)), "ascii")
    stubs.answers("sts", "get_caller_identity", ME | said)
    try:
        return list(ground.synthesise(place)) == []
    except (Stop, FileNotFoundError):  # the CDK is not in this environment
        assert not stamp.exists()
        return False


def test_a_template_is_made_again_only_when_something_has_changed(
    stubs: Stubs, tmp_path: Path
) -> None:
    assert stamped(stubs, tmp_path)
    assert not stamped(stubs, tmp_path, Account="444455556666")


def test_what_was_built_is_looked_for_where_it_is_built() -> None:
    zipped = {package.BUILD / f"{kind.name}.zip" for kind in KINDS}
    assert {ground.ROOT / name for name in ground.BUILT} == {build.OUT, *zipped}


def test_what_a_template_is_made_from_is_what_is_said_and_built(
    stubs: Stubs, tmp_path: Path
) -> None:
    place, found = stubs.place(), set()
    for context in ({"region": "eu-west-2"}, {"region": "eu-west-1"}, {"region": "eu-west-2"}):
        stubs.answers("sts", "get_caller_identity", ME)
        found.add(ground.made_from(place, context))
    assert len(found) == 2
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.html").write_text("1")
    before = fingerprint.of(tmp_path, ("site", "bundle.zip"))
    (tmp_path / "bundle.zip").write_text("2")
    assert fingerprint.of(tmp_path, ("site", "bundle.zip")) != before

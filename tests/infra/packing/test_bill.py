"""The bill of materials names what is in the zip, by the locked version and hash, and no more."""

import json
import re
import zipfile
from email.parser import HeaderParser
from importlib.metadata import packages_distributions
from typing import Any

import pytest

import package
from packing import wheels
from support.bundles import Bundle

OURS = {path.stem for path in (package.ROOT / "functions").iterdir()} | {"site"}


@pytest.fixture
def components(bundle: Bundle) -> dict[str, dict[str, Any]]:
    """What the bill lists, by name."""
    bill = json.loads(bundle.bill.read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    return {each["name"]: each for each in bill["components"]}


def distributions(bundle: Bundle) -> dict[str, str]:
    """The version of every distribution in the zip, by name."""
    with zipfile.ZipFile(bundle.zip) as archive:
        texts = [
            archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith(".dist-info/METADATA")
        ]
    read = [HeaderParser().parsestr(text) for text in texts]
    return {re.sub("[-_.]+", "-", one["Name"]).lower(): one["Version"] for one in read}


def test_what_is_in_the_zip_is_in_the_bill_and_nothing_else(bundle: Bundle, components):
    told = {name: each["version"] for name, each in components.items()}
    assert told == distributions(bundle)
    assert {"flask", "nh3", "argon2-cffi", "werkzeug"} <= set(told)


def test_every_package_in_the_zip_is_of_a_distribution_in_the_bill(bundle: Bundle, components):
    with zipfile.ZipFile(bundle.zip) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    modules = {top.split(".")[0] for top in tops if not top.endswith(".dist-info")} - OURS
    homes = packages_distributions()
    owners = {name: {one.lower().replace("_", "-") for one in homes[name]} for name in modules}
    assert len(owners) > 10
    assert {name: own for name, own in owners.items() if not own & set(components)} == {}


def test_each_has_the_locked_version_and_the_hash_of_one_locked_file(components):
    locked = wheels.locked()
    assert len(locked) > len(components) > 10
    for name, each in components.items():
        version, hashes = locked[name]
        assert each["version"] == version
        (one,) = each["hashes"]
        assert one["alg"] == "SHA-256" and one["content"] in hashes, name
        assert each["purl"] == f"pkg:pypi/{name}@{version}"


def test_the_hash_is_of_the_wheel_for_that_machine(bundle: Bundle, here_bundle, components):
    """What is compiled differs from one machine to the next, and what is not does not."""
    other = here_bundle.with_name(f"{here_bundle.name}.cdx.json")
    here = {each["name"]: each for each in json.loads(other.read_text("utf-8"))["components"]}
    assert set(here) == set(components)
    differ = {name for name in here if here[name]["hashes"] != components[name]["hashes"]}
    assert differ == {"argon2-cffi-bindings", "cffi", "markupsafe", "nh3"}


def test_each_has_its_licence_in_words_and_its_text_in_the_zip(bundle: Bundle, components):
    kind = re.compile("MIT|BSD|PSF", re.I)
    for name, each in components.items():
        (licence,) = each["licenses"]
        assert kind.search(str(licence)), name
    texts = {path.relative_to(bundle.folder).parts[0] for path in bundle.folder.rglob("LICENSE*")}
    assert texts >= {path.name for path in bundle.folder.glob("*.dist-info")}


def test_what_was_compiled_into_one_is_told_by_its_own_bill(bundle: Bundle, components):
    (reference,) = components["nh3"]["externalReferences"]
    rust = json.loads((bundle.folder / reference["url"]).read_text("utf-8"))
    assert "ammonia" in {each["name"] for each in rust["components"]}

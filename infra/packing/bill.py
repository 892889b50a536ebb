"""The software bill of materials of a bundle, in CycloneDX 1.6: what is in it that is not ours.

It holds no date and no random number, so the same bundle has the same bill.
"""

import json
import tomllib
from collections.abc import Mapping
from email.message import Message
from pathlib import Path
from typing import Any

from packing import wheels

ROOT = Path(__file__).resolve().parents[2]
CLASSIFIER = "License :: OSI Approved :: "


def write(folder: Path, hashes: Mapping[str, str], out: Path) -> None:
    """The bill of a folder; `hashes` are those of the wheels, by name."""
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": ours["name"],
                "version": ours["version"],
                "licenses": [{"expression": ours["license"]}],
            }
        },
        "components": [_component(each, hashes) for each in sorted(folder.glob("*.dist-info"))],
    }
    out.write_text(json.dumps(bill, indent=1, sort_keys=True) + "\n", "utf-8")


def _component(folder: Path, hashes: Mapping[str, str]) -> dict[str, Any]:
    metadata = wheels.headers(folder / "METADATA")
    name, version = wheels.name_of(metadata), metadata["Version"]
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "purl": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "hashes": [{"alg": "SHA-256", "content": hashes[name]}],
        "licenses": [_licence(metadata)],
        # What was compiled into it, as its makers tell.
        "externalReferences": [
            {"type": "bom", "url": bill.relative_to(folder.parent).as_posix()}
            for bill in sorted(folder.glob("sboms/*.json"))
        ],
    }


def _licence(metadata: Message) -> dict[str, Any]:
    """As an expression where the distribution gives one, else by the name that it gives."""
    if expression := metadata["License-Expression"]:
        return {"expression": expression}
    told = [one for one in metadata.get_all("Classifier", []) if one.startswith(CLASSIFIER)]
    named = told[0].removeprefix(CLASSIFIER) if told else metadata["License"]
    return {"license": {"name": named or "see its licence file"}}

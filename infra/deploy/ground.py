"""What must be there before CloudFormation begins: the bundle, the template, the CDK's own stack.

The template is kept in `.leanto/cloud.out`, and made again only when something that it is made from
has changed; what is deployed is what was looked at.
"""

import dataclasses
import hashlib
import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from capacity import RESERVED
from deploy import answers, domain, fingerprint, stack_state, tools
from deploy.place import ROOT, Place
from deploy.rollout import assembly

KEPT_BACK = 100
TOOLKIT = "CDKToolkit"
STACK_KIND = "aws:cloudformation:stack"
# What today's CDK asks for; a template says so itself, and then that counts.
VERSION_PARAMETER = "/cdk-bootstrap/hnb659fds/version"
LEAST_VERSION = 6
STAMP = "made-from"
# What `infra/package.py` makes: the site, and each bundle beside its bill of materials and its zip.
BUILT = ("site/_site", ".leanto/build/functions.zip", ".leanto/build/staff.zip")
PACKAGER = ROOT / "infra" / "package.py"
NEW_GROUND = "The CDK keeps files for deploying in a bucket of this account: that was set up now."


def package(place: Place) -> Iterator[str]:
    """The site and the functions' bundles."""
    words = ["--local"] if place.emulator else []
    if address := origin(place):
        words += ["--origin", address]
    tools.call(place, "Building the site and the functions", [sys.executable, PACKAGER, *words])
    yield from ()


def origin(place: Place) -> str:
    """The address that the forum will have; nothing before AWS has made one up."""
    if domain.certificate(place):
        return f"https://{place.said['domain']}"
    return place.outputs().get("Address", "") if place.stack() else ""


def synthesise(place: Place) -> Iterator[str]:
    """The template, with everything that is said to AWS written down in it."""
    said, stamp = _context(place), Path(assembly(place)) / STAMP
    inputs = made_from(place, said)
    if stamp.is_file() and stamp.read_text("ascii") == inputs:
        return
    shutil.rmtree(assembly(place), ignore_errors=True)
    app = f"{sys.executable} {tools.APP}"
    context = [word for name, value in said.items() for word in ("-c", f"{name}={value}")]
    words = ["synth", "--quiet", "--app", app, "--output", assembly(place), *context]
    tools.cdk(place, "Writing down what AWS is to make", *words)
    stamp.write_text(inputs, "ascii")
    yield from ()


def made_from(place: Place, context: Mapping[str, str]) -> str:
    """A digest of all that decides the template: what is said, whose account, what was built."""
    account = place.client("sts").get_caller_identity()["Account"]
    said = json.dumps([account, sorted(context.items())])
    return f"{hashlib.sha256(said.encode()).hexdigest()} {fingerprint.of(ROOT, BUILT)}"


def _context(place: Place) -> dict[str, str]:
    found = {"name": place.name, "region": place.region, "version": fingerprint.version()}
    if arn := domain.certificate(place):
        found["certificate"] = arn
    if place.emulator:
        return found | {"emulator": place.emulator}
    return found | ({"reserve": "yes"} if may_reserve(place.client("lambda")) else {})


def may_reserve(functions: Any) -> bool:
    """Whether the account has functions to spare. A share of its own caps what each of ours may
    cost; AWS keeps a hundred of an account back.
    """
    limit = functions.get_account_settings()["AccountLimit"]
    return int(limit["UnreservedConcurrentExecutions"]) >= KEPT_BACK + sum(RESERVED.values())


def bootstrap(place: Place) -> Iterator[str]:
    """The CDK's own stack, once in each account and region; and again when it has grown too old."""
    wanted = needs(Path(assembly(place)), place.name)
    if version(place, str(wanted["bootstrapStackVersionSsmParameter"])) >= int(
        wanted["requiresBootstrapStackVersion"]
    ):
        return
    stack_state.settle(dataclasses.replace(place, name=TOOLKIT))
    account = place.client("sts").get_caller_identity()["Account"]
    tools.cdk(place, "Preparing the account", "bootstrap", f"aws://{account}/{place.region}")
    yield NEW_GROUND


def needs(assembled: Path, name: str) -> dict[str, Any]:
    """What the template asks of the account's CDK stack: its parameter's name and a version."""
    manifest = json.loads((assembled / "manifest.json").read_text(encoding="utf-8"))
    stacks = manifest["artifacts"].values()
    properties = [each["properties"] for each in stacks if each["type"] == STACK_KIND]
    return next(dict(each) for each in properties if each.get("stackName", name) == name)


def version(place: Place, parameter: str) -> int:
    """The version of the CDK's stack here; 0 when there is none."""
    try:
        found = place.client("ssm").get_parameter(Name=parameter)
    except ClientError as error:
        if answers.code(error) == "ParameterNotFound":
            return 0
        raise
    return int(found["Parameter"]["Value"])

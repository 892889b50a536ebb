"""The CDK app: `make deploy` runs it, and so does `cdk deploy` in this folder.

What is built must lie ready (`make package`). Context: `name` of the stack, `region`, `certificate`
(an ARN in us-east-1, for the `domain`), `reserve` where the account has functions to spare, the
address of an `emulator`, the `version` that it tells; `code`, `staff-code`, `site` and `settings`
when what was built, or community.toml, lies elsewhere.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import aws_cdk
import cdk_nag

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "infra"), str(ROOT / "site")]

import community_file  # noqa: E402
from capacity import RESERVED  # noqa: E402
from cloud.edge import Address  # noqa: E402
from content import BuildError  # noqa: E402
from findings import REASONS  # noqa: E402
from stack import Choices, Leanto  # noqa: E402

BUILD = ROOT / ".leanto" / "build"
SETTINGS = ROOT / "site" / "community.toml"
NO_REGION = """No region is chosen: where people's words are kept has no default.
Write one under [aws] in site/community.toml, for example: region = "eu-west-2"."""


def main() -> None:
    """Writes the template. Exits with a sentence when the settings are wrong (O12)."""
    app = aws_cdk.App()
    try:
        said = community_file.aws(Path(_told(app, "settings", str(SETTINGS))))
    except BuildError as error:
        sys.exit(str(error))
    region = _told(app, "region", said.get("region", ""))
    if not region:
        sys.exit(NO_REGION)
    certificate, emulator = _told(app, "certificate", ""), _told(app, "emulator", "")
    account = os.environ.get("CDK_DEFAULT_ACCOUNT") or None
    Leanto(
        app,
        _told(app, "name", "leanto"),
        Choices(
            code=Path(_told(app, "code", str(BUILD / "functions"))),
            staff_code=Path(_told(app, "staff-code", str(BUILD / "staff"))),
            site=Path(_told(app, "site", str(ROOT / "site" / "_site"))),
            emails=said["alert_emails"],
            budget_usd=said["budget_usd"],
            address=(
                Address(domain=_told(app, "domain", said["domain"]), certificate=certificate)
                if certificate
                else None
            ),
            local_port=urlsplit(emulator).port or 0,
            version=_told(app, "version", "unknown"),
            reserved=RESERVED if _told(app, "reserve", "") else {},
        ),
        env=aws_cdk.Environment(account=account, region=region),
    )
    if not emulator:
        _look_over(app, region, account or "<AWS::AccountId>")
    app.synth()


def _look_over(app: aws_cdk.App, region: str, account: str) -> None:
    """Every finding of both packs stops the deployment, but for those with a reason. An emulator
    is spoken to without encryption, and is not looked over.
    """
    rules = aws_cdk.Validations.of(app)
    rules.add_plugins(cdk_nag.AwsSolutionsChecks(app), cdk_nag.ServerlessChecks(app))
    for reason in REASONS:
        for rule in reason.rules:
            pack = rule.partition("-")[0]
            id = f"{pack}::{rule.format(region=region, account=account)}"
            rules.acknowledge(aws_cdk.Acknowledgment(id=id, reason=reason.words))


def _told(app: aws_cdk.App, name: str, otherwise: str) -> str:
    return str(app.node.try_get_context(name) or otherwise)


if __name__ == "__main__":
    main()

"""Where the forum goes: an account, a region, a stack's name, or an emulator on this machine.

Everything a step knows is here or is asked of AWS. Nothing is remembered from one run to the next.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from deploy.answers import Stop

ROOT = Path(__file__).resolve().parents[2]
MADE = ROOT / ".leanto"
NAME = "leanto"
# Where AWS keeps what belongs to no region: certificates for CloudFront, plans, budgets.
GLOBAL_REGION = "us-east-1"
PATIENCE = Config(retries={"mode": "standard", "total_max_attempts": 8}, read_timeout=30)
NOT_DEPLOYED = "There is no forum called {name} in {region} yet. Put it there with make deploy."


def _client(service: str, region: str) -> Any:
    clients: Any = boto3
    return clients.client(service, region_name=region, config=PATIENCE)


def _nothing() -> None:
    pass


@dataclass(frozen=True, kw_only=True)
class Place:
    """`emulator` is the address of one on this machine, or empty for AWS itself. `person` is the
    name for the first lead, or for a moderator. `tick` is called now and then while it takes long.
    """

    region: str
    name: str = NAME
    emulator: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    person: str = ""
    confirmed: str = ""
    made: Path = MADE
    tick: Callable[[], None] = _nothing
    make_client: Callable[[str, str], Any] = _client

    def client(self, service: str, region: str = "") -> Any:
        """A client for a service, in the community's region unless another one is named."""
        return self.make_client(service, region or self.region)

    @property
    def log(self) -> Path:
        """The file with what the tools said."""
        return self.made / "deploy.log"

    def stack(self) -> dict[str, Any] | None:
        """The stack as CloudFormation describes it, or `None` when there is none."""
        try:
            found = self.client("cloudformation").describe_stacks(StackName=self.name)["Stacks"]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        return dict(found[0]) if found else None

    def outputs(self) -> dict[str, str]:
        """What the stack tells about itself. Raises `Stop` when it is not there."""
        stack = self.stack()
        if stack is None:
            raise Stop(NOT_DEPLOYED.format(name=self.name, region=self.region), again=False)
        return {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}

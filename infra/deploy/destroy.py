"""Taking the forum away: nothing is left that costs money, but what people wrote.

The tables and their backups stay, and so do the two secrets that go with them; they are named, with
what would remove them. A later `make deploy` takes them up again.
"""

from collections.abc import Iterator

from deploy import rollout, stack_state
from deploy.answers import Stop
from deploy.place import Place

CONFIRM = "This takes the forum called {name} in {region} off the internet. To go on, type {name}: "
NOT_CONFIRMED = """Nothing was removed.
This takes the forum called {name} in {region} off the internet; what people wrote is kept.
If that is what you want: make destroy CONFIRM={name}"""
NOTHING = "There is no forum called {name} in {region}."
KEPT = """What people wrote is kept, in these tables of {region}:
    {tables}
A table costs about 25 US cents a month for each gigabyte. A later make deploy takes them up again.
To remove one for good, which nobody can undo:
    aws dynamodb update-table --region {region} --no-deletion-protection-enabled --table-name NAME
    aws dynamodb delete-table --region {region} --table-name NAME"""
BACKUPS = """Backups of them, which cost a little too, for 35 days or until they are removed:
    {backups}"""
SECRETS = """Two secrets are kept too, and cost nothing. Without the pepper no key works again, not
from a backup either:
    {names}
    aws ssm delete-parameter --region {region} --name NAME"""
GROUND = """The CDK's own stack, CDKToolkit, stays for whatever else uses it, and its bucket costs a
few cents. If nothing does: empty its bucket in the AWS console, then remove the stack there."""
CERTIFICATE = (
    "If you had a domain: its certificate stays, and costs nothing. Its DNS records are yours."
)


def confirm(place: Place) -> Iterator[str]:
    """Whether the right name was said; there is no other way in."""
    if place.confirmed != place.name:
        raise Stop(NOT_CONFIRMED.format(name=place.name, region=place.region), again=False)
    if not place.stack():
        yield NOTHING.format(name=place.name, region=place.region)


def remove(place: Place) -> Iterator[str]:
    """The stack goes; what cannot go yet is asked again."""
    stack_state.remove(place)
    yield from ()


def tell(place: Place) -> Iterator[str]:
    """What is left, and what would remove it."""
    tables = rollout.left_tables(place)
    if tables:
        yield KEPT.format(region=place.region, tables="\n    ".join(tables))
    if backups := [name for table in tables for name in _backups(place, table)]:
        yield BACKUPS.format(backups="\n    ".join(backups))
    if names := _secrets(place):
        yield SECRETS.format(region=place.region, names="\n    ".join(names))
    yield GROUND
    if place.said.get("domain"):
        yield CERTIFICATE


def _backups(place: Place, table: str) -> list[str]:
    found = place.client("dynamodb").list_backups(TableName=table, BackupType="ALL")
    return [f"{each['BackupName']} of {table}" for each in found["BackupSummaries"]]


def _secrets(place: Place) -> list[str]:
    wanted = [f"/{place.name}/pepper", f"/{place.name}/origin-verify"]
    found = place.client("ssm").get_parameters(Names=wanted)["Parameters"]
    return sorted(str(each["Name"]) for each in found)

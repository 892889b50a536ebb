"""Side tables: what the tables held at an earlier time, beside those in use.

They come from AWS's own recovery, or from an export. They have no index, no recovery and no expiry,
nobody's function knows their names, and they go when the drill ends. Those that an earlier run left
are used again, unless another time is asked for.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from backup import export, home, lines, load
from backup.home import Home
from deploy import answers
from deploy.answers import Stop
from forum import times
from store import items, tables

POLL_SECONDS = 10
POLLS = 720
# What a run notes for the next: which export the tables are made of, and that a swap began.
FILE, SWAP = "file", "swap"
NO_RECOVERY = """Recovery is not on for {table}, and there is no export in {folder}.
Say which export to restore from: FILE=path/of/the/file.jsonl"""
OUTSIDE = "{table} can be restored to any time from {earliest} to {latest}, and not to {at}."
SLOW = "The side tables are not there yet, which can take hours. They go on being made meanwhile."


def newest_export(place: Home) -> Path | None:
    """The export that was made last, in the folder of exports."""
    return max(place.folder.glob("*.jsonl"), default=None, key=lambda each: each.stat().st_mtime)


def recovers(place: Home) -> bool:
    """Whether AWS can bring every table back to an earlier time."""
    return all(_window(place, table) for table in home.TABLES)


def from_recovery(place: Home, at: datetime | None) -> datetime:
    """Begins to restore what is not there yet; the moment that is restored, the same for all."""
    if mark(place, FILE):
        remove(place)
    begun = _begun(place)
    if at and any(each != at for each in begun.values()):
        remove(place)
        begun = {}
    if at:
        _check_inside(place, at)
    moment = at or min(begun.values(), default=None) or _latest(place)
    for table in home.TABLES:
        if table not in begun:
            place.client.restore_table_to_point_in_time(
                SourceTableName=place.table(table),
                TargetTableName=place.side.table(table),
                RestoreDateTime=moment,
                BillingModeOverride="PAY_PER_REQUEST",
                GlobalSecondaryIndexOverride=[],
            )
    return moment


def from_export(place: Home, file: Path) -> datetime:
    """Makes the tables and fills them; the moment of the export."""
    header = lines.check(file)
    if mark(place, FILE) != header.sha256:
        remove(place)
        for table in home.TABLES:
            _make(place, table)
        wait(place)
        set_mark(place, FILE, header.sha256)
    for table in home.TABLES:
        load.write(place.side, table, (item for name, item in lines.read(file) if name == table))
    return times.parse(header.made)


def mark(place: Home, name: str) -> str:
    """What an earlier run noted in the side tables, or nothing."""
    try:
        answer = place.client.get_item(
            TableName=place.side.table("forum"), Key=items.key(export.IMPORT, name)
        )
    except ClientError as error:
        if answers.code(error) != "ResourceNotFoundException":
            raise
        return ""
    return str(items.unpack(answer.get("Item", {})).get("value", ""))


def set_mark(place: Home, name: str, value: str) -> None:
    """Notes something for another run."""
    item = items.key(export.IMPORT, name) | items.pack({"value": value})
    place.client.put_item(TableName=place.side.table("forum"), Item=item)


def wait(place: Home) -> None:
    """Until the side tables can be used."""
    for _ in range(POLLS):
        if all(_is_ready(_describe(place, table)) for table in home.TABLES):
            return
        place.wait(POLL_SECONDS)
    raise Stop(SLOW)


def remove(place: Home) -> None:
    """Takes away what there is of them, and waits until it is gone."""
    for table in home.TABLES:
        if _describe(place, table) is not None:
            place.client.delete_table(TableName=place.side.table(table))
    for _ in range(POLLS):
        if not any(_describe(place, table) for table in home.TABLES):
            return
        place.wait(POLL_SECONDS)


def _make(place: Home, table: str) -> None:
    place.client.create_table(
        TableName=place.side.table(table),
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in tables.KEY],
        KeySchema=[
            {"AttributeName": name, "KeyType": kind}
            for name, kind in zip(tables.KEY, ("HASH", "RANGE"), strict=True)
        ],
    )


def _begun(place: Home) -> dict[str, datetime]:
    """The side tables that are there, and the moment that each is of."""
    found = {table: _describe(place, table) for table in home.TABLES}
    return {
        table: made.get("RestoreSummary", {}).get("RestoreDateTime") or made["CreationDateTime"]
        for table, made in found.items()
        if made
    }


def _describe(place: Home, table: str) -> dict[str, Any] | None:
    try:
        answer = place.client.describe_table(TableName=place.side.table(table))
    except ClientError as error:
        if answers.code(error) != "ResourceNotFoundException":
            raise
        return None
    made: dict[str, Any] = answer["Table"]
    return made


def _is_ready(made: dict[str, Any] | None) -> bool:
    if made is None or made["TableStatus"] != "ACTIVE":
        return False
    return not made.get("RestoreSummary", {}).get("RestoreInProgress", False)


def _window(place: Home, table: str) -> dict[str, Any]:
    """The times that a table can be restored to; empty when its recovery is off."""
    answer = place.client.describe_continuous_backups(TableName=place.table(table))
    found: dict[str, Any] = answer["ContinuousBackupsDescription"]
    window: dict[str, Any] = found.get("PointInTimeRecoveryDescription", {})
    return window if window.get("PointInTimeRecoveryStatus") == "ENABLED" else {}


def _latest(place: Home) -> datetime:
    """The last moment that all tables can be restored to."""
    every = (_window(place, table)["LatestRestorableDateTime"] for table in home.TABLES)
    latest: datetime = min(every)
    return latest.astimezone(UTC)


def _check_inside(place: Home, at: datetime) -> None:
    for table in home.TABLES:
        window = _window(place, table)
        earliest, latest = (
            window[f"{name}RestorableDateTime"].astimezone(UTC) for name in ("Earliest", "Latest")
        )
        if not earliest <= at <= latest:
            ends = {"earliest": times.stamp(earliest), "latest": times.stamp(latest)}
            raise Stop(OUTSIDE.format(table=place.table(table), at=times.stamp(at), **ends))

"""Puts the static site into its bucket, from the zip that the CDK has sent up.

What pages need comes before the pages, and what an older page may still ask for goes a release
later; so at no moment does a page lack its stylesheet. A failed upgrade rolls back through here.
"""

import io
import mimetypes
import time
import zipfile
from collections.abc import Iterable
from typing import Any

import answer
import boto3

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
AT_ONCE = 1000


def handler(event: answer.Event, context: Any) -> None:
    """A custom resource without values."""
    answer.told(event, context, event["ResourceProperties"]["Bucket"], publish)


def publish(event: answer.Event) -> dict[str, str]:
    """Bring the bucket to what the zip holds; or empty it, when the stack goes."""
    asked, s3 = event["ResourceProperties"], boto3.client("s3")
    if event["RequestType"] == "Delete":
        remove(s3, asked["Bucket"], list(kept(s3, asked["Bucket"])))
        return {}
    site = opened(s3, asked["Source"], asked["Key"])
    names = [one for one in site.namelist() if not one.endswith("/")]
    for name in sorted(names, key=lambda name: (name.endswith(".html"), name)):
        put(s3, asked["Bucket"], name, site.read(name))
    refresh(asked["Distribution"])
    wanted = set(names) | older(s3, event.get("OldResourceProperties", {}))
    remove(s3, asked["Bucket"], [name for name in kept(s3, asked["Bucket"]) if name not in wanted])
    return {}


def opened(s3: Any, bucket: str, key: str) -> zipfile.ZipFile:
    """A zip in a bucket, in memory: a site is a few megabytes."""
    return zipfile.ZipFile(io.BytesIO(s3.get_object(Bucket=bucket, Key=key)["Body"].read()))


def older(s3: Any, was: dict[str, str]) -> set[str]:
    """What the release before had for its pages; nothing when its zip is gone or no zip."""
    try:
        names = opened(s3, was["Source"], was["Key"]).namelist()
    except (KeyError, s3.exceptions.ClientError, zipfile.BadZipFile):
        return set()
    return {name for name in names if name.startswith("assets/")}


def put(s3: Any, bucket: str, name: str, body: bytes) -> None:
    """One file, with its type said."""
    end = "." + name.rpartition(".")[2]
    kind = TYPES.get(end) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    s3.put_object(Bucket=bucket, Key=name, Body=body, ContentType=kind)


def kept(s3: Any, bucket: str) -> Iterable[str]:
    """The name of everything in a bucket."""
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        yield from (each["Key"] for each in page.get("Contents", []))


def remove(s3: Any, bucket: str, names: list[str]) -> None:
    """These files, a thousand at a time."""
    for first in range(0, len(names), AT_ONCE):
        keys = [{"Key": name} for name in names[first : first + AT_ONCE]]
        s3.delete_objects(Bucket=bucket, Delete={"Objects": keys, "Quiet": True})


def refresh(distribution: str) -> None:
    """The CDN forgets its copies."""
    boto3.client("cloudfront").create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={
            "Paths": {"Quantity": 1, "Items": ["/*"]},
            "CallerReference": str(time.time_ns()),
        },
    )

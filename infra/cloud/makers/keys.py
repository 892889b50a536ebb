"""Makes what nobody may choose or see: the pepper and the origin-verify secret, once.

CloudFormation runs this when the stack is made or changed. What is there stays: a new pepper would
make every key of every member worthless. Nothing goes with the stack, because the tables stay.
"""

import contextlib
import secrets
from typing import Any

import answer
import boto3


def handler(event: answer.Event, context: Any) -> None:
    """A custom resource with one value, `OriginVerify`. The pepper is never told."""
    answer.told(event, context, event["ResourceProperties"]["Pepper"], make)


def make(event: answer.Event) -> dict[str, str]:
    """Both secrets, by the names of their parameters."""
    if event["RequestType"] == "Delete":
        return {}
    asked = event["ResourceProperties"]
    ssm = boto3.client("ssm")
    keep(ssm, asked["Pepper"])
    keep(ssm, asked["OriginVerify"])
    kept = ssm.get_parameter(Name=asked["OriginVerify"], WithDecryption=True)
    return {"OriginVerify": kept["Parameter"]["Value"]}


def keep(ssm: Any, name: str) -> None:
    """32 random bytes as hexadecimal digits under that name, unless something is there."""
    with contextlib.suppress(ssm.exceptions.ParameterAlreadyExists):
        ssm.put_parameter(Name=name, Value=secrets.token_hex(32), Type="SecureString")

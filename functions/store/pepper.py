"""The pepper, with which every key, code and challenge is made: kept outside the tables, in a file
on one machine and in a secured parameter in AWS.

It is read once per process, when it is first needed: whoever only reads waits for nothing, and
what is not asked for cannot leak.
"""

from functools import cache
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from forum.errors import Resting
from store.tables import is_busy

PEPPER_BYTES = 32
MISSING = "the pepper's parameter cannot be read: it is missing, or this function may not read it"


@cache
def get_pepper(file: str, parameter: str) -> bytes:
    """The pepper in this file, or in this parameter when no file is named: 64 hexadecimal digits.

    Raises `Resting` while Systems Manager does not answer, and `ValueError` in plain words, which
    never hold the value, for what waiting does not mend. Neither is remembered.
    """
    text = Path(file).read_bytes().decode("latin-1") if file else _ask(parameter)
    try:
        pepper = bytes.fromhex(text.strip())
    except ValueError:
        pepper = b""
    if len(pepper) != PEPPER_BYTES:
        raise ValueError(f"the pepper must be {PEPPER_BYTES * 2} hexadecimal digits, and is not")
    return pepper


def _ask(parameter: str) -> str:
    """One call, by a client that shares what DynamoDB's has loaded and is then let go."""
    config = Config(
        connect_timeout=1, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 2}
    )
    client = boto3.client("ssm", config=config)
    try:
        answer = client.get_parameter(Name=parameter, WithDecryption=True)
    except BotoCoreError as error:
        raise Resting from error
    except ClientError as error:
        raise (Resting() if is_busy(error) else ValueError(MISSING)) from None
    finally:
        client.close()
    return str(answer["Parameter"]["Value"])

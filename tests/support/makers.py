"""CloudFormation's ear, and AWS on a bad day: for the tests of the makers."""

import json
from http.server import BaseHTTPRequestHandler
from typing import Any

import boto3


class Ear(BaseHTTPRequestHandler):
    """CloudFormation's ear: what is told is kept; the first `deaf` times it is not heard."""

    heard: list[dict[str, Any]]
    deaf = 0

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        kind = type(self)
        deaf, kind.deaf = kind.deaf > 0, max(0, kind.deaf - 1)
        if not deaf:
            kind.heard.append({**json.loads(body), "type": self.headers["content-type"]})
        self.send_response(500 if deaf else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


def refuse(operation: str, number: int = 1) -> None:
    """The call of this operation with this number fails, as when AWS has a bad day."""
    seen = iter(range(1, 1000))

    def fail(**_: Any) -> None:
        if next(seen) == number:
            raise ConnectionError("a value that nobody may read")

    boto3.DEFAULT_SESSION.events.register(f"before-call.{operation}", fail)

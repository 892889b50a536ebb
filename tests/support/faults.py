"""DynamoDB on a bad day: requests that are refused, and answers that are lost on the way."""

from collections.abc import Iterator
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.exceptions import ConnectionClosedError

ATTEMPTS = 3
ONCE = Config(retries={"total_max_attempts": 1}, connect_timeout=1, read_timeout=1)
# As the store's own client.
PATIENT = Config(retries={"mode": "standard", "total_max_attempts": ATTEMPTS})
CODE = "ProvisionedThroughputExceededException"


class _Wire:
    """A body as it arrives."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield b'{"__type": "com.amazonaws.dynamodb.v20120810#' + CODE.encode() + b'"}'


class EverySecond:
    """Refuses every second request before it reaches DynamoDB; botocore tries again at once."""

    def __init__(self, client: Any) -> None:
        self.seen = self.refused = 0
        client.meta.events.register_first("before-send.dynamodb", self.send)
        client.meta.events.register_first("needs-retry.dynamodb", self.again)

    def send(self, request: Any, **_: Any) -> AWSResponse | None:
        self.seen += 1
        if self.seen % 2 == 0:
            return None
        self.refused += 1
        # moto is asked too, whatever is answered here; it knows nothing of this address.
        request.url = "http://127.0.0.1:1/"
        return busy(request.url)

    def again(self, response: Any, attempts: int, **_: Any) -> int | None:
        """How long to wait before the next attempt: botocore would draw lots up to a second."""
        code = response[1].get("Error", {}).get("Code") if response else ""
        return 0 if code == CODE and attempts < ATTEMPTS else None


class OneFault:
    """Spoils one request: it is refused, or it is done and its answer is lost (`lost`)."""

    def __init__(self, client: Any, *, lost: bool) -> None:
        self.spoiled = self.seen = 0
        event, hook = ("after-call", self.receive) if lost else ("before-call", self.ask)
        client.meta.events.register_first(f"{event}.dynamodb", hook)

    def spoil(self, number: int) -> None:
        """The request to spoil, counted from 1 and from now; 0 is none."""
        self.spoiled, self.seen = number, 0

    @property
    def met(self) -> bool:
        return 0 < self.spoiled <= self.seen

    def ask(self, **_: Any) -> tuple[AWSResponse, dict[str, Any]] | None:
        self.seen += 1
        if self.seen != self.spoiled:
            return None
        return busy(""), {"Error": {"Code": CODE, "Message": ""}}

    def receive(self, **_: Any) -> None:
        self.seen += 1
        if self.seen == self.spoiled:
            raise ConnectionClosedError(endpoint_url="a shelf")


def busy(url: str) -> AWSResponse:
    return AWSResponse(url, 400, {"x-amzn-requestid": "r"}, _Wire())

"""AWS clients that answer what a test says, in that order, and nothing else.

`botocore`'s own stubber holds each call to the service's model: a parameter that AWS does not know
fails the test.
"""

from datetime import UTC, datetime
from typing import Any

import boto3
from botocore.stub import Stubber

from deploy.place import Place

NOW = datetime(2026, 11, 25, tzinfo=UTC)
ME = {"Account": "111122223333", "UserId": "me", "Arn": "arn:aws:iam::111122223333:user/rowan"}


class Stubs:
    """One stubbed client for each service; `place()` hands them to the code under test."""

    def __init__(self) -> None:
        self._clients: dict[str, Any] = {}
        self._stubbers: dict[str, Stubber] = {}

    def of(self, service: str) -> Stubber:
        """The stubber of a service's client."""
        if service not in self._stubbers:
            self._clients[service] = boto3.client(service, region_name="eu-west-2")
            self._stubbers[service] = Stubber(self._clients[service])
            self._stubbers[service].activate()
        return self._stubbers[service]

    def answers(self, service: str, operation: str, answer: Any, **asked: Any) -> None:
        """The next call to the service is this one; without `asked`, whatever is asked."""
        self.of(service).add_response(operation, answer, asked or None)

    def refuses(self, service: str, operation: str, code: str, message: str = "no") -> None:
        """The next call to the service is this one, and AWS says no."""
        self.of(service).add_client_error(operation, code, message)

    def deployed(self, status: str = "CREATE_COMPLETE", **outputs: str) -> None:
        """The next question about the stack finds it there, and it tells these."""
        told = [{"OutputKey": key, "OutputValue": value} for key, value in outputs.items()]
        stack = {"StackName": "leanto", "StackStatus": status, "CreationTime": NOW}
        answer = {"Stacks": [stack | {"Outputs": told}]}
        self.answers("cloudformation", "describe_stacks", answer)

    def place(self, **values: Any) -> Place:
        """A place that talks to these clients alone."""
        given = {"region": "eu-west-2", "make_client": self._client, **values}
        return Place(**given)

    def nothing_left(self) -> None:
        """Every answer was asked for."""
        for stubber in self._stubbers.values():
            stubber.assert_no_pending_responses()

    def _client(self, service: str, region: str) -> Any:
        self.of(service)
        return self._clients[service]

"""Requests to a server on this machine, as bytes on a wire, and the answers of a pretend door."""

import http.client
import socket
from typing import Any

Answer = tuple[http.client.HTTPResponse, bytes]


def ask(
    port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> Answer:
    """One request on a connection of its own; header names with underscores for dashes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    answer = connection.getresponse()
    read = answer.read()
    connection.close()
    return answer, read


def raw(port: int, *lines: str, then: bytes = b"") -> bytes:
    """Send lines as they are, and everything that comes back."""
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + then)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def html(status: int, body: str, **headers: str) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": {"content-type": "text/html", "content-length": "999"} | headers,
        "body": body,
        "isBase64Encoded": False,
    }

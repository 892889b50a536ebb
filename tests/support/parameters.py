"""Systems Manager on a loopback port: it says what a test tells it to, and counts."""

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Parameters:
    """What is asked, and what is answered: a value, or the code of an error."""

    url: str = ""
    value: str = ""
    error: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.asked.append(request)
        if self.error:
            return 400, {"__type": self.error, "message": "no"}
        return 200, {"Parameter": {"Name": request["Name"], "Value": self.value}}


@contextlib.contextmanager
def systems_manager() -> Iterator[Parameters]:
    """One that answers until the block ends."""
    parameters = Parameters()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, told = parameters.answer(asked)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        parameters.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield parameters
        finally:
            server.shutdown()
            thread.join()

"""A small TLS proxy before the emulated edge, so that a browser finds the site at its own name.

The browser is told to look for every name here. What the real edge would add is added: that the
visitor came over https, and from which address.
"""

import datetime
import http.client
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}
DAY = datetime.timedelta(days=1)


class Relay(BaseHTTPRequestHandler):
    """One request, passed on and back."""

    protocol_version = "HTTP/1.1"
    emulator = ""

    def relay(self) -> None:
        length = int(self.headers.get("content-length", 0))
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP_BY_HOP}
        headers |= {
            "Host": self.headers["host"],
            "X-Forwarded-Proto": "https",
            "CloudFront-Viewer-Address": f"{self.client_address[0]}:{self.client_address[1]}",
        }
        sent = self.rfile.read(length)
        with closing(http.client.HTTPConnection(self.emulator, timeout=60)) as asked:
            asked.request(self.command, self.path, sent, headers)
            answer = asked.getresponse()
            body = answer.read()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = relay

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Server(ThreadingHTTPServer):
    """A visitor who leaves half-way is nobody's error."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def standing(emulator: str, folder: Path) -> Iterator[int]:
    """The proxy, before an emulator's address; gives its port."""
    handler = type("Relay", (Relay,), {"emulator": urlsplit(emulator).netloc})
    server = Server(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(folder))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def certificate(folder: Path) -> Path:
    """A key and a certificate for this machine, for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + DAY)
        .sign(key, hashes.SHA256())
    )
    file = folder / "edge.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file

"""How fast the local server hands out a static page: the second half of `make bench`.

The server runs in a process of its own, so that its CPU time is its own. It promises that a page on
one kept-alive connection takes at most 5 times its CPU time (the rest would be waiting for nothing)
and that 8 connections serve 900 pages a second: 5 times what two segments a page once allowed.
"""

import multiprocessing
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from here import front, gateway

PAGE = "/help/"
BODY = "<!doctype html><title>Help</title>" + "<p>A quiet line, and a number.</p>" * 400
REQUEST = (
    f"GET {PAGE} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n"
    "Accept-Encoding: gzip, deflate, br\r\n\r\n"
).encode()
ALONE = 400
CONNECTIONS = 8
EACH = 250
TIMES_CPU_AT_MOST = 5
PAGES_A_SECOND_AT_LEAST = 900


def main() -> None:
    """Print the two numbers; leave with 1 when one of them is not kept."""
    with serving() as (port, cpu_seconds):
        get(port, ALONE // 10)
        spent, began = cpu_seconds(), time.monotonic()
        get(port, ALONE)
        wall, spent = time.monotonic() - began, cpu_seconds() - spent
        rate = together(port)
    times = wall / spent
    print(f"{'a static page, one connection':30} {wall / ALONE * 1e3:.3f} ms", end="   ")
    print(f"{times:.1f} x its CPU time   (at most {TIMES_CPU_AT_MOST})")
    print(f"{f'{CONNECTIONS} connections at once':30} {rate:.0f} pages a second", end="   ")
    print(f"(at least {PAGES_A_SECOND_AT_LEAST})")
    sys.exit(times > TIMES_CPU_AT_MOST or rate < PAGES_A_SECOND_AT_LEAST)


def together(port: int) -> float:
    """Pages a second for several connections at once."""
    threads = [threading.Thread(target=get, args=(port, EACH)) for _ in range(CONNECTIONS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return CONNECTIONS * EACH / (time.monotonic() - began)


def get(port: int, count: int) -> None:
    """The page, so many times over one connection."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _ in range(count):
            connection.sendall(REQUEST)
            read_one(connection)


def read_one(connection: socket.socket) -> None:
    """One answer, to its last byte."""
    read = b""
    while b"\r\n\r\n" not in read:
        read += connection.recv(65536)
    head, _, body = read.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = int(head.lower().partition(b"content-length: ")[2].split()[0])
    while len(body) < length:
        body += connection.recv(65536)


@contextmanager
def serving() -> Iterator[tuple[int, "CpuSeconds"]]:
    """A server of one page: its port, and what tells the CPU time that it has spent."""
    mine, its = multiprocessing.Pipe()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / PAGE.strip("/")).mkdir()
        (Path(folder) / PAGE.strip("/") / "index.html").write_text(BODY)
        process = multiprocessing.Process(target=serve, args=(Path(folder), its), daemon=True)
        process.start()
        port: int = mine.recv()
        yield port, CpuSeconds(mine)
        process.terminate()
        process.join()


class CpuSeconds:
    """Asks the server for the CPU time that it has spent so far."""

    def __init__(self, server: Connection) -> None:
        self.server = server

    def __call__(self) -> float:
        self.server.send("spent?")
        return float(self.server.recv())


def serve(site: Path, asked: Connection) -> None:
    """In the server's process: serve, and answer each question with the CPU time spent."""
    server = front.Server(gateway.Gateway(site=site, doors={}), 0)
    threading.Thread(target=server.run, daemon=True).start()
    asked.send(server.port)
    while asked.recv():
        asked.send(time.process_time())


if __name__ == "__main__":
    main()

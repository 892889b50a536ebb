"""Runs inside the emulator's own virtual environment: MiniStack, plus two habits.

MiniStack writes its state only on a clean stop. This saves it again a few seconds after each burst
of writes, so a power cut costs seconds and not a day; and it stops (cleanly) when the process that
started it is gone, which it knows because its standard input closes.
"""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import ministack.app as ministack
from ministack.core.persistence import PERSIST_STATE, save_state
from ministack.services import dynamodb

SAVE_EVERY_SECONDS = 5
READS = (b"Get", b"Query", b"Describe", b"List", b"BatchGet", b"Scan", b"TransactGet")

Message = MutableMapping[str, Any]
answer = ministack.app
tasks: set[asyncio.Task[None]] = set()
written = asyncio.Event()


async def app(
    scope: Message,
    receive: Callable[[], Awaitable[Message]],
    send: Callable[[Message], Awaitable[None]],
) -> None:
    """MiniStack's own application; it notes when something has been written."""
    if scope["type"] == "lifespan" and PERSIST_STATE:
        tasks.add(asyncio.create_task(keep_saving()))
    await answer(scope, receive, send)
    if writes(scope):
        written.set()


def writes(scope: Message) -> bool:
    """Whether a request may have changed a table. `x-amz-target` is DynamoDB_20120810.PutItem."""
    target = dict(scope.get("headers", [])).get(b"x-amz-target", b"")
    return bool(target) and not target.partition(b".")[2].startswith(READS)


async def keep_saving() -> None:
    """Save after writes, at most once in SAVE_EVERY_SECONDS."""
    while True:
        await written.wait()
        await asyncio.sleep(SAVE_EVERY_SECONDS)
        written.clear()
        state = dynamodb.get_state()
        await asyncio.to_thread(save_state, "dynamodb", state)


def stop_with_the_parent() -> None:
    """Wait for standard input to close, then ask this process to stop."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=stop_with_the_parent, daemon=True).start()
    ministack.app = app
    sys.argv = ["ministack"]
    ministack.main()

"""Several people at once: threads that start together, and clients that fail or wait their turn."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from botocore.exceptions import ClientError

from store import tables

Act = Callable[[], Any]


def at_once(*acts: Act) -> list[Any]:
    """Does everything at the same time; what each returned, or the exception it ended with."""
    barrier = threading.Barrier(len(acts))

    def run(act: Act) -> Any:
        barrier.wait(30)
        try:
            return act()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def kinds(outcomes: list[Any]) -> dict[str, int]:
    """How many ended in which way: `{"NoneType": 1, "Conflict": 1}`."""
    names = [type(outcome).__name__ for outcome in outcomes]
    return {name: names.count(name) for name in sorted(set(names))}


class Turnstile:
    """A lock that is passed in the order of asking."""

    def __init__(self) -> None:
        self._asked = self._served = 0
        self._moved = threading.Condition()

    def __enter__(self) -> None:
        with self._moved:
            ticket, self._asked = self._asked, self._asked + 1
            self._moved.wait_for(lambda: self._served == ticket)

    def __exit__(self, *_: object) -> None:
        with self._moved:
            self._served += 1
            self._moved.notify_all()


class OneAtATime:
    """A client whose operations never overlap, as DynamoDB's do not on one item.

    moto's transactions are not made for threads: one that fails would take another's write back
    with it. Threads are served in the order in which they ask, so that everybody's first operation
    is done before anybody's second: they do run into each other.
    """

    def __init__(self, client: Any) -> None:
        self._client, self._turn = client, Turnstile()

    def __getattr__(self, operation: str) -> Act:
        def call(**request: Any) -> Any:
            with self._turn:
                return getattr(self._client, operation)(**request)

        return call


class Faulty:
    """A client whose operation number `at` fails: before it is done, or after it (`lost`).

    Set `calls` to 0 to make it count anew.
    """

    def __init__(self, client: Any, code: str, *, at: int, lost: bool = False) -> None:
        self.calls = 0
        self._client, self._code, self._at, self._lost = client, code, at, lost

    def __getattr__(self, operation: str) -> Act:
        def call(**request: Any) -> Any:
            self.calls += 1
            fails = self.calls == self._at
            if fails and not self._lost:
                raise failure(operation, self._code)
            answer = getattr(self._client, operation)(**request)
            if fails:
                raise failure(operation, self._code)
            return answer

        return call


def failure(operation: str, code: str, **more: Any) -> ClientError:
    """The error that botocore raises for a code of DynamoDB's."""
    return ClientError({"Error": {"Code": code, "Message": ""}, **more}, operation)


def connect_for_threads(backend: Any) -> None:
    """Lets several threads use the store on this backend."""
    client = OneAtATime(backend.client) if backend.name == "moto" else backend.client
    tables.connect(client, backend.prefix)

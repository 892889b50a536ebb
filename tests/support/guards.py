"""The guards every test runs under: no Scan on a page, no call without a grant, no socket but
loopback.

A guard raises where the call is made, and remembers: a test whose code swallowed the error fails
when it ends. Which door is acting is a context variable, so it follows the calling thread: wrap a
door's handler with `as_door` when another thread will call it.
"""

import contextlib
import contextvars
import ipaddress
import json
import re
import socket
from collections.abc import Callable, Iterator
from typing import Any, ParamSpec, TypeVar

from botocore import handlers

from grants import GRANTS, allows, may_read

# DynamoDB holds the keys of a grant to the key of the index, when one is asked.
LEADING = re.compile(r"#?\w+ = (:\w+)")
FORBIDDEN = {"ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction"}
# The person with the AWS account, whose commands read whole tables: no door.
DEPLOYER = "the deployer"
# What a transaction's parts are called where grants are made.
PARTS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem",
}

Touch = tuple[str, str, str | None]
P = ParamSpec("P")
R = TypeVar("R")

door_acting: contextvars.ContextVar[str | None] = contextvars.ContextVar("door", default=None)
fired: list[str] = []


class GuardFailure(AssertionError):
    """A guard has stopped something that no code of ours may do."""


def stop(what: str) -> None:
    fired.append(what)
    raise GuardFailure(what)


@contextlib.contextmanager
def acting(door: str) -> Iterator[None]:
    """Everything inside is done by this door, and held to its row of grants."""
    if door not in (*GRANTS, DEPLOYER):
        raise KeyError(door)
    token = door_acting.set(door)
    try:
        yield
    finally:
        door_acting.reset(token)


def as_door(door: str, handler: Callable[P, R]) -> Callable[P, R]:
    """A handler that acts as its door, in whichever thread it is called."""

    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        with acting(door):
            return handler(*args, **kwargs)

    return call


def check_call(model: Any, params: dict[str, Any], **_: Any) -> None:
    """Called by botocore before each DynamoDB request, with the body as it will be sent."""
    if model.name in FORBIDDEN:
        stop(f"{model.name} is never allowed")
    door = door_acting.get()
    if door == DEPLOYER:
        return
    if model.name == "Scan" and door is None:
        stop("Scan is never allowed on a page")
    for action, table, pk in touches(model.name, json.loads(params["body"] or b"{}")):
        if door and not allows(door, table.rpartition("-")[2], action, [pk]):
            stop(f"{door} may not {action} {table} {pk}")


def check_parameter(model: Any, params: dict[str, Any], **_: Any) -> None:
    """The same before each request for a parameter: reading one, and only those of the row."""
    door = door_acting.get()
    name = json.loads(params["body"] or b"{}").get("Name", "")
    if door and (model.name != "GetParameter" or not may_read(door, name)):
        stop(f"{door} may not {model.name} {name}")


def touches(operation: str, body: dict[str, Any]) -> Iterator[Touch]:
    """Each (action, table, partition key) of a request; the key is None when it cannot be told."""
    for part in body.get("TransactItems", ()):
        for name, one in part.items():
            yield PARTS[name], one["TableName"], key_of(one)
    for table, wanted in body.get("RequestItems", {}).items():
        for one in wanted.get("Keys", ()) if isinstance(wanted, dict) else ():
            yield operation, table, key_in(one)
        for one in wanted if isinstance(wanted, list) else ():
            for part in one.values():
                yield operation, table, key_of(part)
    if "TableName" in body:
        yield operation, body["TableName"], key_of(body)


def key_of(one: dict[str, Any]) -> str | None:
    return key_in(one.get("Key") or one.get("Item") or queried(one))


def queried(one: dict[str, Any]) -> dict[str, Any]:
    """The partition key that a query names: that of the table, or that of its index."""
    named = LEADING.match(one.get("KeyConditionExpression", ""))
    return {"pk": one["ExpressionAttributeValues"][named[1]]} if named else {}


def key_in(item: dict[str, Any]) -> str | None:
    return item.get("pk", {}).get("S")


def is_loopback(address: Any) -> bool:
    """Whether a socket address stays on this machine; a path is a Unix socket and does."""
    if not isinstance(address, tuple):
        return True
    if address[0] == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(address[0]).is_loopback
    return False


def only_loopback(connect: Callable[..., Any]) -> Callable[..., Any]:
    """socket.connect, for addresses on this machine."""

    def guarded(self: socket.socket, address: Any) -> Any:
        if not is_loopback(address):
            stop(f"a socket to {address[0]}")
        return connect(self, address)

    return guarded


def only_local_names(getaddrinfo: Callable[..., Any]) -> Callable[..., Any]:
    """socket.getaddrinfo, for this machine's own names: a look-up is traffic too."""

    def guarded(host: Any, *rest: Any, **named: Any) -> Any:
        if host and not is_loopback((host.decode() if isinstance(host, bytes) else host,)):
            stop(f"a look-up of {host}")
        return getaddrinfo(host, *rest, **named)

    return guarded


def install() -> None:
    """Put the guards in place: on every botocore session made from now on, and every socket."""
    handlers.BUILTIN_HANDLERS.append(("before-call.dynamodb", check_call))
    handlers.BUILTIN_HANDLERS.append(("before-call.ssm", check_parameter))
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, only_loopback(getattr(socket.socket, name)))
    socket.getaddrinfo = only_local_names(socket.getaddrinfo)

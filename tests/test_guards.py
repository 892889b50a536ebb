"""Each guard is shown to fire, and to let pass what it should."""

import contextlib
import socket
import threading
from typing import Any

import boto3
import pytest

from forum import migrations
from grants import GRANTS, PARAMETERS, Grant, allows
from support import guards
from support.guards import GuardFailure, acting, as_door


@pytest.fixture
def table(backend: Any) -> Any:
    """The name of one of this test's tables: `table("forum")`."""
    return lambda name: f"{backend.prefix}-{name}"


def key(pk: str) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": "-"}}


def test_stops_a_scan_whoever_asks(backend, table, fired):
    with pytest.raises(GuardFailure, match="Scan is never allowed on a page"):
        backend.client.scan(TableName=table("forum"))
    for door in ("auth", "member", "moderator"):
        with acting(door), pytest.raises(GuardFailure, match=f"{door} may not Scan"):
            backend.client.scan(TableName=table("forum"))


def test_lets_the_worker_page_through_what_it_migrates_and_no_more(backend, table, fired):
    with acting("worker"):
        backend.client.scan(TableName=table("forum"))
        for other in ("identity", "safety", "ephemeral"):
            with pytest.raises(GuardFailure, match="worker may not Scan"):
                backend.client.scan(TableName=table(other))


def test_lets_the_deployers_own_commands_read_everything(backend, table):
    with acting(guards.DEPLOYER):
        backend.client.scan(TableName=table("identity"))


def test_stops_a_scan_in_another_language(backend, table, fired):
    with pytest.raises(GuardFailure, match="ExecuteStatement"):
        backend.client.execute_statement(Statement=f'SELECT * FROM "{table("forum")}"')


def test_stops_a_table_that_the_door_may_not_read(backend, table, fired):
    with acting("member"), pytest.raises(GuardFailure, match="member may not GetItem"):
        backend.client.get_item(TableName=table("identity"), Key=key("locator#1"))


def test_stops_an_action_that_the_door_may_not_do(backend, table, fired):
    with acting("member"), pytest.raises(GuardFailure, match="member may not DeleteItem"):
        backend.client.delete_item(TableName=table("forum"), Key=key("post#1"))


def test_stops_a_key_that_the_door_may_not_read(backend, table, fired):
    with acting("member"):
        backend.client.get_item(TableName=table("safety"), Key=key("role#1"))
        with pytest.raises(GuardFailure, match="case#1"):
            backend.client.get_item(TableName=table("safety"), Key=key("case#1"))


def test_stops_one_key_of_a_batch(backend, table, fired):
    wanted = {table("safety"): {"Keys": [key("role#1"), key("case#1")]}}
    with acting("member"), pytest.raises(GuardFailure, match="BatchGetItem"):
        backend.client.batch_get_item(RequestItems=wanted)


def test_stops_one_part_of_a_transaction(backend, table, fired):
    put = {"Put": {"TableName": table("safety"), "Item": key("case#1")}}
    check = {
        "ConditionCheck": {
            "TableName": table("safety"),
            "Key": key("case#2"),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
    }
    with acting("member"):
        backend.client.transact_write_items(TransactItems=[put])
        with pytest.raises(GuardFailure, match="ConditionCheckItem"):
            backend.client.transact_write_items(TransactItems=[put, check])


def test_stops_a_write_in_a_batch(backend, table, fired):
    writes = {table("forum"): [{"PutRequest": {"Item": key("post#1")}}]}
    with acting("member"), pytest.raises(GuardFailure, match="BatchWriteItem"):
        backend.client.batch_write_item(RequestItems=writes)


def test_a_swallowed_failure_is_remembered(backend, table, fired):
    with contextlib.suppress(GuardFailure):
        backend.client.scan(TableName=table("forum"))
    assert fired == ["Scan is never allowed on a page"]


def test_without_a_door_only_scans_are_stopped(backend, table):
    backend.client.get_item(TableName=table("identity"), Key=key("locator#1"))


def test_a_door_is_held_to_its_row_in_any_thread(backend, table, fired):
    def read() -> None:
        with contextlib.suppress(GuardFailure):
            backend.client.get_item(TableName=table("identity"), Key=key("locator#1"))

    thread = threading.Thread(target=as_door("member", read))
    thread.start()
    thread.join()
    assert fired == [f"member may not GetItem {table('identity')} locator#1"]


def test_an_unknown_door_is_a_mistake_in_the_test():
    with pytest.raises(KeyError), acting("porch"):
        pass


def test_stops_a_socket_that_leaves_this_machine(fired):
    with socket.socket() as outside, pytest.raises(GuardFailure):
        outside.connect(("192.0.2.1", 80))
    with socket.socket() as outside, pytest.raises(GuardFailure):
        outside.connect_ex(("192.0.2.1", 80))


def test_stops_a_name_that_is_not_this_machine(fired):
    with pytest.raises(GuardFailure, match=r"example\.invalid"):
        socket.create_connection(("example.invalid", 80))


@pytest.mark.parametrize("address", [("127.0.0.1", 1), ("localhost", 1), ("::1", 1), "/tmp/a"])
def test_loopback_is_this_machine(address):
    assert guards.is_loopback(address)


def test_a_warning_is_an_error():
    with pytest.raises(DeprecationWarning):
        import warnings

        warnings.warn("old", DeprecationWarning, stacklevel=1)


def test_stops_a_secret_that_the_door_may_not_read(moto_client, fired):
    manager = boto3.client("ssm")
    manager.put_parameter(Name="/guards/pepper", Value="x", Type="SecureString")
    for door in ("auth", "member", "moderator"):
        with acting(door):
            assert manager.get_parameter(Name="/guards/pepper")
    refused = (("worker", "/guards/pepper"), ("auth", "/guards/other"))
    for door, name in refused:
        with acting(door), pytest.raises(GuardFailure, match=f"{door} may not GetParameter"):
            manager.get_parameter(Name=name)
    with acting("auth"), pytest.raises(GuardFailure, match="auth may not DeleteParameter"):
        manager.delete_parameter(Name="/guards/pepper")


def test_every_door_has_its_row_of_secrets():
    assert set(PARAMETERS) == set(GRANTS)


def test_the_worker_alone_may_scan_and_only_what_a_migration_names():
    granted = {
        (door, table)
        for door, row in GRANTS.items()
        for table, table_grants in row.items()
        if any("Scan" in one.actions for one in table_grants)
    }
    named = migrations.tables(migrations.MIGRATIONS)
    assert granted == {("worker", table) for table in named}
    for action in ("GetItem", "PutItem", "UpdateItem"):
        assert all(allows("worker", table, action) for table in named)


def test_the_member_door_cannot_reach_identity_nor_write_a_role():
    assert "identity" not in GRANTS["member"]
    assert not allows("member", "safety", "PutItem", ["role#1"])
    assert not allows("member", "safety", "GetItem", ["case#1"])


def test_an_unknown_key_is_refused_where_keys_matter():
    assert not Grant(frozenset({"Query"}), ("role#",)).covers("Query", [None])


@pytest.mark.parametrize("door", ["auth", "member", "moderator"])
def test_a_door_of_the_web_cannot_delete_from_the_forum(door):
    assert not allows(door, "forum", "DeleteItem")

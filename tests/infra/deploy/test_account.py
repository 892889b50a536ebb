"""The doctor on an account: one fixture for each thing that would let people down."""

import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from backup import home
from conftest import Backend
from deploy import account, fingerprint, staff
from deploy.account import Deployed
from deploy.answers import Stop
from forum import accounts
from forum.breaker import DOORS, Pause
from forum.passkeys import Passkey
from store import accounts as account_store
from store import breaker, passkeys, tables
from store.moderation import audit
from support.stubs import ME, NOW, Stubs
from verdicts import FAIL, PASS, WARN, Finding

TOPIC = "arn:aws:sns:eu-west-2:111122223333:"
OUTPUTS = {
    "Version": fingerprint.version(),
    "AlertsTopic": f"{TOPIC}alerts",
    "AlarmsTopic": f"{TOPIC}alarms",
}


def deployed(stubs: Stubs, status: str = "UPDATE_COMPLETE", **outputs: str) -> Deployed:
    return Deployed(place=stubs.place(), status=status, outputs=OUTPUTS | outputs)


def level(found: Any) -> list[str]:
    return [each.level for each in found]


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        ("CREATE_COMPLETE", PASS),
        ("UPDATE_COMPLETE", PASS),
        ("UPDATE_ROLLBACK_COMPLETE", WARN),
        ("UPDATE_IN_PROGRESS", WARN),
        ("CREATE_FAILED", FAIL),
        ("UPDATE_ROLLBACK_FAILED", FAIL),
    ],
)
def test_a_stack_is_whole_or_is_not(stubs: Stubs, status: str, wanted: str) -> None:
    assert level(account.stack(deployed(stubs, status))) == [wanted]


def test_an_older_version_warns(stubs: Stubs) -> None:
    assert level(account.version(deployed(stubs))) == [PASS]
    assert level(account.version(deployed(stubs, Version="0.0.9-123"))) == [WARN]


def subscribed(stubs: Stubs, *arns: str) -> list[Finding]:
    for name in ("alerts", "alarms"):
        found: list[Any] = [
            {"Endpoint": "rowan@example.org", "Protocol": "email", "SubscriptionArn": arn}
            for arn in arns
        ]
        answer = {"Subscriptions": found}
        stubs.answers("sns", "list_subscriptions_by_topic", answer, TopicArn=TOPIC + name)
    return list(account.alerts(deployed(stubs)))


def test_nobody_who_is_told_fails(stubs: Stubs) -> None:
    found = subscribed(stubs)
    assert level(found) == [FAIL, FAIL]
    assert "when a report cannot wait" in found[0].words


def test_a_confirmation_that_is_missing_warns(stubs: Stubs) -> None:
    found = subscribed(stubs, f"{TOPIC}alerts:1", "PendingConfirmation")
    assert level(found) == [PASS, WARN, PASS, WARN]
    assert "r…@example.org" in found[1].words and "rowan" not in found[1].words


def recovering(stubs: Stubs, **states: str) -> list[Finding]:
    for table in ("forum", "identity", "safety", "ephemeral"):
        state = states.get(table, "DISABLED" if table == "ephemeral" else "ENABLED")
        answer = {
            "ContinuousBackupsDescription": {
                "ContinuousBackupsStatus": "ENABLED",
                "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": state},
            }
        }
        asked = {"TableName": f"leanto-{table}"}
        stubs.answers("dynamodb", "describe_continuous_backups", answer, **asked)
    return list(account.recovery(deployed(stubs)))


def test_tables_that_recover_pass(stubs: Stubs) -> None:
    assert level(recovering(stubs)) == [PASS]


def test_a_table_that_does_not_recover_fails_by_name(stubs: Stubs) -> None:
    (found,) = recovering(stubs, safety="DISABLED")
    assert found.level == FAIL and "leanto-safety" in found.words
    assert "leanto-forum" not in found.words


def test_what_must_be_forgotten_and_recovers_fails(stubs: Stubs) -> None:
    found = recovering(stubs, ephemeral="ENABLED")
    assert level(found) == [PASS, FAIL] and "leanto-ephemeral" in found[1].words


@pytest.mark.parametrize(("state", "wanted"), [("ENABLED", PASS), ("DISABLED", FAIL)])
def test_a_table_that_does_not_forget_fails(stubs: Stubs, state: str, wanted: str) -> None:
    for table in ("forum", "identity", "safety", "ephemeral"):
        told = {"TimeToLiveDescription": {"TimeToLiveStatus": state}}
        stubs.answers("dynamodb", "describe_time_to_live", told, TableName=f"leanto-{table}")
        if wanted == FAIL:
            break
    assert level(account.forgetting(deployed(stubs))) == [wanted]


@pytest.mark.parametrize(
    ("kept", "wanted"),
    [({"retentionInDays": 7}, PASS), ({"retentionInDays": 30}, FAIL), ({}, FAIL)],
)
def test_logs_that_are_kept_too_long_fail(stubs: Stubs, kept: Any, wanted: str) -> None:
    answer = {"logGroups": [{"logGroupName": "/leanto/member", **kept}]}
    stubs.answers("logs", "describe_log_groups", answer, logGroupNamePrefix="/leanto/")
    assert level(account.logs(deployed(stubs))) == [wanted]


@pytest.mark.parametrize(
    ("states", "wanted"), [(["OK", "OK"], [PASS]), (["OK", "ALARM"], [FAIL]), ([], [FAIL])]
)
def test_an_alarm_that_rings_fails(stubs: Stubs, states: list[str], wanted: list[str]) -> None:
    every = [{"AlarmName": f"leanto-{state}", "StateValue": state} for state in states]
    answer: Any = {"MetricAlarms": every}
    stubs.answers("cloudwatch", "describe_alarms", answer, AlarmNamePrefix="leanto-")
    assert level(account.alarms(deployed(stubs))) == wanted


def test_a_budget_is_told_and_none_fails(stubs: Stubs) -> None:
    told = {
        "BudgetName": "leanto",
        "BudgetLimit": {"Amount": "5", "Unit": "USD"},
        "TimeUnit": "MONTHLY",
        "BudgetType": "COST",
    }
    stubs.answers("sts", "get_caller_identity", ME)
    stubs.answers("budgets", "describe_budget", {"Budget": told})
    assert level(account.budget(deployed(stubs))) == [PASS]
    stubs.answers("sts", "get_caller_identity", ME)
    stubs.refuses("budgets", "describe_budget", "NotFoundException")
    assert level(account.budget(deployed(stubs))) == [FAIL]


def test_a_drill_that_left_a_copy_behind_warns(stubs: Stubs) -> None:
    stubs.answers("dynamodb", "describe_table", {}, TableName=f"leanto-{home.SIDE}-forum")
    assert level(account.drill(deployed(stubs))) == [WARN]
    stubs.refuses("dynamodb", "describe_table", "ResourceNotFoundException")
    assert level(account.drill(deployed(stubs))) == []


@pytest.mark.parametrize(("number", "wanted"), [("30", PASS), ("6", PASS), ("5", WARN)])
def test_an_account_that_is_not_prepared_warns(stubs: Stubs, number: str, wanted: str) -> None:
    asked = {"Name": "/cdk-bootstrap/hnb659fds/version"}
    stubs.answers("ssm", "get_parameter", {"Parameter": {"Value": number}}, **asked)
    assert level(account.bootstrapped(deployed(stubs))) == [wanted]
    stubs.refuses("ssm", "get_parameter", "ParameterNotFound")
    assert level(account.bootstrapped(deployed(stubs))) == [WARN]


def test_a_look_that_is_not_allowed_is_said_and_the_others_go_on(stubs: Stubs) -> None:
    for service, operation in (
        ("sns", "list_subscriptions_by_topic"),
        ("dynamodb", "describe_continuous_backups"),
        ("dynamodb", "describe_table"),
        ("dynamodb", "describe_time_to_live"),
        ("logs", "describe_log_groups"),
        ("cloudwatch", "describe_alarms"),
        ("dynamodb", "get_item"),
        ("dynamodb", "query"),
        ("sts", "get_caller_identity"),
        ("ssm", "get_parameter"),
    ):
        stubs.refuses(service, operation, "AccessDeniedException")
    found = account.examine(deployed(stubs))
    assert level(found) == [PASS, PASS, *[WARN] * 10]
    assert "The logs could not be looked at: these AWS credentials may not." in [
        each.words for each in found
    ]


def test_without_a_forum_or_credentials_only_the_files_are_looked_at(stubs: Stubs) -> None:
    stubs.refuses("cloudformation", "describe_stacks", "ValidationError", "x does not exist")
    assert "there is no forum called leanto in eu-west-2" in str(account.find(stubs.place()))
    stubs.refuses("cloudformation", "describe_stacks", "ExpiredToken")
    assert str(account.find(stubs.place())).endswith(account.NO_CREDENTIALS)


def test_a_forum_that_is_there_is_found(stubs: Stubs) -> None:
    stubs.deployed(Version="1")
    found = account.find(stubs.place())
    assert isinstance(found, Deployed) and found.outputs == {"Version": "1"}


class Staffed:
    """A deployed forum's tables, to which people are invited."""

    def __init__(self, backend: Backend, stubs: Stubs) -> None:
        self.backend, self.stubs = backend, stubs

    def client(self, service: str, region: str) -> Any:
        return self.backend.client if service == "dynamodb" else self.stubs.of(service).client

    def place(self, person: str = "") -> Any:
        made = {"name": self.backend.prefix, "person": person, "make_client": self.client}
        return self.stubs.place(**made)

    def invited(self, person: str) -> str:
        """Invites somebody; returns the account that the log names."""
        self.stubs.deployed(Address="https://d1.example.org")
        (said,) = staff.invite_moderator(self.place(person))
        assert said.startswith(f"{person} opens") and "https://d1.example.org/invitation/#" in said
        return audit.list_entries()[-1].event.target

    def came_in(self, account_id: str) -> None:
        """With a key, and with a passkey: without one nobody opens a case."""
        joined = accounts.join(id=account_id, name="Any", now=NOW, guidelines=1, staff=True)
        tables.call("put_item", **account_store.account_item(joined))
        assert self.found()[0] != PASS
        ring = passkeys.get_ring(account_id)
        one = Passkey(id="phone", public_key="key", counter=0, week="2026-W48")
        passkeys.set_ring(replace(ring, passkeys=(one,)))

    def found(self) -> list[str]:
        return level(account.moderators(Deployed(place=self.place(), status="", outputs={})))


def test_two_who_have_come_in_are_enough_and_a_link_is_nobody(
    backend: Backend, stubs: Stubs
) -> None:
    forum = Staffed(backend, stubs)
    assert forum.found() == [FAIL]
    rowan, ash = forum.invited("Rowan"), forum.invited("Ash")
    assert forum.found() == [FAIL]
    forum.came_in(rowan)
    assert forum.found() == [WARN]
    forum.came_in(ash)
    assert forum.found() == [PASS]


@pytest.mark.parametrize("door", DOORS)
def test_a_pause_is_told_while_it_lasts(backend: Backend, stubs: Stubs, door: str) -> None:
    place = Staffed(backend, stubs).place()
    look = partial(account.breaker, Deployed(place=place, status="", outputs={}))
    now = int(time.time())
    assert level(look()) == [PASS]
    breaker.set_pause(Pause(door=door, at=now - 60, until=now + 1700))
    (found,) = look()
    assert found.level == WARN and "for 29 more minutes" in found.words
    breaker.set_pause(Pause(door=door, at=now, until=now))
    assert level(look()) == [PASS]


def test_a_name_that_cannot_be_a_moderators_is_told(backend: Backend, stubs: Stubs) -> None:
    with pytest.raises(Stop, match="without digits"):
        Staffed(backend, stubs).invited("Rowan7")


def test_the_version_is_of_what_was_written_and_not_of_what_was_made(tmp_path: Path) -> None:
    for name in ("functions/a.py", "infra/b.py", "site/c.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    before = fingerprint.version(tmp_path)
    assert before.startswith("1.2.3-")
    for name in ("site/_site/index.html", "site/forum.json", "infra/__pycache__/b.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("made")
    assert fingerprint.version(tmp_path) == before
    (tmp_path / "site" / "c.toml").write_text("2")
    assert fingerprint.version(tmp_path) != before

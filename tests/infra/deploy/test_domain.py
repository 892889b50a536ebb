"""A domain of one's own: one certificate, asked for once, and the two records in plain words."""

from typing import Any

import pytest

from deploy import account, domain, ground, report
from deploy.account import Deployed
from deploy.answers import Stop
from support.stubs import NOW, Stubs
from verdicts import FAIL, PASS, WARN

ARN = "arn:aws:acm:us-east-1:111122223333:certificate/1"
OTHER = "arn:aws:acm:us-east-1:111122223333:certificate/2"
SAID = {"domain": "forum.example.org"}
RECORD = {"Name": "_a1.forum.example.org.", "Type": "CNAME", "Value": "_b2.acm.example."}


def deployed(stubs: Stubs) -> None:
    stubs.deployed(Address="https://d1.example.net", DistributionDomain="d1.example.net")


def listed(stubs: Stubs, *found: tuple[str, str]) -> None:
    every = [{"CertificateArn": arn, "DomainName": name} for arn, name in found]
    asked = {"CertificateStatuses": [domain.ISSUED, domain.PENDING]}
    stubs.answers("acm", "list_certificates", {"CertificateSummaryList": every}, **asked)


def described(stubs: Stubs, status: str, arn: str = ARN, **more: Any) -> None:
    told = {"CertificateArn": arn, "Status": status, **more}
    stubs.answers("acm", "describe_certificate", {"Certificate": told}, CertificateArn=arn)


def validation(record: dict[str, str] | None = RECORD, name: str = SAID["domain"]) -> Any:
    option: dict[str, Any] = {"DomainName": name}
    return {"DomainValidationOptions": [option | ({"ResourceRecord": record} if record else {})]}


def test_without_a_domain_there_is_nothing_to_ask_for(stubs: Stubs) -> None:
    with pytest.raises(Stop, match="names no domain yet"):
        list(domain.request(stubs.place()))
    assert domain.certificate(stubs.place()) == ""


def test_a_certificate_is_asked_for_and_both_records_are_told(stubs: Stubs) -> None:
    deployed(stubs)
    listed(stubs, (OTHER, "other.example.org"))
    asked = {
        "DomainName": "forum.example.org",
        "ValidationMethod": "DNS",
        "IdempotencyToken": "leanto",
    }
    stubs.answers("acm", "request_certificate", {"CertificateArn": ARN}, **asked)
    described(stubs, domain.PENDING, **validation(None))
    described(stubs, domain.PENDING, **validation())
    (said,) = domain.request(stubs.place(said=SAID, emulator="http://127.0.0.1:1"))
    assert "Name   _a1.forum.example.org\n    Value  _b2.acm.example\n" in said
    assert "Name   forum.example.org\n    Value  d1.example.net\n" in said


def test_a_certificate_that_waits_is_not_asked_for_again(stubs: Stubs) -> None:
    deployed(stubs)
    listed(stubs, (ARN, "forum.example.org"))
    described(stubs, domain.PENDING)
    described(stubs, domain.PENDING)
    described(stubs, domain.PENDING, **validation())
    assert len(list(domain.request(stubs.place(said=SAID)))) == 1


def test_a_whole_domain_is_told_that_a_cname_will_not_do(stubs: Stubs) -> None:
    deployed(stubs)
    listed(stubs, (ARN, "example.org"))
    described(stubs, domain.ISSUED)
    described(stubs, domain.ISSUED, **validation(name="example.org"))
    _, note = domain.request(stubs.place(said={"domain": "example.org"}))
    assert "ALIAS" in note


def test_of_two_certificates_the_one_that_is_ready_is_taken(stubs: Stubs) -> None:
    listed(stubs, (OTHER, "forum.example.org"), (ARN, "forum.example.org"))
    described(stubs, domain.PENDING, OTHER)
    described(stubs, domain.ISSUED, ARN)
    assert domain.certificate(stubs.place(said=SAID)) == ARN


def test_a_record_that_is_not_found_yet_is_no_fault(stubs: Stubs) -> None:
    listed(stubs, (ARN, "forum.example.org"))
    described(stubs, domain.PENDING)
    described(stubs, domain.PENDING)
    with pytest.raises(Stop, match="nothing to do but wait"):
        list(domain.wait(stubs.place(said=SAID), seconds=0))


def test_a_certificate_that_is_ready_goes_on(stubs: Stubs) -> None:
    listed(stubs, (ARN, "forum.example.org"))
    described(stubs, domain.ISSUED)
    assert list(domain.wait(stubs.place(said=SAID), seconds=0))


def test_every_later_deployment_keeps_the_domain(stubs: Stubs) -> None:
    place = stubs.place(said=SAID, emulator="http://127.0.0.1:1")
    listed(stubs, (ARN, "forum.example.org"))
    described(stubs, domain.ISSUED)
    assert ground._context(place)["certificate"] == ARN
    listed(stubs, (ARN, "forum.example.org"))
    described(stubs, domain.ISSUED)
    assert ground.origin(place) == "https://forum.example.org"


def test_a_name_that_leads_nowhere_is_told(stubs: Stubs) -> None:
    def nowhere(name: str, port: int) -> object:
        raise OSError

    place = stubs.place(said=SAID)
    (said,) = domain.leads_here(place, nowhere)
    assert said.startswith("forum.example.org does not lead anywhere yet")
    assert list(domain.leads_here(place, lambda name, port: [])) == []
    assert list(domain.leads_here(stubs.place(), nowhere)) == []


def test_a_domain_that_is_not_set_up_is_told_at_the_end(stubs: Stubs) -> None:
    outputs = {
        "Address": "https://d1.example.net",
        "AlertsTopic": "a" * 20,
        "AlarmsTopic": "b" * 20,
    }
    told = [{"OutputKey": key, "OutputValue": value} for key, value in outputs.items()]
    stack = {"StackName": "leanto", "StackStatus": "CREATE_COMPLETE", "CreationTime": NOW}
    stubs.answers("cloudformation", "describe_stacks", {"Stacks": [stack | {"Outputs": told}]})
    for _ in range(2):
        stubs.answers("sns", "list_subscriptions_by_topic", {"Subscriptions": []})
    assert "forum.example.org is not set up yet: make domain does it." in list(
        report.tell(stubs.place(said=SAID))
    )


def seen(stubs: Stubs, address: str) -> list[str]:
    found = Deployed(place=stubs.place(said=SAID), status="", outputs={"Address": address})
    return [each.level for each in account.domain_name(found)]


def test_the_doctor_sees_a_domain_without_its_certificate(stubs: Stubs) -> None:
    assert seen(stubs, "https://d1.example.net") == [WARN]
    listed(stubs)
    assert seen(stubs, "https://forum.example.org") == [FAIL]


@pytest.mark.parametrize(
    ("renewal", "level"),
    [
        ({}, PASS),
        ({"RenewalStatus": "SUCCESS"}, PASS),
        ({"RenewalStatus": "FAILED"}, FAIL),
        ({"RenewalStatus": "PENDING_VALIDATION"}, FAIL),
    ],
)
def test_the_doctor_sees_a_certificate_that_will_run_out(
    stubs: Stubs, renewal: dict[str, str], level: str
) -> None:
    for _ in range(2):
        listed(stubs, (ARN, "forum.example.org"))
        described(stubs, domain.ISSUED)
    told = {"RenewalSummary": {**renewal, "DomainValidationOptions": [], "UpdatedAt": NOW}}
    if renewal:
        told["RenewalSummary"]["DomainValidationOptions"] = validation()["DomainValidationOptions"]
        described(stubs, domain.ISSUED, **told)
    else:
        described(stubs, domain.ISSUED)
    assert seen(stubs, "https://forum.example.org") == [level]

"""An address of one's own: a certificate for it, and the two DNS records that somebody must write.

The certificate is in us-east-1, where CloudFront looks for it. AWS is asked each time which one it
is: so a later `make deploy` keeps the domain, and a run that was stopped goes on.
"""

import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

from deploy.answers import Stop
from deploy.place import GLOBAL_REGION, Place

POLL_SECONDS = 10.0
EMULATOR_POLL_SECONDS = 0.2
# AWS makes up the record within seconds; it looks for it every few minutes.
RECORD_SECONDS = 90
ISSUED_SECONDS = 15 * 60
ISSUED, PENDING = "ISSUED", "PENDING_VALIDATION"
NOT_NAMED = """site/community.toml names no domain yet. Under [aws], take away the # before domain
and write the address that you own, without https://, for example
    domain = "forum.example.org"
It may be a part of a domain that you have. A domain itself is bought elsewhere."""
RECORDS = """Write these two records where your domain is looked after, in its DNS settings:

    Type   CNAME
    Name   {proof_name}
    Value  {proof_value}

    Type   CNAME
    Name   {domain}
    Value  {distribution}

The first proves that the domain is yours; leave it there for good, or the certificate runs out. The
second leads people to the forum. Some places write the rest of the domain behind a name by
themselves: then leave it out."""
WHOLE = """{domain} is a whole domain, and for those a CNAME is not allowed. Some places have ALIAS,
ANAME or "flattening" instead: use that for the second record. A name such as forum.{domain} is
simpler."""
NOT_YET = """AWS has not found the first record yet. That can take an hour, and sometimes a day.
Look at it again; when it is written as above, there is nothing to do but wait."""
NO_RECORD = "AWS has not said yet which record it wants. Wait a few minutes."
NO_WAY_THERE = """{domain} does not lead anywhere yet: the second record is missing, or too new.
Until it does, people can read the forum at the old address, but not write."""


def certificate(place: Place) -> str:
    """The ARN of the certificate that is ready for the domain; nothing without one."""
    domain = place.said.get("domain")
    found = _found(place, domain) if domain else None
    return str(found["CertificateArn"]) if found and found["Status"] == ISSUED else ""


def renews(place: Place) -> bool:
    """Whether AWS could renew the certificate the last time that it tried, if it has tried."""
    renewal = _described(place, certificate(place)).get("RenewalSummary", {})
    return renewal.get("RenewalStatus", "SUCCESS") not in ("FAILED", PENDING)


def request(place: Place) -> Iterator[str]:
    """Asks for a certificate, unless there is one; says which records to write."""
    domain = place.said.get("domain")
    if not domain:
        raise Stop(NOT_NAMED)
    distribution = place.outputs()["DistributionDomain"]
    found = _found(place, domain)
    arn = str(found["CertificateArn"]) if found else _requested(place, domain)
    name, value = _record(place, arn)
    yield RECORDS.format(
        domain=domain, distribution=distribution, proof_name=name, proof_value=value
    )
    if domain.count(".") == 1:
        yield WHOLE.format(domain=domain)


def wait(place: Place, seconds: float = ISSUED_SECONDS) -> Iterator[str]:
    """Until the certificate is there. Raises `Stop` when that takes long: DNS has time."""
    if not _until(place, lambda: certificate(place), seconds):
        raise Stop(NOT_YET)
    yield f"The certificate for {place.said['domain']} is ready."


def leads_here(
    place: Place, look_up: Callable[[str, int], object] = socket.getaddrinfo
) -> Iterator[str]:
    """Whether the name leads anywhere yet."""
    domain = str(place.said.get("domain") or "")
    if not domain or place.emulator:
        return
    try:
        look_up(domain, 443)
    except OSError:
        yield NO_WAY_THERE.format(domain=domain)


def _acm(place: Place) -> Any:
    return place.client("acm", GLOBAL_REGION)


def _found(place: Place, domain: str) -> dict[str, Any] | None:
    """The domain's certificate; one that is ready before one that waits, and no other."""
    asked = _acm(place).get_paginator("list_certificates")
    pages = asked.paginate(CertificateStatuses=[ISSUED, PENDING])
    every = [each for page in pages for each in page["CertificateSummaryList"]]
    mine = [each for each in every if each["DomainName"] == domain]
    for state in (ISSUED, PENDING):
        for each in mine:
            if _described(place, each["CertificateArn"])["Status"] == state:
                return {**each, "Status": state}
    return None


def _described(place: Place, arn: str) -> dict[str, Any]:
    return dict(_acm(place).describe_certificate(CertificateArn=arn)["Certificate"])


def _requested(place: Place, domain: str) -> str:
    made = _acm(place).request_certificate(
        DomainName=domain,
        ValidationMethod="DNS",
        IdempotencyToken=place.name.replace("-", "_")[:32],
    )
    return str(made["CertificateArn"])


def _record(place: Place, arn: str) -> tuple[str, str]:
    if record := _until(place, lambda: _wanted(_described(place, arn)), RECORD_SECONDS):
        name, value = record
        return name, value
    raise Stop(NO_RECORD)


def _wanted(certificate: dict[str, Any]) -> tuple[str, str] | None:
    for each in certificate.get("DomainValidationOptions", []):
        if record := each.get("ResourceRecord"):
            return str(record["Name"]).rstrip("."), str(record["Value"]).rstrip(".")
    return None


def _until(place: Place, ask: Callable[[], Any], seconds: float) -> Any:
    """What is asked for, as soon as there is some of it, or nothing at last."""
    deadline = time.monotonic() + seconds
    pause = EMULATOR_POLL_SECONDS if place.emulator else POLL_SECONDS
    while not (found := ask()) and time.monotonic() < deadline:
        place.tick()
        time.sleep(min(pause, seconds))
    return found

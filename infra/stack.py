"""The one stack: everything that a community has in AWS. Its parts are in `cloud/`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aws_cdk import CfnOutput, RemovalPolicy, Stack
from aws_cdk import aws_s3 as s3
from constructs import Construct

from cloud import alarms, doors, edge, made, tables, watch, worker


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a site decides about AWS, and where what was built lies. `local_port` is only for the
    emulator: there is no budget there, and it fetches over http. `reserved` is how many of each
    function may run at once, where the account has that many.
    """

    code: Path
    staff_code: Path
    site: Path
    emails: Sequence[str] = ()
    budget_usd: float = 5
    address: edge.Address | None = None
    local_port: int = 0
    version: str = "unknown"
    reserved: Mapping[str, int] = field(default_factory=dict)


class Leanto(Stack):
    """A forum, whole."""

    def __init__(self, scope: Construct, name: str, choices: Choices, **where: object) -> None:
        super().__init__(scope, name, description="A peer-support forum (Leanto)", **where)
        self.choices = choices
        self.shelves = tables.add(self)
        verify = made.add_keys(self)
        environment = self._environment(verify)
        codes = choices.code, choices.staff_code
        self.doors = doors.add(self, *codes, self.shelves, environment, choices.reserved)
        self.bucket = self._bucket()
        backends = edge.Backends(
            bucket=self.bucket,
            doors=self.doors,
            verify=verify,
            local_port=choices.local_port,
        )
        self.front = edge.add(self, backends, choices.address)
        made.add_files(self, choices.site, self.bucket, self.front)
        self._know_the_address()
        self._keep_watch()

    def _environment(self, verify: str) -> Mapping[str, str]:
        return {
            "LEANTO_TABLES": self.stack_name,
            "LEANTO_PEPPER_PARAMETER": doors.parameter(self, "pepper"),
            "LEANTO_ORIGIN_VERIFY": verify,
        }

    def _bucket(self) -> s3.Bucket:
        return s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=not self.choices.local_port,
            removal_policy=RemovalPolicy.DESTROY,
        )

    def _know_the_address(self) -> None:
        """The doors compare each form's origin with the one address that people see."""
        address, front = self.choices.address, self.front
        origin = f"https://{address.domain if address else front.distribution_domain_name}"
        for door in self.doors.values():
            door.function.add_environment("LEANTO_ORIGIN", origin)
        apis = {f"{name.title()}Api": door.api for name, door in self.doors.items() if door.api}
        self._tell(
            Address=origin,
            Version=self.choices.version,
            DistributionId=front.distribution_id,
            DistributionDomain=front.distribution_domain_name,
            SiteBucket=self.bucket.bucket_name,
            PepperParameter=doors.parameter(self, "pepper"),
            **{name: api.api_id for name, api in apis.items()},
        )

    def _keep_watch(self) -> None:
        function = self.doors["worker"].function
        alerts = watch.topic(self, "alerts", self.choices.emails)
        alerts.grant_publish(function)
        function.add_environment("LEANTO_ALERTS_TOPIC", alerts.topic_arn)
        put_aside = worker.add(self, function, self.shelves["safety"])
        told = watch.topic(self, "alarms", self.choices.emails)
        watch.may_alarm(told)
        alarms.add(self, self.doors, self.shelves, put_aside, told)
        if not self.choices.local_port:
            watch.add_budget(self, self.choices.budget_usd, self.choices.emails)
        self._tell(AlertsTopic=alerts.topic_arn, AlarmsTopic=told.topic_arn)

    def _tell(self, **outputs: str) -> None:
        for name, value in outputs.items():
            CfnOutput(self, name, value=value)

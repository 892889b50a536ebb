"""What CloudFormation has no word for: two secrets made once, and the site's files in their bucket.

Each is a custom resource with a function and a role of its own, from the sources in `makers/`.
"""

from collections.abc import Iterable
from pathlib import Path

from aws_cdk import CustomResource, Duration, Stack
from aws_cdk import aws_cloudfront as cdn
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as functions
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_assets as assets

from cloud import doors

MAKERS = Path(__file__).with_name("makers")
SECONDS = 300


def add_keys(stack: Stack) -> str:
    """The pepper and the origin-verify secret; the latter as a value for the edge and the doors."""
    names = [doors.parameter_arn(stack, name) for name in ("pepper", "origin-verify")]
    allowed = iam.PolicyStatement(actions=["ssm:PutParameter", "ssm:GetParameter"], resources=names)
    made = CustomResource(
        stack,
        "Keys",
        service_token=_maker(stack, "keys", [allowed]).function_arn,
        resource_type="Custom::Keys",
        properties={
            "Pepper": doors.parameter(stack, "pepper"),
            "OriginVerify": doors.parameter(stack, "origin-verify"),
        },
    )
    verify: str = made.get_att_string("OriginVerify")
    return verify


def add_files(stack: Stack, site: Path, bucket: s3.Bucket, edge: cdn.Distribution) -> None:
    """The site's files, brought to the bucket and fresh at the edge."""
    source = assets.Asset(stack, "Site", path=str(site))
    allowed = [
        iam.PolicyStatement(
            actions=["s3:GetObject"],
            # An upgrade reads the zip of the release before, whose name is another hash.
            resources=[source.bucket.arn_for_objects("*")],
        ),
        iam.PolicyStatement(
            actions=["s3:PutObject", "s3:DeleteObject"], resources=[bucket.arn_for_objects("*")]
        ),
        iam.PolicyStatement(actions=["s3:ListBucket"], resources=[bucket.bucket_arn]),
        iam.PolicyStatement(
            actions=["cloudfront:CreateInvalidation"], resources=[edge.distribution_arn]
        ),
    ]
    CustomResource(
        stack,
        "Files",
        service_token=_maker(stack, "files", allowed).function_arn,
        resource_type="Custom::Files",
        properties={
            "Source": source.s3_bucket_name,
            "Key": source.s3_object_key,
            "Bucket": bucket.bucket_name,
            "Distribution": edge.distribution_id,
        },
    )


def _maker(stack: Stack, name: str, allowed: Iterable[iam.PolicyStatement]) -> functions.Function:
    log = doors.log_group(stack, f"{name}-maker")
    made = functions.Function(
        stack,
        f"{name.title()}Maker",
        function_name=f"{stack.stack_name}-{name}-maker",
        code=functions.Code.from_asset(str(MAKERS), exclude=["__pycache__"]),
        handler=f"{name}.handler",
        runtime=functions.Runtime.PYTHON_3_13,
        architecture=functions.Architecture.ARM_64,
        memory_size=256,
        timeout=Duration.seconds(SECONDS),
        role=doors.role(stack, f"{name}-maker", log, allowed),
        log_group=log,
    )
    # Its permissions are there before it is called.
    made.node.add_dependency(made.role)
    return made

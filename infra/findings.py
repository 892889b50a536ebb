"""What the rules of cdk-nag find in the stack, and why it stays: ten reasons. Data alone.

Each reason is held to the template by a test of its own (`tests/infra/cloud/test_findings.py`).
Anything else that is found stops the deployment.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason, and the rules that it answers."""

    rules: tuple[str, ...]
    words: str


REASONS = (
    Reason(
        rules=(
            "AwsSolutions-APIG1",
            "AwsSolutions-CFR3",
            "AwsSolutions-S1",
            "Serverless-APIGWAccessLogging",
            "Serverless-LambdaTracing",
        ),
        words="Nobody's visit is written down: a log of addresses and paths would say who came to"
        " which conversation. The functions log statuses and times for a week.",
    ),
    Reason(
        rules=("AwsSolutions-APIG4",),
        words="People sign in to the forum, not to AWS. Each door checks its session and its table"
        " of routes, and takes requests only from the edge, by a secret header.",
    ),
    Reason(
        rules=("AwsSolutions-CFR1",),
        words="Somebody in need of help may be in any country.",
    ),
    Reason(
        rules=("AwsSolutions-CFR2",),
        words="A web application firewall costs more a month than all the rest. Throttles, limits"
        " of the tables and the doors' own pace bound what abuse can do and cost.",
    ),
    Reason(
        rules=("AwsSolutions-CFR4",),
        words="Without a domain of its own the site has the CDN's certificate, whose policy is not"
        " ours to set; with one it is TLS 1.2 or newer.",
    ),
    Reason(
        rules=("AwsSolutions-DDB3",),
        words="The ephemeral table must not be recoverable, or destroyed salts would be.",
    ),
    Reason(
        rules=(
            "AwsSolutions-IAM5[Resource::<Bucket83908E77.Arn>/*]",
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-"
            "{account}-{region}/*]",
            "AwsSolutions-IAM5[Resource::*]",
        ),
        words="The maker of files may write any file of the site's own bucket and read any zip"
        " that the CDK sent up, because the release before has another name; AWS lets nobody name"
        " a table in ListStreams.",
    ),
    Reason(
        rules=("AwsSolutions-L1", "Serverless-LambdaLatestVersion"),
        words="Python 3.13 is the version that the bundle is locked for and tested with.",
    ),
    Reason(
        rules=("AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy"),
        words="The queue is itself where failed work is put aside.",
    ),
    Reason(
        rules=("Serverless-LambdaDLQ", "Serverless-SNSRedrivePolicy"),
        words="The doors are asked and answer at once, so there is nothing to put aside; the maker"
        " of keys and of files answer CloudFormation themselves. The worker has its queue. An email"
        " that did not arrive has nothing in it that is not in the moderators' queue or an alarm.",
    ),
)

"""The moderators' topic: that somebody should look, and never at what."""

import boto3
from botocore.config import Config


def send_alert(topic: str, subject: str, words: str) -> None:
    """One message to everybody who follows the topic. Raises what boto3 raises: whoever called the
    worker tries again.
    """
    config = Config(
        connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 2}
    )
    boto3.client("sns", config=config).publish(TopicArn=topic, Subject=subject, Message=words)

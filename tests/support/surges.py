"""What CloudWatch calls a function with when the alarm of a surge changes."""

from datetime import datetime
from typing import Any


def alarm(door: str, at: datetime, state: str = "ALARM", stack: str = "leanto") -> dict[str, Any]:
    """The event: see "Lambda" among the alarm actions of the CloudWatch user guide."""
    name = f"{stack}-{door}-surge"
    return {
        "source": "aws.cloudwatch",
        "alarmArn": f"arn:aws:cloudwatch:eu-west-2:123456789012:alarm:{name}",
        "accountId": "123456789012",
        "time": at.strftime("%Y-%m-%dT%H:%M:%S.000+0000"),
        "region": "eu-west-2",
        "alarmData": {
            "alarmName": name,
            "state": {"value": state, "timestamp": at.strftime("%Y-%m-%dT%H:%M:%S.000+0000")},
            "previousState": {"value": "OK" if state == "ALARM" else "ALARM"},
        },
    }

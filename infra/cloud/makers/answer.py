"""How a custom resource tells CloudFormation that it has done its work, or has not."""

import json
import urllib.request
from collections.abc import Callable
from typing import Any

Event = dict[str, Any]
Work = Callable[[Event], dict[str, str]]


def told(event: Event, context: Any, name: str, work: Work) -> None:
    """Do the work and answer with what it returns. Every outcome is answered: CloudFormation
    waits an hour for a silent one. Values are never echoed, nor an error's message kept.
    """
    answer: Event = {
        "Status": "SUCCESS",
        "PhysicalResourceId": name,
        "NoEcho": True,
        **{key: event[key] for key in ("StackId", "RequestId", "LogicalResourceId")},
    }
    try:
        answer["Data"] = work(event)
    except Exception as error:
        log = getattr(context, "log_stream_name", "")
        answer |= {"Status": "FAILED", "Reason": f"{type(error).__name__}; its log: {log}"}
        print(type(error).__name__)
    body = json.dumps(answer).encode()
    request = urllib.request.Request(event["ResponseURL"], data=body, method="PUT")
    request.add_header("Content-Type", "")
    urllib.request.urlopen(request, timeout=10).close()

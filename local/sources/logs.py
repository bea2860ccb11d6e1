"""CloudWatch Logs: writes an error line into the log of the function that says messages."""

import json
import secrets
import time

from local.sources import Stack


def fire(stack: Stack) -> str:
    """One line, in a stream of its own."""
    logs, group, stream = stack.client("logs"), stack.part("SendMessageLog"), f"fired-{secrets.token_hex(4)}"
    line = json.dumps({"level": "ERROR", "message": "a door failed", "exception_name": "Internal"})
    logs.create_log_stream(logGroupName=group, logStreamName=stream)
    events = [{"timestamp": int(time.time() * 1000), "message": line}]
    logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=events)
    return "logs put-log-events"

"""CloudWatch Logs: error lines are cards in a room. Push: a subscription filter calls, and Lambda tries again.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
"""

import json
import zlib
from base64 import b64decode
from collections.abc import Iterator

from aws_lambda_powertools.utilities.data_classes import CloudWatchLogsEvent
from aws_lambda_powertools.utilities.data_classes.cloud_watch_logs_event import CloudWatchLogsDecodedData

from chat.plain import fields
from chat.speaking import Said
from errors import TooLarge
from manners.push import push_door

# What is called with is 1 MB at most, and lines of log shrink to a tenth. Whoever sends more fills our memory.
LARGEST = 16 * 1024 * 1024

# A failure that repeats is as plain after so many lines: the room is for people.
LINES = 20


def says(event: CloudWatchLogsEvent) -> Iterator[Said]:
    """A card for each line, and where there are too many, how many more there are and where."""
    data = CloudWatchLogsDecodedData(json.loads(_inflated(event.raw_logs_data)))
    if data.message_type != "DATA_MESSAGE":
        return
    function = data.log_group.removeprefix("/aws/lambda/")
    lines = data.log_events
    for line in lines[:LINES]:
        yield Said(line.get_id, _card(line.message, function))
    if len(lines) > LINES:
        yield Said(f"{lines[LINES].get_id}-more", f"{function}: {len(lines) - LINES} more lines like these")


def _inflated(data: str) -> bytes:
    """Powertools inflates whatever comes, however large it gets."""
    inflating = zlib.decompressobj(zlib.MAX_WBITS | 32)
    inflated = inflating.decompress(b64decode(data), LARGEST)
    if inflating.unconsumed_tail:
        raise TooLarge(f"the lines are more than {LARGEST} bytes")
    return inflated


def _card(line: str, function: str) -> str:
    """What the functions' logger writes, in words; of any other line its beginning. Traces stay in the log."""
    told = fields(line)
    if not told:
        return f"{function}: {next(iter(line.strip().splitlines()), 'an empty line')}"
    parts = (str(told.get(name) or "") for name in ("level", "message", "exception_name"))
    return " · ".join(filter(None, (function, *parts)))


handler = push_door("logs", CloudWatchLogsEvent, says)

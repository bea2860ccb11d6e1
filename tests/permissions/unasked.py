"""What the roles allow and no flow on a laptop can show to be needed: the emulator asks nobody for it, each with why.

That these stand in the roles as AWS wants them, and with no wider resource, is for tests/template/test_expanded.py.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase

MAPPING = "Lambda uses it on behalf of the mapping; the emulator's mappings ask for nothing"
PUT_AWAY = "Lambda puts away with it what failed; the emulator's Lambda asks for nothing"

INSPECTED = "only a deployment with ModerationFunction has it, and the flows' stack has no such function"
SCHEDULER = "EventBridge Scheduler calls, and puts away, by this role; the emulator's takes on no role"


@dataclass(frozen=True)
class Unasked:
    """Actions of functions, or of roles that no function has; both as patterns of a shell."""

    function: str
    action: str
    why: str


UNASKED = (
    Unasked("*", "logs:*", "Lambda writes the log; the emulator's Lambda asks for nothing"),
    Unasked("*", "execute-api:ManageConnections", "the local gateway asks for nothing"),
    Unasked("deliver", "sqs:[!S]*", MAPPING),
    Unasked("sources.sqs", "sqs:[!S]*", MAPPING),
    Unasked("sources.kinesis", "kinesis:*", MAPPING),
    Unasked("table_stream", "dynamodb:*Stream*", MAPPING),
    Unasked("table_stream", "dynamodb:GetRecords", MAPPING),
    Unasked("table_stream", "dynamodb:GetShardIterator", MAPPING),
    Unasked("table_stream", "sqs:SendMessage", PUT_AWAY),
    Unasked("sources.*", "sqs:SendMessage", PUT_AWAY),
    *(
        Unasked(function, "lambda:InvokeFunction", INSPECTED)
        for function in ("change_message", "files", "http_api", "send_message")
    ),
    Unasked("SweepingRole", "lambda:InvokeFunction", SCHEDULER),
    Unasked("ReminderRole", "*", SCHEDULER),
    Unasked(
        "PublicationsRole", "sqs:SendMessage", "IoT puts away with it what failed; the emulator's asks for nothing"
    ),
)


def why_unasked(function: str, action: str) -> str:
    """Why the emulator asks nobody for it; empty where it does."""
    fits = (one.why for one in UNASKED if fnmatchcase(function, one.function) and fnmatchcase(action, one.action))
    return next(fits, "")

"""Schedule: makes a reminder for a second from now, as anyone may who may make schedules."""

import json
import secrets
from datetime import UTC, datetime, timedelta

from local.sources import Stack


def fire(stack: Stack) -> str:
    """One schedule, which is gone once it has been."""
    soon = datetime.now(UTC) + timedelta(seconds=1)
    functions = stack.client("lambda")
    target = {
        "Arn": functions.get_function_configuration(FunctionName=stack.part("Schedule"))["FunctionArn"],
        "RoleArn": stack.client("iam").get_role(RoleName=stack.part("ReminderRole"))["Role"]["Arn"],
        "Input": json.dumps({"text": "Stand-up in five minutes."}),
    }
    stack.client("scheduler").create_schedule(
        Name=f"reminder-{secrets.token_hex(4)}",
        ScheduleExpression=f"at({soon:%Y-%m-%dT%H:%M:%S})",
        FlexibleTimeWindow={"Mode": "OFF"},
        ActionAfterCompletion="DELETE",
        Target=target,
    )
    return "scheduler create-schedule"

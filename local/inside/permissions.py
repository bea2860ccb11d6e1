"""What IAM asks for where the emulator enforces it: ministack has permissions of its own for SQS's batches.

Who sends, deletes or hides a batch needs the permission for one of them:
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
"""

import logging
from typing import Any

from ministack.core import iam_evaluator  # type: ignore[import-not-found]

BATCHES = {
    f"sqs:{single}Batch": f"sqs:{single}" for single in ("SendMessage", "DeleteMessage", "ChangeMessageVisibility")
}

log = logging.getLogger("permissions")


def ask_as_aws_does() -> None:
    """From now on a batch needs what AWS asks for, and whoever is refused something is in the emulator's log."""
    enforce = iam_evaluator.enforce

    def enforced(key: str, action: str, *more: Any, **resource: Any) -> Any:
        asked = BATCHES.get(action, action)
        denied = enforce(key, asked, *more, **resource)
        if principal := getattr(denied, "principal_arn", ""):
            log.warning("%s is not authorized to perform: %s on %s", principal, asked, resource.get("resource_arn"))
        return denied

    iam_evaluator.enforce = enforced

"""One line a call, and in it what the call has counted: CloudWatch makes metrics of that by itself.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics.provider.cloudwatch_emf.cloudwatch import AmazonCloudWatchEMFProvider

import metrics
from config import settings

NAMESPACE = "Parley"

logger = Logger(service="parley", location=None)
_emf = AmazonCloudWatchEMFProvider(namespace=NAMESPACE)


def write(what: str, **fields: Any) -> None:
    """The line of a call that has ended; it has no text, no name and no token. Fields without a value are left out."""
    counted, notes = metrics.take()
    said = {name: value for name, value in (notes | fields).items() if value is not None}
    logger.info(what, **(said | _embedded(counted) | _most(counted)))


def failed(what: str, **fields: Any) -> None:
    """What is our fault is counted, and is in the log with its trace; to be called where it was caught."""
    metrics.count_of("error", "internal")
    logger.exception(what, **fields)


def _most(counted: dict[str, Any]) -> dict[str, Any]:
    """The greatest of each array: to Logs Insights its values are fields of their own, which no query can add up.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
    """
    return {f"most_{name}": max(values) for name, values in counted.items() if isinstance(values, list)}


def _embedded(counted: dict[str, Any]) -> dict[str, Any]:
    """The metrics as CloudWatch finds them in a line. Their one dimension is the stack: each further would cost."""
    if not counted:
        return {}
    described = {name: {"Unit": metrics.unit(name), "Value": value} for name, value in counted.items()}
    return dict(_emf.serialize_metric_set(described, {"stack": settings().stack}, {}))

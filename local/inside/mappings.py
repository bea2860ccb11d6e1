"""Lets the concurrency of a queue's mapping be a template parameter: ministack keeps it as text, and polls no queue."""

from typing import Any

from ministack.services import lambda_svc  # type: ignore[import-not-found]


def count() -> None:
    """From now on the concurrency of a mapping is a number, whatever CloudFormation has made of it."""
    concurrency = lambda_svc._sqs_esm_concurrency

    def counted(mapping: dict[str, Any], *more: Any) -> Any:
        scaling = mapping.get("ScalingConfig") or {}
        return concurrency(mapping | {"ScalingConfig": {name: int(value) for name, value in scaling.items()}}, *more)

    lambda_svc._sqs_esm_concurrency = counted

"""Lets an alarm of several metrics be deployed: ministack knows alarms of one metric only, and refuses the stack."""

from typing import Any

from ministack.services.cloudformation import provisioners  # type: ignore[import-not-found]


def of_several_metrics() -> None:
    """From now on such an alarm is there with its actions, and its state can be set; nothing computes it."""
    record = provisioners._cw_metric_alarm_record

    def recorded(name: str, properties: dict[str, Any]) -> Any:
        metrics = properties.get("Metrics")
        if not metrics:
            return record(name, properties)
        (result,) = (metric for metric in metrics if metric.get("ReturnData", True))
        # A name that no metric has: the emulator would compare whatever has it.
        stands_for = {"Namespace": "several metrics", "MetricName": result["Expression"]}
        return record(name, {key: value for key, value in properties.items() if key != "Metrics"} | stands_for)

    provisioners._cw_metric_alarm_record = recorded

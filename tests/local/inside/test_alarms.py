"""An alarm of several metrics is deployed, and nothing computes it."""

import pytest

from local.aws import client
from local.stack import Stack

pytestmark = pytest.mark.xdist_group("laptop")


def test_an_alarm_of_several_metrics_is_there_and_can_be_set_off(laptop: Stack) -> None:
    cloudwatch = client("cloudwatch", laptop.endpoints.aws)

    def alarm() -> tuple[str, str, str]:
        (found,) = cloudwatch.describe_alarms(AlarmNames=["parley-troubles"])["MetricAlarms"]
        return found["Namespace"], found["MetricName"], found["StateValue"]

    assert alarm() == ("several metrics", "m1 + m2", "INSUFFICIENT_DATA")
    cloudwatch.put_metric_data(Namespace="Own", MetricData=[{"MetricName": "one", "Value": 7}])
    assert alarm()[2] == "INSUFFICIENT_DATA"
    cloudwatch.set_alarm_state(AlarmName="parley-troubles", StateValue="ALARM", StateReason="tried")
    assert alarm()[2] == "ALARM"

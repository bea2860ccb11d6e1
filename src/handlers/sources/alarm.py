"""CloudWatch alarm: a change of its state is a card in a room. Push: the alarm's action calls, and Lambda tries again.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
"""

from collections.abc import Iterator

from aws_lambda_powertools.utilities.data_classes import CloudWatchAlarmEvent

from chat.speaking import Said
from manners.push import push_door


def says(event: CloudWatchAlarmEvent) -> Iterator[Said]:
    """Which alarm, from which state to which, and why."""
    alarm = event.alarm_data
    before = (alarm.get("previousState") or {}).get("value", "new")
    description = (alarm.get("configuration") or {}).get("description") or ""
    lines = (f"{alarm.alarm_name}: {before} → {alarm.state.value}", description, alarm.state.get("reason") or "")
    # An alarm's name may have any character, its state's time has no newline.
    yield Said(f"{alarm.alarm_name}\n{alarm.state.timestamp}", "\n".join(filter(None, lines)))


handler = push_door("alarm", CloudWatchAlarmEvent, says)

"""SNS: a topic speaks in a room. Push: SNS calls, and Lambda tries again."""

from collections.abc import Iterator

from aws_lambda_powertools.utilities.data_classes import SNSEvent

from chat.speaking import Said
from manners.push import push_door


def says(event: SNSEvent) -> Iterator[Said]:
    """Each notification; the message attributes `room` and `name` say where and as whom."""
    for record in event.records:
        sns = record.sns
        subject = sns.get("Subject") or ""
        attributes = {name: attribute["Value"] for name, attribute in (sns.get("MessageAttributes") or {}).items()}
        yield Said(
            sns.message_id,
            f"{subject}\n{sns.message}" if subject else sns.message,
            attributes.get("room", ""),
            attributes.get("name", ""),
            {"subject": subject, "message": sns.message, "topic": sns.topic_arn.rpartition(":")[2]},
        )


handler = push_door("sns", SNSEvent, says)

"""Queues at the local AWS, for what is measured by way of one."""

from local.aws import client
from tests.parts.processes import REGION


def queue(aws: str, name: str) -> str:
    """A new queue's URL; what is taken out of it is not seen again for as long as template.yaml says."""
    return str(
        client("sqs", aws, REGION).create_queue(QueueName=name, Attributes={"VisibilityTimeout": "180"})["QueueUrl"]
    )

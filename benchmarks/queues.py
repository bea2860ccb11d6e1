"""Queues at the local AWS, for what is measured by way of one."""

import boto3

from tests.parts import processes


def queue(aws: str, name: str) -> str:
    """A new queue's URL; what is taken out of it is not seen again for as long as template.yaml says."""
    sqs = boto3.client(
        "sqs",
        endpoint_url=aws,
        region_name=processes.REGION,
        aws_access_key_id=processes.CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=processes.CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )
    return str(sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "180"})["QueueUrl"])

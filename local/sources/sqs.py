"""SQS: sends a message to the stack's inbox."""

from local.sources import Stack


def fire(stack: Stack) -> str:
    """One message."""
    stack.client("sqs").send_message(QueueUrl=stack.part("Inbox"), MessageBody="The order 4711 waits for approval.")
    return "sqs send-message"

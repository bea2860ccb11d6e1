"""SNS: publishes to the stack's topic."""

from local.sources import Stack


def fire(stack: Stack) -> str:
    """One notification."""
    stack.client("sns").publish(TopicArn=stack.part("Topic"), Subject="Backup", Message="Nightly backup done.")
    return "sns publish"

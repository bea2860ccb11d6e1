"""Direct: invokes the function, as any backend may."""

import json

from local.sources import Stack


def fire(stack: Stack) -> str:
    """One call, which waits for its answer."""
    event = json.dumps({"text": "The deploy of 14:05 is live.", "name": "Deploys"})
    answer = stack.client("lambda").invoke(FunctionName=stack.part("Direct"), Payload=event.encode())
    assert "FunctionError" not in answer, answer["Payload"].read()
    return "lambda invoke"

"""Application Load Balancer: posts a form to the stack's load balancer, as tools for other chats do."""

import json
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from local.sources import Stack


def fire(stack: Stack) -> str:
    """One POST."""
    balancer = stack.part("Balancer").split("/")[-2]
    form = urlencode({"payload": json.dumps({"text": "Probe 7 is up again."})}).encode()
    with urlopen(Request(f"{stack.aws}/_alb/{balancer}/rooms/operations", form), timeout=60) as answer:
        return f"POST /rooms/operations, answered {answer.status}"

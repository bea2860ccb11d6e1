"""What comes after a sign-in has ended: no test waits until a token ends, so the functions are called as they are then.

API Gateway hands out the authorizer's word of the handshake for as long as the connection lasts, so each function looks
whether a newer token was brought meanwhile.
"""

import asyncio
import json
import time

from local.aws import client
from local.stack import Stack
from tests.events import frame
from tests.promises.people import DOORS


async def each_action_comes_after_the_sign_in_has_ended(stack: Stack) -> None:
    """It is refused, and no function fails."""
    functions, past = client("lambda", stack.endpoints.aws), time.time() - 60
    for action, door in DOORS.items():
        name = f"{stack.endpoints.stack}-{door.replace('_', '-')}"
        event = json.dumps(frame(action, {"action": action, "id": action}, user="oidc:cleo", expires=past))
        answer = await asyncio.to_thread(functions.invoke, FunctionName=name, Payload=event.encode())
        assert json.loads(answer["Payload"].read()) == {"statusCode": 200}

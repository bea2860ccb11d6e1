"""EventBridge: puts an event on the stack's bus."""

import json

from local.sources import Stack


def fire(stack: Stack) -> str:
    """One event, of a shop that knows nothing of Parley."""
    entry = {
        "EventBusName": stack.part("Bus"),
        "Source": "shop.orders",
        "DetailType": "Order shipped",
        "Detail": json.dumps({"order": 4711, "carrier": "post"}),
    }
    stack.client("events").put_events(Entries=[entry])
    return "events put-events"

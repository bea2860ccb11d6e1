"""Smart home: directs the deployed function as Alexa would, which reaches no laptop."""

import uuid

from local.sources import Stack, call, event


def fire(stack: Stack) -> str:
    """One directive, with an id of its own."""
    directed = event("smart_home")
    directed["directive"]["header"]["messageId"] = str(uuid.uuid4())
    call(stack, "smart_home", directed)
    return "lambda invoke, with events/smart_home.json and a new id"

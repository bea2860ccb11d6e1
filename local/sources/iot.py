"""IoT: publishes as a device does."""

from local.sources import Stack


def fire(stack: Stack) -> str:
    """One message on the room's topic."""
    stack.client("iot-data").publish(
        topic="rooms/operations/say", qos=1, payload=b"The door of the cold store is open."
    )
    return "iot-data publish"

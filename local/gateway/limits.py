"""The quotas of a WebSocket API that cannot be raised.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
"""

from dataclasses import dataclass

FRAME_BYTES = 32 * 1024
MESSAGE_BYTES = 128 * 1024
POST_BYTES = 128 * 1024
INTEGRATION_SECONDS = 29.0

# AWS answers 429 when "the WebSocket client side buffer is full" and does not say how much that is.
BUFFER_BYTES = 1024 * 1024
# What one connection may have under way before the gateway stops reading from it: a laptop has an end, AWS hardly.
MESSAGES_UNDER_WAY = 100
# Connections that may wait to be accepted: a fan-out opens many at once, and one refused waits a second.
BACKLOG = 1024


@dataclass(frozen=True)
class Limits:
    """How long a connection may stay silent, and how long it may last."""

    idle_seconds: float = 600.0
    duration_seconds: float = 7200.0

"""One frame on its way to many connections, through API Gateway's Management API."""

from delivery.fanout import Outcome, deliver, disconnect

__all__ = ["Outcome", "deliver", "disconnect"]

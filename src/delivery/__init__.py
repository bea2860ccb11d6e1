"""One frame on its way to many connections, through API Gateway's Management API."""

from delivery.fanout import Outcome, close, deliver, disconnect, gone
from delivery.share import Share

__all__ = ["Outcome", "Share", "close", "deliver", "disconnect", "gone"]

"""One frame on its way to many connections, through API Gateway's Management API."""

from delivery.fanout import Outcome, deliver, disconnect, gone
from delivery.share import Share

__all__ = ["Outcome", "Share", "deliver", "disconnect", "gone"]

"""Identifiers that look like API Gateway's: 16 characters of base64 that end in `=`."""

import base64
import os


def new_id() -> str:
    """A fresh identifier for a connection, a message or a request."""
    return base64.urlsafe_b64encode(os.urandom(11)).decode()

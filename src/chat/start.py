"""What a door does once, before its first event: a wrong setting fails here and is named, and clients are warm."""

from functools import cache

from config import settings
from models import table
from models.table import asking_until

__all__ = ["asking_until", "start"]


@cache
def connect() -> None:
    """Connect the models to the table once, for a door that may never need it."""
    table.connect()


def start() -> None:
    """Connect the models to the table of the settings; Misconfigured names the setting that is missing or wrong."""
    table.connect()
    if settings().in_lambda:
        # Lambda gives a function more CPU while it starts than when it is called.
        table.warm()

"""What a door does once, before its first event: a wrong setting fails here and is named, and clients are warm."""

from delivery import queue
from models import table


def start() -> None:
    """Connect the models to the table of the settings; Misconfigured names the setting that is missing or wrong."""
    table.connect()
    queue.connect(table.session())

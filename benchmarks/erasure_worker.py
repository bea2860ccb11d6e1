"""One process that exports or erases a user step by step, and says after each step how far it is: it may be killed."""

import json
import sys
import time

from chat.admin.erasing import erase
from chat.admin.exporting import export
from chat.start import start

STEP_SECONDS = 5.0


def main(what: str, user: str) -> None:
    """A line of JSON a step, until it is done."""
    start()
    while True:
        deadline = time.monotonic() + STEP_SECONDS
        told = erase(user, "benchmark", deadline) if what == "erasure" else export(user, deadline)
        print(json.dumps(told), flush=True)
        if told["done"]:
            return
        time.sleep(told.get("wait", 0))


if __name__ == "__main__":
    main(*sys.argv[1:])

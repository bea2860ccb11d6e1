"""`make talk`: the terminal client in the room of the chat that runs in this clone."""

import os
import sys

from local.endpoints import Endpoints
from local.places import TREE, Places


def main(arguments: list[str]) -> int:
    """Becomes the terminal client; says so when nothing runs."""
    try:
        endpoints = Endpoints.read(Places().endpoints)
    except FileNotFoundError:
        print("Nothing runs in this clone: `make run` starts the chat.", file=sys.stderr)
        return 1
    environment = os.environ | {"PYTHONPATH": str(TREE / "client")}
    os.execve(sys.executable, [sys.executable, "-m", "parley", endpoints.websocket, *arguments], environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

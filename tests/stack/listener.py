"""A client in a process of its own, to be killed: `python listener.py URL ROOM` prints each frame that it gets."""

import json
import sys

from websockets.sync.client import connect


def main(url: str, room: str) -> None:
    """Joins the room and prints what comes, one frame a line, until it is killed."""
    with connect(url) as socket:
        socket.send(json.dumps({"action": "joinRoom", "room": room}))
        for frame in socket:
            print(frame, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Somebody in a large room, who says something for each line of standard input.

`python -m benchmarks.large_room_speaker` prints when it began and was done (monotonic), how many shares others have to
deliver, and the CPU seconds that it took.
"""

import json
import sys
import time


def main() -> None:
    sys.path.insert(0, "src")
    import frames
    from chat.messages import say
    from chat.start import start
    from identity import Caller
    from models import crowd, entrance
    from models.connection import Connection
    from models.room import Room

    start()
    caller = Caller("speaker=", "guest:ana", "Ana")
    Room.opened("general")
    Connection.remember(caller.user, caller.connection)
    entrance.enter(caller.user, caller.name, caller.connection, "general")
    print("ready", flush=True)
    for number, _ in enumerate(sys.stdin):
        reach = crowd.look("general").spread.reach
        began, used = time.monotonic(), time.process_time()
        say(caller, frames.SendMessage("general", f"id-{number}", "x" * 100), began + 60)
        done, used = time.monotonic(), time.process_time() - used
        print(json.dumps([began, done, reach if reach > 1 else 0, used]), flush=True)


if __name__ == "__main__":
    main()

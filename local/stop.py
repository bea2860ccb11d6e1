"""`make stop`: stops what `make run` started in this clone, and waits until it is over. Standard library only."""

import os
import signal
import sys
import time

from local.alone import running
from local.places import Places
from local.steps import say

PATIENCE = 40.0


def main(quiet: bool) -> int:
    """Asks the run to stop, as Ctrl-C does."""
    lock = Places().run_lock
    pid = running(lock)
    if pid is None:
        if not quiet:
            say("Nothing runs in this clone.")
        return 0
    os.kill(pid, signal.SIGTERM)
    say(f"Stopping process {pid} …")
    deadline = time.monotonic() + PATIENCE
    while running(lock) == pid:
        if time.monotonic() > deadline:
            say(f"Process {pid} has not stopped after {PATIENCE:.0f} s; kill -9 {pid} ends it and all that it started.")
            return 1
        time.sleep(0.05)
    say("Stopped. The rooms and their messages are kept.")
    return 0


if __name__ == "__main__":
    sys.exit(main("--quiet" in sys.argv))

"""A worker as Lambda has them, by itself in a process: one event at a time, until it is killed or has no more to do.

    python -m tests.checker.worker handlers.join_room …

loads the handlers once and prints a port. Each connection to it is a worker of its own, forked when it comes: a line of
JSON in is an invocation, a line out is its answer. The end of standard input ends it all.
"""

import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Sequence
from typing import Any

from tests.checker.trouble import Trouble, install

SECONDS = 10.0


class Context:
    """What a handler may ask of Lambda's context."""

    function_name = "checker"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-west-1:000000000000:function:checker"
    aws_request_id = "checker"

    def __init__(self) -> None:
        self._end = time.monotonic() + SECONDS

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until Lambda would end it."""
        return int((self._end - time.monotonic()) * 1000)


def main(handlers: Sequence[str]) -> None:
    """Loads, listens, forks."""
    for name in handlers:
        importlib.import_module(name)
    trouble = install()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        print("listening on", listener.getsockname()[1], flush=True)
        # Nobody reads on: what the handlers print goes where their errors go.
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        while True:
            ready, _, _ = select.select([listener, sys.stdin], [], [])
            if sys.stdin in ready:
                return
            connection, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                _serve(connection, trouble)
                os._exit(0)
            connection.close()


def _serve(connection: socket.socket, trouble: Trouble) -> None:
    with connection.makefile("rw", encoding="utf-8", newline="\n") as line:
        for given in line:
            order = json.loads(given)
            trouble.begin(order["fault"])
            line.write(json.dumps(_invoke(order["function"], order["event"]) | {"met": trouble.met}) + "\n")
            line.flush()


def _invoke(function: str, event: dict[str, Any]) -> dict[str, Any]:
    module, _, name = function.rpartition(".")
    try:
        return {"answer": getattr(importlib.import_module(module), name)(event, Context())}
    except Exception as error:
        return {"error": str(error)}


if __name__ == "__main__":
    main(sys.argv[1:])

"""`python -m local.lifeline MODULE ARG…` runs a module that ends when whoever started it ends, kill -9 included.

The starter holds the other end of this process's standard input. When that closes, this process and all that it started
are told to stop; who has not after a while is killed. Standard library only: it runs in every environment.
"""

import os
import runpy
import signal
import sys
import threading
import time
from collections.abc import Callable

PATIENCE = 15.0


def hold(patience: float = PATIENCE) -> None:
    """From now on this process stops when its standard input closes."""
    line = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    threading.Thread(target=_watch, args=(line, patience), name="lifeline", daemon=True).start()


def _watch(line: int, patience: float) -> None:
    while os.read(line, 1024):
        pass
    leads = os.getpgrp() == os.getpid()
    tell: Callable[[int, int], None] = os.killpg if leads else os.kill
    tell(os.getpid(), signal.SIGTERM)
    time.sleep(patience)
    tell(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    module, sys.argv = sys.argv[1], sys.argv[1:]
    hold()
    runpy.run_module(module, run_name="__main__", alter_sys=True)

"""`make run`: the whole chat on this machine, until Ctrl-C."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from types import FrameType

from botocore.exceptions import BotoCoreError, ClientError

from local import logs
from local.alone import AlreadyRunning, alone
from local.child import ChildFailed
from local.endpoints import Endpoints
from local.places import Places
from local.ports import Ports, PortTaken, choose, variable
from local.sam import SamFailed
from local.stack import Stack
from local.steps import say, seconds
from local.supervise import supervise
from local.watch import Watch

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    """Runs the stack of this clone; the exit code."""
    for one in ENDINGS:
        signal.signal(one, _interrupt)
    places = Places()
    try:
        return _run(places)
    except KeyboardInterrupt:
        say("Stopped. The rooms and their messages are kept; `make run` goes on from here.")
        return 0
    except AlreadyRunning as error:
        say(_already(places, error.pid))
    except (PortTaken, ChildFailed, SamFailed, BotoCoreError, ClientError, OSError) as error:
        say(str(error))
    return 1


def _run(places: Places) -> int:
    started, since = time.monotonic(), time.time()
    with alone(places.run_lock, say) as run:
        ports = choose({one.name: os.environ.get(variable(one.name), "") for one in fields(Ports)}, places.ports, say)
        stack = Stack(places.home, ports=ports, web=True, say=say, on_children=run.remember)
        with stack, _function_logs(places):
            _announce(stack.endpoints, time.monotonic() - started)
            with Watch(places, reload=stack.put_source_live, deploy=stack.redeploy, say=say, since=since):
                return supervise(stack, say)


def _announce(endpoints: Endpoints, took: float) -> None:
    python = ".parley/venv/project/bin/python"
    say(f"""
Parley runs, {seconds(took)} after the start. Open the page in two windows and talk:

  page        {endpoints.web}
  figures     {endpoints.web}/figures/
  WebSocket   {endpoints.websocket}?guest=ana
  terminal    make talk NAME=ana ROOM=general
              PYTHONPATH=client {python} -m parley {endpoints.websocket} --name ana --room general
  stop        Ctrl-C here, or `make stop` in another terminal; the state is kept

A saved change under src/ is live at once. What the functions log appears below, and with `make logs`.
""")


@contextmanager
def _function_logs(places: Places) -> Iterator[None]:
    stop = threading.Event()
    arguments = (places.function_log, stop, say, logs.is_verbose())
    thread = threading.Thread(target=logs.show, args=arguments, name="function logs", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _already(places: Places, pid: int) -> str:
    try:
        where = Endpoints.read(places.endpoints).web
    except FileNotFoundError:
        return f"Parley is already starting in this clone (process {pid})."
    return f"Parley is already running in this clone (process {pid}): {where}\n`make stop` stops it."


def _interrupt(signum: int, frame: FrameType | None) -> None:
    """The first signal stops everything in order; a second one does not disturb that."""
    for one in ENDINGS:
        signal.signal(one, signal.SIG_IGN)
    say("\nStopping …")
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())

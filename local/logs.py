"""What the functions log, made readable: in the terminal of `make run`, and with `make logs` in another one.

Standard library only.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any, TextIO

from local.places import Places
from local.steps import Say, say

PAUSE = 0.2
FIRST = ("level", "message")
LEFT_OUT = ("timestamp", "time", "service", "stack", "_aws")
FOR_QUERIES = "most_"  # of what stands in the line already


def follow(path: Path, stop: threading.Event, from_start: bool = True) -> Generator[dict[str, Any]]:
    """The records in the file as they come, until `stop`; goes on when the file begins anew."""
    file: TextIO | None = None
    try:
        while not stop.is_set():
            if file is None or _replaced(file, path):
                file = _open(path, at_end=file is None and not from_start)
            line = file.readline() if file else ""
            if line.endswith("\n"):
                yield json.loads(line)
                continue
            if file and line:
                file.seek(file.tell() - len(line.encode()))
            stop.wait(PAUSE)
    finally:
        if file:
            file.close()


def lines(record: dict[str, Any], stack: str = "parley", verbose: bool = False) -> list[str]:
    """What a record says, each line under the function's short name."""
    clock = time.strftime("%H:%M:%S", time.localtime(record["at"]))
    head = f"{clock} {record['function'].removeprefix(stack + '-')}:"
    said = [readable(record["line"])] if "line" in record else record["failure"].splitlines()
    if verbose and "ms" in record:
        said.append(f"{record['ms']} ms, request {record['request']}")
    return [f"{head} {line}" for line in said]


def readable(line: str) -> str:
    """A log line as it is; of a JSON one the level, the message, then everything else as name=value."""
    try:
        fields = json.loads(line)
    except ValueError:
        return line
    if not isinstance(fields, dict):
        return line
    left_out = {name for name in fields if name in FIRST + LEFT_OUT or name.startswith(FOR_QUERIES)}
    rest = {name: value for name, value in fields.items() if name not in left_out}
    words = [_plain(fields[name]) for name in FIRST if name in fields]
    return " ".join([*words, *(f"{name}={_plain(value)}" for name, value in rest.items())])


def show(path: Path, stop: threading.Event, say: Say, verbose: bool, from_start: bool = True) -> None:
    """Says what the functions log, until `stop`."""
    for record in follow(path, stop, from_start):
        for line in lines(record, verbose=verbose):
            say(line)


def is_verbose() -> bool:
    """Whether the user asked for each call's duration too."""
    return os.environ.get("VERBOSE", "") not in ("", "0")


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _open(path: Path, at_end: bool) -> TextIO | None:
    try:
        file = path.open(encoding="utf-8")
    except FileNotFoundError:
        return None
    if at_end:
        file.seek(0, os.SEEK_END)
    return file


def _replaced(file: TextIO, path: Path) -> bool:
    try:
        there, here = path.stat(), os.fstat(file.fileno())
    except FileNotFoundError:
        return False
    if (there.st_ino, there.st_dev) == (here.st_ino, here.st_dev):
        return False
    file.close()
    return True


if __name__ == "__main__":
    try:
        show(Places().function_log, threading.Event(), say, is_verbose(), from_start=False)
    except KeyboardInterrupt:
        sys.exit(0)

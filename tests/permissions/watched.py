"""What a stack that enforces its roles has logged since it was looked at last: who ran, and who was refused what."""

import json
from pathlib import Path
from typing import Any

from local.stack import Stack

# Every function asks for an item that is not there while it starts, and does not mind whether it may: models/table.py.
WARMING = "dynamodb:GetItem"
NOT_ALLOWED = "not authorized to perform: "


class Lines:
    """The whole lines of a file that were written from the last `forget` on."""

    def __init__(self, path: Path) -> None:
        self._path, self._read = path, 0
        self.lines: list[str] = []

    def forget(self) -> None:
        """Whatever is written from here on is news."""
        self._read = self._path.stat().st_size
        self.lines.clear()

    def news(self) -> list[str]:
        """All that was written since `forget`."""
        with self._path.open("rb") as file:
            file.seek(self._read)
            whole = file.read().rpartition(b"\n")[0]
        self._read += len(whole) + bool(whole)
        self.lines += [line for line in whole.decode(errors="replace").split("\n") if line]
        return self.lines


class Watched:
    """The functions' log and the emulator's."""

    def __init__(self, stack: Stack) -> None:
        self._functions, self._emulator = Lines(stack.places.function_log), Lines(stack.places.emulator_log)

    def forget(self) -> None:
        """Whatever happens from here on is news."""
        self._functions.forget()
        self._emulator.forget()

    def ran(self) -> set[str]:
        """The functions that ran."""
        known: list[dict[str, Any]] = [json.loads(line) for line in self._functions.news()]
        return {line["function"] for line in known if "request" in line}

    def refused(self) -> list[str]:
        """What somebody was refused: as a function complains of it, and as the emulator has it when none does."""
        silent = [line for line in self._emulator.news() if NOT_ALLOWED + WARMING not in line]
        return [line for line in (*self._functions.news(), *silent) if NOT_ALLOWED in line]

    def was_refused(self, role: str, action: str) -> bool:
        """Whether a role was refused an action."""
        return any(f"assumed-role/{role}/" in line and NOT_ALLOWED + action in line for line in self.refused())

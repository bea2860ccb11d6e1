"""A line that is being typed, pure: keys in, the finished line out. It has no terminal."""

import re

from .harmless import width

KEY = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|\x1bO[A-Z]|\x1b[^\[O]|[^\x1b]", re.DOTALL)
NAMES = {
    **dict.fromkeys(["\x1b[D", "\x1bOD", "\x02"], "left"),
    **dict.fromkeys(["\x1b[C", "\x1bOC", "\x06"], "right"),
    **dict.fromkeys(["\x1b[A", "\x1bOA", "\x10"], "older"),
    **dict.fromkeys(["\x1b[B", "\x1bOB", "\x0e"], "newer"),
    **dict.fromkeys(["\x1b[H", "\x1bOH", "\x1b[1~", "\x01"], "start"),
    **dict.fromkeys(["\x1b[F", "\x1bOF", "\x1b[4~", "\x05"], "end"),
    **dict.fromkeys(["\x7f", "\x08"], "backspace"),
    **dict.fromkeys(["\x1b[3~", "\x04"], "delete"),
    **dict.fromkeys(["\x1b\n", "\x1b\r"], "newline"),
    "\x15": "cut before",
    "\x0b": "cut after",
    "\x17": "cut word",
}
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
PASTED_AS = {"\r": "\n", "\n": "\n", "\t": "\t"}  # no other control does anything
REMEMBERED = 200


class Quit(Exception):
    """Ctrl-D, or Ctrl-C with nothing typed."""


class Editor:
    """The text, the place of the cursor, and the lines typed before."""

    def __init__(self) -> None:
        self.text, self.cursor = "", 0
        self._past: list[str] = []
        self._back = 0  # how far we are in the past
        self._rest = ""  # a key that has not come in full
        self._pasting = False

    def feed(self, typed: str) -> list[str]:
        """Take in keys and give the lines that they finish; raises Quit."""
        done, typed = [], self._rest + typed
        end = 0
        while match := KEY.match(typed, end):
            end = match.end()
            if (line := self._press(match[0])) is not None:
                done.append(line)
        self._rest = typed[end:]
        return done

    def view(self, columns: int) -> tuple[str, int]:
        """What to show of the text in so many columns, and the column of the cursor."""
        shown = self.text.replace("\n", "⏎").replace("\t", "→")
        start = 0
        while width(shown[start : self.cursor]) >= columns:
            start += 1
        end = len(shown)
        while width(shown[start:end]) > columns:
            end -= 1
        return shown[start:end], width(shown[start : self.cursor])

    def _press(self, key: str) -> str | None:
        if key in (PASTE, PASTED):
            self._pasting = key == PASTE
        elif self._pasting:
            self._insert(key if key >= " " and key[0] not in "\x1b\x7f" else PASTED_AS.get(key, ""))
        elif key in "\r\n":
            return self._finish()
        elif key == "\x03" and self.text:
            self.text, self.cursor = "", 0
        elif key == "\x03" or (key == "\x04" and not self.text):
            raise Quit
        elif key in NAMES:
            self._edit(NAMES[key])
        elif key >= " " and key[0] != "\x1b":
            self._insert(key)
        return None

    def _finish(self) -> str:
        line, self.text, self.cursor, self._back = self.text, "", 0, 0
        if line.strip() and self._past[-1:] != [line]:
            self._past = [*self._past, line][-REMEMBERED:]
        return line

    def _insert(self, text: str) -> None:
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)

    def _edit(self, what: str) -> None:
        match what:
            case "left" | "right":
                self.cursor = self._step(-1 if what == "left" else 1)
            case "start" | "end":
                self.cursor = 0 if what == "start" else len(self.text)
            case "older" | "newer":
                self._recall(1 if what == "older" else -1)
            case "newline":
                self._insert("\n")
            case "backspace" | "delete":
                self._cut(self._step(-1 if what == "backspace" else 1))
            case "cut before" | "cut after":
                self._cut(0 if what == "cut before" else len(self.text))
            case "cut word":
                self._cut(len(re.sub(r"\S*\s*\Z", "", self.text[: self.cursor])))

    def _step(self, by: int) -> int:
        """The next place for the cursor; marks that stand on a letter go with it."""
        at = min(max(self.cursor + by, 0), len(self.text))
        while 0 < at < len(self.text) and width(self.text[at]) == 0:
            at += by
        return at

    def _cut(self, to: int) -> None:
        first, last = sorted((self.cursor, to))
        self.text, self.cursor = self.text[:first] + self.text[last:], first

    def _recall(self, by: int) -> None:
        self._back = min(max(self._back + by, 0), len(self._past))
        self.text = self._past[-self._back] if self._back else ""
        self.cursor = len(self.text)

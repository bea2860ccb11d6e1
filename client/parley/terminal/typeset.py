"""How messages and notes look, pure: values in, lines for a terminal out."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from ..entries import Message, User
from .harmless import harmless, harmless_line, width, wrap

COLOURS = (31, 32, 33, 34, 35, 36)
LONGEST_NAME = 24


@dataclass(frozen=True)
class Typeset:
    """Sets lines for so many columns, with colours or without."""

    columns: int = 80
    colours: bool = False

    def message(self, message: Message, *, room: bool = False) -> str:
        """Time, name and text; further lines begin under the text. `room` puts in front where it was said."""
        time = message.time.astimezone().strftime("%H:%M")
        where = f"[{harmless_line(message.room)}] " if room else ""
        name = _short(harmless_line(message.sender.name))
        indent = width(f"{time} {where}{name}: ")
        if indent > self.columns // 2:
            indent = 6
            head, lines = "", [*wrap(f"{where}{name}: {harmless(message.text)}", self.columns - indent)]
        else:
            head = f"{where}{self._paint(name, 1, _colour(message.sender))}: "
            lines = wrap(harmless(message.text), self.columns - indent)
        return f"{self._paint(time, 2)} {head}" + f"\n{' ' * indent}".join(lines)

    def note(self, text: str) -> str:
        """Something that nobody said: the line is down, someone came, an answer to a command."""
        lines = wrap(harmless(text), self.columns - 2)
        return self._paint("- " + "\n  ".join(lines), 2)

    def day(self, message: Message) -> str:
        """The rule above the first message of a day."""
        return self.note(message.time.astimezone().strftime("%A, %d %B %Y"))

    def _paint(self, text: str, *codes: int) -> str:
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m" if self.colours else text


def names(users: Iterable[User]) -> str:
    """Names in a row."""
    return ", ".join(sorted(_short(harmless_line(user.name)) for user in users))


def _colour(user: User) -> int:
    """Always the same for a user, on every machine."""
    return COLOURS[zlib.crc32(user.user.encode(errors="replace")) % len(COLOURS)]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"

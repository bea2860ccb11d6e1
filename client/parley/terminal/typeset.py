"""How messages and notes look, pure: values in, lines for a terminal out."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from ..entries import Message, User
from .harmless import harmless, harmless_line, width, wrap

COLOURS = (31, 32, 33, 34, 35, 36)
LONGEST_NAME = 24
QUOTED = " " * 6
DIM, BOLD, FOR_YOU = 2, 1, (1, 33)


@dataclass(frozen=True)
class Typeset:
    """Sets lines for so many columns, with colours or without."""

    columns: int = 80
    colours: bool = False

    def message(
        self, message: Message, *, where: str = "", for_you: bool = False, answered: Message | None = None
    ) -> str:
        """Time, number, name and text; further lines begin under the text. `where` is put in front of the name.

        Above it stands what it answers, below it what came with it and what became of it.
        """
        front = f"{message.time.astimezone():%H:%M} #{message.seq}"
        place, name = f"[{where}] " if where else "", short(message.sender)
        you = " @you" if for_you else ""
        text = (
            harmless(message.text) + (" (edited)" if message.edited else "") if message.erased is None else "(erased)"
        )
        indent = width(f"{front} {place}{name}{you}: ")
        if indent > self.columns // 2:
            indent = width(front) + 1
            head, lines = "", wrap(f"{place}{name}{you}: {text}", self.columns - indent)
        else:
            painted = self._paint(name, BOLD, _colour(message.sender)) + self._paint(you, *FOR_YOU)
            head, lines = f"{place}{painted}: ", wrap(text, self.columns - indent)
        if for_you:
            lines = [self._paint(line, BOLD) for line in lines]
        below = [self._paint(line, DIM) for line in wrap(_below(message), self.columns - indent) if line]
        shown = f"{self._paint(front, DIM)} {head}" + f"\n{' ' * indent}".join(lines + below)
        return f"{self._quote(answered)}\n{shown}" if answered else shown

    def note(self, text: str) -> str:
        """Something that nobody said: the line is down, someone came, an answer to a command."""
        lines = wrap(harmless(text), self.columns - 2)
        return self._paint("- " + "\n  ".join(lines), DIM)

    def day(self, message: Message) -> str:
        """The rule above the first message of a day."""
        return self.note(f"{message.time.astimezone():%A, %d %B %Y}")

    def one_line(self, text: str) -> str:
        """As much of a text as fits into one line."""
        return cut(harmless_line(text.replace("\n", " ")), self.columns)

    def _quote(self, message: Message) -> str:
        return self._paint(self.one_line(f"{QUOTED}╭ #{message.seq} {brief(message)}"), DIM)

    def _paint(self, text: str, *codes: int) -> str:
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m" if self.colours and text else text


def names(users: Iterable[User]) -> str:
    """Names in a row."""
    return ", ".join(sorted(short(user) for user in users))


def short(user: User) -> str:
    """A name that fits beside others."""
    return cut(harmless_line(user.name), LONGEST_NAME)


def brief(message: Message) -> str:
    """Who said what, to be cut to a line."""
    return f"{short(message.sender)}: {'(erased)' if message.erased else message.text}"


def cut(text: str, columns: int) -> str:
    """A line that is no wider."""
    if width(text) <= columns:
        return text
    while width(text) >= columns:
        text = text[:-1]
    return text + "…"


def fill(text: str, columns: int) -> str:
    """A line that is no narrower."""
    return text + " " * (columns - width(text))


def _below(message: Message) -> str:
    parts = [f"{reaction.reaction} {reaction.count}" for reaction in message.reactions]
    if message.file:
        parts.insert(0, f"[{message.file.name}, {_size(message.file.size)}: /link #{message.seq}]")
    if message.replies:
        parts.append(f"[{message.replies} {'reply' if message.replies == 1 else 'replies'}: /thread #{message.seq}]")
    return harmless_line("  ".join(parts))


def _size(size: int) -> str:
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} KB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


def _colour(user: User) -> int:
    """Always the same for a user, on every machine."""
    return COLOURS[zlib.crc32(user.user.encode(errors="replace")) % len(COLOURS)]

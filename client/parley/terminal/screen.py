"""The terminal: what is shown goes up into its own scroll-back, the line being typed stays at the bottom.

Plain control sequences that every terminal has understood for decades, and no library: the terminal's scroll-back,
search and copying keep working, and nothing has to be restored but the input mode.
"""

import asyncio
import codecs
import os
import shutil
import signal
import sys
import termios
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from .editor import Editor, Quit
from .harmless import width

BRACKETED_PASTE = "\x1b[?2004"
ENDINGS = (signal.SIGTERM, signal.SIGHUP)  # the terminal is put back before we go
CLEAR = "\r\x1b[2K"


class Screen:
    """Owns the terminal while it is `prompting`."""

    def __init__(self) -> None:
        self._prompt: Callable[[], str] | None = None
        self._typed: Callable[[str], None] | None = None
        self._editor = Editor()
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._fd = sys.stdin.fileno()

    @property
    def columns(self) -> int:
        """How wide the window is now."""
        return shutil.get_terminal_size().columns

    @contextmanager
    def prompting(self, prompt: Callable[[], str], typed: Callable[[str], None]) -> Iterator[None]:
        """Take the terminal for a time; `prompt` gives what stands before the line, `typed` is told how that is now."""
        self._prompt, self._typed, before = prompt, typed, termios.tcgetattr(self._fd)
        mode = termios.tcgetattr(self._fd)
        mode[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
        termios.tcsetattr(self._fd, termios.TCSADRAIN, mode)
        try:
            with self._listening():
                self._write(BRACKETED_PASTE + "h")
                self.refresh()
                yield
        finally:
            self._prompt = self._typed = None
            self._write(CLEAR + BRACKETED_PASTE + "l")
            termios.tcsetattr(self._fd, termios.TCSADRAIN, before)

    @contextmanager
    def _listening(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        loop.add_reader(self._fd, self._read)
        loop.add_signal_handler(signal.SIGWINCH, self.refresh)
        for ending in ENDINGS:
            loop.add_signal_handler(ending, self._lines.put_nowait, None)
        try:
            yield
        finally:
            loop.remove_reader(self._fd)
            for handled in (signal.SIGWINCH, *ENDINGS):
                loop.remove_signal_handler(handled)

    def show(self, text: str) -> None:
        """Put lines above the one that is typed."""
        self._write(f"{CLEAR}{text}\n")
        self.refresh()

    def refresh(self) -> None:
        """Draw the line that is typed, with a prompt as it is now."""
        if self._prompt is None:
            return
        prompt = self._prompt()
        shown, column = self._editor.view(max(self.columns - width(prompt) - 1, 8))
        right = width(prompt) + column
        self._write(f"{CLEAR}{prompt}{shown}\r" + (f"\x1b[{right}C" if right else ""))

    async def lines(self) -> AsyncIterator[str]:
        """What is typed, line by line, until the person wants to go."""
        while (line := await self._lines.get()) is not None:
            yield line

    def _read(self) -> None:
        try:
            typed = os.read(self._fd, 4096)
        except OSError:  # the terminal is gone
            typed = b""
        try:
            for line in self._editor.feed(self._decode(typed)):
                self._lines.put_nowait(line)
        except Quit:
            typed = b""
        if not typed:
            asyncio.get_running_loop().remove_reader(self._fd)
            self._lines.put_nowait(None)
        elif self._typed is not None:
            self._typed(self._editor.text)
        self.refresh()

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

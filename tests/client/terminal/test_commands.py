"""What there is to type, and what is said when it cannot be done."""

from parley.terminal.commands import COMMANDS, help_text
from parley.terminal.harmless import width
from tests.client.peer import Peer, fault
from tests.client.terminal.window import Window


async def test_what_a_command_cannot_do_is_said(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        window.type("/dance\n/join\n/help\n")
        await window.shows("there is no command /dance")
        await window.shows("which room?")
        await window.shows("/history                what was said before")
        peer.detour("joinRoom", fault("forbidden", False))
        window.type("/join secret\n")
        await window.shows("a test says forbidden")
        peer.detour("sendMessage", fault("too_large", False))
        window.type("//slash\n")
        await window.shows("not said (a test says too_large): /slash")


def test_the_help_fits_an_old_terminal_and_names_everything() -> None:
    assert [line for line in help_text().split("\n") if width(line) > 78] == []
    assert [name for name in COMMANDS if f"/{name}" not in help_text()] == []

"""The terminal is taken, drawn on, and given back as it was."""

import signal

import pytest

from tests.client.peer import Peer
from tests.client.terminal.window import Window


@pytest.mark.parametrize("keys", ["\x04", "\x03", "typed\x03\x03"])
async def test_the_terminal_is_left_as_it_was(peer: Peer, keys: str) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        assert window.mode() != window.before
        window.type(keys)
        assert await window.exit() == 0
        assert window.mode() == window.before and window.raw.endswith("\x1b[?2004l")


async def test_a_signal_ends_it_in_order(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        window.process.send_signal(signal.SIGTERM)
        assert await window.exit() == 0 and window.mode() == window.before


async def test_a_window_gets_what_fits(peer: Peer) -> None:
    peer.commit("general", "one two three four five six seven")
    async with Window(peer.url, "--name", "Ana", columns=30) as window:
        await window.shows("Bo: one two three\n             four five six\n             seven\n")

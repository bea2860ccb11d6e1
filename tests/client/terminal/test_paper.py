"""Plain lines, where there is no terminal."""

from tests.client.peer import Peer
from tests.client.terminal.window import Window, pipe


async def test_without_cursor_control_it_is_plain_lines(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana", TERM="dumb") as window:
        await window.shows("you are in general with Ana")
        window.type("hello\n")
        await window.shows("Ana: hello")
        assert "\x1b" not in window.raw
        window.type("\x04")
        assert await window.exit() == 0


async def test_a_pipe_of_many_lines(peer: Peer) -> None:
    text = "".join(f"{number}\n" for number in range(1000)).encode()
    assert (await pipe(peer.url, "--name", "Ana", text=text))[0] == 0
    assert peer.texts("general") == text.decode().split()

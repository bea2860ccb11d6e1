"""The command as a person or a script starts it: in a real terminal, and in a pipe."""

import signal

import pytest

from tests.client.peer import Peer, fault, silence
from tests.client.terminal.window import Window, pipe, piped


async def test_what_others_write_cannot_touch_the_terminal(peer: Peer) -> None:
    peer.commit("general", "\x1b]0;owned\x07\x1b[2J\x9b31m \u202eevil", name="B\x1b[1mo\n")
    async with Window(peer.url, "--name", "Ana") as window:
        await window.shows("B␛[1mo␊: ␛]0;owned␇␛[2J�31m �evil")
        assert "\x1b]0" not in window.raw and "\x1b[2J" not in window.raw and "\x9b" not in window.raw


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
async def test_colours_are_for_who_wants_them(peer: Peer, no_color: str, coloured: bool) -> None:
    peer.commit("general", "hello")
    async with Window(peer.url, "--name", "Ana", NO_COLOR=no_color) as window:
        await window.shows("Bo: hello")
        assert ("\x1b[1;" in window.raw) is coloured


async def test_a_pipe_says_every_line_and_waits_until_it_is_stored(peer: Peer) -> None:
    text = "hello\n\n/quit is no command here\r\nno newline at the end, ü".encode()
    assert await pipe(peer.url, "--name", "Ana", text=text) == (0, "", "")
    assert peer.texts("general") == ["hello", "/quit is no command here", "no newline at the end, ü"]


async def test_a_pipe_tells_what_was_not_said_and_goes_on(peer: Peer) -> None:
    peer.detour("sendMessage", fault("too_large", False))
    status, _, complaints = await pipe(peer.url, "--name", "Ana", text=b"long\x1b\nshort\n")
    assert (status, complaints) == (1, "parley: not said in general (a test says too_large): long␛\n")
    assert peer.room("general").head == 1


async def test_a_pipe_ends_at_once_when_it_is_shut_out(peer: Peer) -> None:
    async def shut_out(line: object, frame: object) -> None:
        peer.refusals.append(401)
        peer.lines[0].kill()

    peer.detour("sendMessage", shut_out)
    status, _, complaints = await pipe(peer.url, "--name", "Ana", text=b"one\ntwo\n")
    assert (status, complaints) == (3, "parley: the server wants a name or a token (status 401)\n")


async def test_who_is_refused_or_finds_nobody_is_told_so(peer: Peer) -> None:
    peer.refusals.append(403)
    status, _, complaints = await pipe(peer.url, "--name", "Ana", text=b"")
    assert (status, complaints) == (
        3,
        "parley: the server refuses this name or token, or the address is wrong (status 403)\n",
    )
    await peer.stop()
    status, _, complaints = await pipe(peer.url, "--name", "Ana", text=b"")
    assert status == 4 and complaints.startswith(f"parley: nobody answers at {peer.url} (")
    await peer.start()
    assert (await pipe("nowhere", text=b""))[0] == 3
    assert (await pipe(text=b""))[0] == 2


async def test_an_interrupted_pipe_ends_quietly(peer: Peer) -> None:
    peer.detour("sendMessage", silence)
    async with piped(peer.url, "--name", "Ana") as process:
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(b"hello\n")
        await peer.told("sendMessage")
        process.send_signal(signal.SIGINT)
        assert (await process.wait(), await process.stderr.read()) == (130, b"")

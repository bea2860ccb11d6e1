"""A person talks, whatever the line does."""

from tests.client.peer import Peer, silence
from tests.client.terminal.window import Window


async def test_a_person_talks(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana", "--room", "general") as window:
        await window.shows("you are in general with Ana")
        window.type("hello wörld\n")
        await window.shows("Ana: hello wörld")
        await peer.say("general", "good day\nto you")
        await window.shows("Bo: good day\n             to you\n")
        await window.waits_at("general> ")
        window.type("/quit\n")
        assert await window.exit() == 0
    assert peer.texts("general") == [
        "hello wörld",
        "good day\nto you",
    ]


async def test_the_line_goes_and_comes_back(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        await peer.stop()
        await window.shows("the server closed the connection (1001); reconnecting …")
        await window.waits_at("general (reconnecting…)> ")
        window.type("meanwhile\n")
        await peer.start()
        await window.shows("- back")
        await window.shows("Ana: meanwhile")
        await window.waits_at("general> ")


async def test_what_is_not_acknowledged_is_not_forgotten_silently(peer: Peer) -> None:
    peer.detour("sendMessage", silence)
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        window.type("hello?\n")
        await window.waits_at("general (1 on the way)> ")
        window.type("\x04")
        await window.shows("waiting until everything is said")
        await window.shows("parley: not everything was said")
        assert await window.exit() == 1 and window.mode() == window.before


async def test_a_refusal_later_ends_it_with_a_sentence(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        peer.refusals.append(403)
        peer.lines[0].kill()
        assert await window.exit() == 3
        await window.shows("parley: the server refuses this name")
        assert window.mode() == window.before

"""How far one has read is told, now and then."""

from tests.client.peer import Peer
from tests.client.terminal.window import Window


async def test_what_is_read_here_is_marked_and_what_is_not_is_not(peer: Peer) -> None:
    for number in range(3):
        peer.commit("general", str(number))
    async with Window(peer.url, "--name", "Ana", "--room", "lounge", "--room", "general") as window:
        await window.waits_at("general> ")
        await peer.told("markRead")
        await peer.say("lounge", "unread")
        await window.shows("[lounge] Bo: unread")
        await peer.say("general", "read", "at", "once")
        await peer.until(lambda: peer.room("general").read == 6)
        assert len(peer.requests("markRead")) < 5 and peer.room("lounge").read == 0


async def test_of_the_room_that_is_looked_at_nothing_is_unread(peer: Peer) -> None:
    peer.commit("general", "one")
    async with Window(peer.url, "--name", "Ana") as window:
        await window.shows("Bo: one")
        window.type("/rooms\n")
        await window.shows(f"> general  {'':16} Bo: one\n")

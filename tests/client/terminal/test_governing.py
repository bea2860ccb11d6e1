"""Governing a room, in a real terminal."""

from tests.client.peer import Peer
from tests.client.terminal.window import Window


async def test_people_are_moderated(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        window.type("/mute bo 10 later, please\n")
        await window.shows("- Ana muted Bo until 21 September 14:23: later, please")
        window.type("/kick Bo enough now\n")
        await window.shows("- Ana put Bo out: enough now")
        window.type("/invite guest:cy\n")
        await window.shows("- Ana invited Cy\n")
        window.type("/ban nobody\n")
        await window.shows("whom? their name, or their id as /members shows it: /ban NAME")
        asked = [(frame["act"], frame["user"], frame.get("minutes")) for frame in peer.requests("moderate")]
        assert asked == [("mute", "guest:bo", 10), ("kick", "guest:bo", None), ("invite", "guest:cy", None)]


async def test_a_room_is_changed(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        window.type("/title Plans\n/topic the year 2027\n/access members\n/archive\n")
        await window.shows('- Ana set up the room "Plans", about the year 2027, for members only, archived')
        window.type("/access nobody\n")
        await window.shows("/access open lets everyone in")
        window.type("/archive\n")
        await peer.until(lambda: peer.room("general").about["archived"] is False)

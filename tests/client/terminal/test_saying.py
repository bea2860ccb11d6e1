"""Answering, changing, reacting and sending files, in a real terminal."""

from pathlib import Path

from tests.client.log_of_peer import Frame
from tests.client.peer import Line, Peer, user
from tests.client.terminal.window import Window


async def test_an_answer_stands_below_what_it_answers(peer: Peer) -> None:
    peer.commit("general", "who is in?")
    peer.commit("general", "words")
    async with Window(peer.url, "--name", "Ana") as window:
        await window.shows("words")
        window.type("/reply #1 me, @Bo and @room\n")
        await window.shows("      ╭ #1 Bo: who is in?\n14:13 #3 Ana: me, @Bo and @room\n")
        sent = peer.requests("sendMessage")[0]
        assert (sent["reply"], sent["mentions"]) == (1, ["guest:bo", "room"])
        window.type("/reply to the last of another\n")
        await window.shows("Ana: to the last of another")
        assert peer.requests("sendMessage")[1]["reply"] == 2
        window.type("/reply\n")
        await window.shows("what? /reply [#45] TEXT")


async def test_what_is_for_one_stands_out(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana", NO_COLOR="") as window:
        await window.waits_at("general> ")
        await peer.deliver("general", peer.commit("general", "hey @Ana", mentions=["guest:ana"]))
        await window.shows("Bo @you: hey @Ana")
        assert "\x1b[1;33m @you\x1b[0m" in window.raw
        await peer.deliver("general", peer.commit("general", "hey all", mentions=["room"]))
        await window.shows("Bo @you: hey all")
        await peer.deliver("general", peer.commit("general", "hey Cy", mentions=["guest:cy"]))
        await window.shows("Bo: hey Cy")


async def test_what_was_said_is_changed(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        window.type("/edit hello\n")
        await window.shows("which message?")
        window.type("helo\n")
        await window.shows("Ana: helo")
        window.type("/edit\n")
        await window.shows("what shall it be?")
        window.type("/edit hello\n")
        await window.shows("- Ana edited #1: hello\n")
        await peer.do("general", "edited", target=1, text="\x1b[2Jevil")
        await window.shows("- Bo edited #1: ␛[2Jevil")
        window.type("/erase\n")
        await window.shows("- Ana erased #1\n")
        window.type("/erase\n")
        await window.shows("which message?")
        await peer.say("general", "rubbish")
        await window.shows("Bo: rubbish")
        window.type("/erase #5\n")
        await window.shows("- Ana erased #5 of Bo\n")


async def test_a_reaction_is_given_and_taken_back(peer: Peer) -> None:
    peer.commit("general", "we have won\nat last")
    async with Window(peer.url, "--name", "Ana") as window:
        await window.shows("we have won")
        window.type("/react\n")
        await window.shows("which one? /react [#45] 👍, or +1, -1")
        window.type("/react tada\n")
        await window.shows("- Ana 🎉 #1 (we have won at last)\n")
        window.type("/react #1 🎉\n")
        await window.shows("- Ana took 🎉 back from #1\n")
        await peer.do("general", "reacted", target=1, reaction="\x1b[2J", on=True)
        await window.shows("- Bo ␛[2J #1")
        assert [(frame["reaction"], frame["on"]) for frame in peer.requests("react")] == [("🎉", True), ("🎉", False)]


async def test_a_file_is_sent_and_linked(peer: Peer, tmp_path: Path) -> None:
    (tmp_path / "my cat.png").write_bytes(b"png")

    async def offer(line: Line, frame: Frame) -> None:
        await line.answer(frame, "upload", room="general", url="http://127.0.0.1:9/", fields={}, expires_in=300)

    async with Window(peer.url, "--name", "Ana", columns=200) as window:
        await window.waits_at("general> ")
        window.type("/send\n")
        await window.shows("which file?")
        window.type("/link\n")
        await window.shows("which message?")
        window.type(f"/send {tmp_path}/dog.png\n")
        await window.shows("there is no file")
        peer.detour("upload", offer)
        window.type(f'/send "{tmp_path}/my cat.png" my cat\n')
        await window.shows("my cat.png did not get to 127.0.0.1")
        asked = peer.requests("upload")[0]
        assert (asked["name"], asked["type"], asked["size"], asked["text"]) == ("my cat.png", "image/png", 3, "my cat")
        file = {"name": "cat.png", "type": "image/png", "size": 48213}
        await peer.deliver("general", peer.room("general").add("message", user("Ana"), text="my cat", file=file))
        await window.shows("Ana: my cat\n              [cat.png, 48 KB: /link #1]\n")
        window.type("/link\n")
        await window.shows("https://example.com/f\n")

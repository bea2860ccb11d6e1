"""Looking around and back, in a real terminal."""

from tests.client.peer import Peer
from tests.client.terminal.window import Window


async def test_history_goes_back_page_by_page(peer: Peer) -> None:
    for number in range(1, 76):
        peer.commit("general", f"number {number}.")
    async with Window(peer.url, "--name", "Ana") as window:
        await window.shows("number 75.")
        assert "number 26." in window.text and "number 25." not in window.text
        window.type("/history\n")
        await window.shows("so far; /history goes on")
        assert "number 6." in window.text and "number 5." not in window.text
        window.type("/history\n")
        await window.shows("this was the beginning")
        assert "number 1." in window.text
        window.type("/history\n")
        await window.shows("nothing was said in general before")


async def test_history_shows_messages_as_they_are_now(peer: Peer) -> None:
    peer.commit("general", "helo")
    peer.commit("general", "rubbish")
    for number in range(60):
        await peer.do("general", "reacted", f"u{number}", target=1, reaction="👍", on=True)
    await peer.do("general", "edited", target=1, text="hello")
    await peer.do("general", "erased", target=2)
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        assert "👍" not in window.text  # of messages that were not shown
        window.type("/history\n")
        await window.shows("Bo: hello (edited)\n             👍 60\n")
        await window.shows("#2 Bo: (erased)\n")
        await window.shows("this was the beginning")


async def test_search_goes_further_back(peer: Peer) -> None:
    for number in range(1, 26):
        peer.commit("general", f"invoice no. {number}" if number % 5 == 0 else "words")
    async with Window(peer.url, "--name", "Ana", "--room", "general") as window:
        await window.shows("words")
        window.type("/search\n")
        await window.shows("for what? /search TEXT")
        window.type("/search invoice\n")
        await window.shows('that was all with "invoice" so far; /search looks further back')
        window.type("/search\n/search\n")
        await window.shows('that was all with "invoice"\n')
        window.type("/search nothing like it\n")
        await window.shows('there is nothing with "nothing like it" so far')


async def test_a_thread_is_told_from_its_beginning(peer: Peer) -> None:
    peer.commit("general", "lunch?")
    peer.commit("general", "something else")
    peer.commit("general", "at noon", reply=1, thread=1)
    async with Window(peer.url, "--name", "Ana") as window:
        await window.shows("      ╭ #1 Bo: lunch?\n14:13 #3 Bo: at noon")
        await window.shows("Bo: lunch?\n             [1 reply: /thread #1]")
        window.type("/thread #2\n")
        await window.shows("nobody has answered #2")
        window.type("/thread\n")
        await window.shows("this was the thread of #1")
        shown = window.text.split("nobody has answered #2")[1]
        assert "lunch?" in shown and "at noon" in shown and "something else" not in shown


async def test_who_is_here_and_who_may_do_what(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        window.type("/who\n")
        await window.shows("in general: Ana")
        window.type("/members\n")
        await window.shows("  Ana  owner                guest:ana\n")
        await window.shows("  Bo   member, muted        guest:bo\n")

"""What happens beside the logs, as a person sees it."""

import pytest

from tests.client.peer import Peer, user
from tests.client.terminal.window import Window


async def test_who_comes_and_goes(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        bo = {"type": "presence", "room": "general", "user": "guest:bo", "name": "Bo"}
        await peer.lines[0].send(bo | {"here": True})
        await window.shows("Bo is in general")
        await peer.lines[0].send(bo | {"here": False})
        await window.shows("Bo has left general")


async def test_who_types_is_in_the_prompt(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        typing = {"type": "typing", "room": "general"}
        await peer.lines[0].send(typing | user("Bo"))
        await window.waits_at("general (Bo is typing…)> ")
        await peer.lines[0].send(typing | user("Cy"))
        await window.waits_at("general (Bo and 1 more are typing…)> ")
        await peer.say("general", "there", "you are")
        await window.waits_at("general (Cy is typing…)> ")


async def test_others_see_that_one_types_but_not_a_command(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        window.type("/who\n")
        await window.shows("in general: Ana")
        assert not peer.requests("typing")
        window.type("hel")
        await peer.told("typing")
        window.type("lo\n")
        await window.shows("Ana: hello")
        assert len(peer.requests("typing")) == 1


@pytest.mark.parametrize(
    ("reason", "text", "shown"),
    [
        ("direct", "psst\x1b[2J", "- Bo to you: psst␛[2J (/dm Bo)"),
        ("mention", "hey @Ana", "- Bo mentions you in plans: hey @Ana (/join plans)"),
        ("invite", "", "- Bo invites you to plans (/join plans)"),
        ("invite", "please", "- Bo invites you to plans: please (/join plans)"),
    ],
)
async def test_a_notice_says_what_can_be_done(peer: Peer, reason: str, text: str, shown: str) -> None:
    notice = {"type": "notice", "room": "plans", "seq": 1, "reason": reason, "from": user("Bo"), "text": text, "at": 5}
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        await peer.lines[0].send(notice)
        await window.shows(shown)


async def test_who_was_noticed_can_be_answered_by_name(peer: Peer) -> None:
    notice = {"type": "notice", "room": "direct-1", "seq": 1, "reason": "direct", "from": user("Eve"), "text": "psst"}
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        await peer.lines[0].send(notice | {"at": 5})
        await window.shows("- Eve to you: psst (/dm Eve)")
        window.type("/dm Eve yes?\n")
        assert (await peer.told("sendDirect"))[0]["to"] == "guest:eve"
        await window.shows("Ana: yes?")


async def test_what_the_server_complains_of(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        await peer.lines[0].send({"type": "error", "code": "bad_frame", "retry": False, "message": "what?"})
        await window.shows("the server complains: what?")

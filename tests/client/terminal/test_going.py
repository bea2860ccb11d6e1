"""From room to room, in a real terminal."""

from tests.client.log_of_peer import Frame
from tests.client.peer import Line, Peer, fault, user
from tests.client.terminal.window import Window


async def test_several_rooms(peer: Peer) -> None:
    async with Window(peer.url, "--name", "Ana", "--room", "general", "--room", "lounge") as window:
        await window.waits_at("lounge> ")
        await peer.say("general", "over there")
        await window.shows("[general] Bo: over there")
        window.type("/rooms\n")
        await window.shows("· general")
        window.type("/who\n")
        await window.shows("in lounge: Ana")
        window.type("/leave\n")
        await window.waits_at("general> ")
        window.type("/join #attic\nfrom the attic\n")
        await window.shows("Ana: from the attic")
        assert peer.room("attic").head == 1
        window.type("/leave\n/leave\n/leave\n")
        await window.waits_at("no room> ")
        window.type("words\n")
        await window.shows("you are in no room: /join ROOM")


async def test_the_rooms_and_what_is_unread(peer: Peer) -> None:
    peer.commit("attic", "anybody up here?\nhello? " + "x" * 100, mentions=["guest:ana"])
    peer.commit("direct-1", "psst")
    peer.room("direct-1").about |= {"access": "direct", "peer": user("Bo")}
    async with Window(peer.url, "--name", "Ana", "--room", "lounge", "--room", "general") as window:
        await window.shows("- unread: attic (1), @Bo (1); /next goes there, /rooms shows them all\n")
        await window.waits_at("general> ")
        window.type("/rooms\n")
        await window.shows("  attic    1 new, 1 @you    Bo: anybody up here? hello? xxxx")
        await window.shows("  @Bo      1 new            Bo: psst\n")
        await window.shows("> general\n")
        await window.shows("· lounge\n")
        window.type("/next\n")
        await window.shows("you are in @Bo with Ana")
        await window.waits_at("@Bo> ")
        assert [frame["seq"] for frame in await peer.told("markRead")] == [1]
        await window.shows("14:13 #1 Bo: psst")
        window.type("/next\n")
        await window.waits_at("attic> ")
        await peer.told("markRead", 2)
        window.type("/next\n")
        await window.shows("nothing is unread elsewhere")


async def test_a_room_is_found_made_and_left_for_good(peer: Peer) -> None:
    peer.room("plans").about |= {"title": "Plans", "topic": "2027"}
    async with Window(peer.url, "--name", "Ana") as window:
        await window.waits_at("general> ")
        window.type("/find pl\n")
        await window.shows("  plans  Plans: 2027\n")
        window.type("/find x\n")
        await window.shows("no open room begins with x")
        window.type("/create\n")
        await window.shows("/create ROOM makes an open room")
        window.type("/create den members\n")
        await window.waits_at("den> ")
        assert peer.room("den").about["access"] == "members"
        peer.detour("leaveRoom", fault("forbidden", False))
        window.type("/forget\n")
        await window.shows("a test says forbidden")
        window.type("/forget\n")
        await window.shows("you have left den for good; this is general")
        assert peer.requests("leaveRoom")[-1]["quit"] is True


async def test_two_talk_alone(peer: Peer) -> None:
    peer.commit("general", "good morning", name="Bo Ö")
    peer.room("direct-1").about |= {"access": "direct", "peer": user("Bo Ö")}
    async with Window(peer.url, "--name", "Ana") as window:
        await window.shows("Bo Ö: good morning")
        window.type("/dm Cy psst\n")
        await window.shows("nobody is known by that name")
        window.type("/dm\n")
        await window.shows("to whom? /dm NAME TEXT")
        window.type("/dm bo ö psst\n")
        await window.waits_at("@Bo Ö> ")
        assert peer.requests("sendDirect")[0]["to"] == "guest:bo ö"
        await window.shows("14:13 #1 Ana: psst")
        window.type("/join general\n/dm oidc:x hello\n")
        await peer.told("sendDirect", 2)
        assert peer.requests("sendDirect")[1]["to"] == "oidc:x"
        window.type("/dm oidc:y\n")
        await window.shows("the first message makes the room")
        window.type("/join general\n/dm Bo Ö\n")
        await window.waits_at("@Bo Ö> ")


async def test_who_is_put_out_is_told_why(peer: Peer) -> None:
    async def kicked(line: Line, frame: Frame) -> None:
        await line.send({"type": "left", "room": "general", "act": "kick", "reason": "enough"})

    async with Window(peer.url, "--name", "Ana", "--room", "lounge", "--room", "general") as window:
        await window.waits_at("general> ")
        await kicked(peer.lines[0], {})
        await window.shows("general is closed to you: you were put out of general (kick: enough)")
        await window.waits_at("lounge> ")

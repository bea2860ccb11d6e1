"""What one meets who comes in on a deployed stack: a number without a message, an edit, a room that closes, a limit."""

import asyncio

from local.stack import Stack
from tests.permissions.scenes import opened_and_closed, table_of, take_a_number, told, two
from tests.stack.peer import peer

COMINGS = 30


async def a_number_without_a_message_is_closed(stack: Stack, url: str, room: str) -> None:
    """Its writer was killed: whoever reads past it closes it, by joining, in a page, or by a search."""
    table = table_of(stack)
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        epoch = (await ana.join(room))["epoch"]
        for reading in (
            {"action": "history", "room": room, "after": 0},
            {"action": "joinRoom", "room": room, "after": 0, "epoch": epoch},
            {"action": "search", "room": room, "text": "word"},
        ):
            await asyncio.to_thread(take_a_number, table, room)
            await bo.join(room)
            await ana.say(room, "word")
            await asyncio.sleep(1.2)  # What comes after it has to be as old before it is given up.
            await ana.ask(**reading)


async def who_comes_back_reads_what_was_edited(url: str, room: str) -> None:
    """The text is the message's own, as it is now."""
    async with two(url, room) as (ana, bo):
        epoch = (await bo.join(room))["epoch"]
        await ana.ask(action="editMessage", room=room, seq=1, text="another")
        back = await bo.join(room, after=1, epoch=epoch)
        assert [entry.get("text") for entry in back["messages"]] == ["another"], back


async def a_room_is_closed_to_whom_nobody_has_invited(url: str, room: str) -> None:
    """Whoever is there and does not belong to it is put out."""
    async with two(url, room) as (ana, _), peer(url, "Carl") as carl:
        await carl.ask(action="joinRoom", room=room)
        changed = await ana.ask(action="changeRoom", room=room, access="members")
        assert changed["type"] == "room", changed


async def a_room_is_closed_while_somebody_comes_in(stack: Stack, url: str, room: str) -> None:
    """Of so many comings, some are between the two looks at the room: who is in already is taken out again."""
    async with two(url, room), peer(url, "Carl") as carl, opened_and_closed(table_of(stack), room):
        for _ in range(COMINGS):
            await carl.ask(action="joinRoom", room=room)
            await carl.ask(action="leaveRoom", room=room)


async def connections_are_counted_where_they_have_a_limit(stack: Stack, url: str) -> None:
    """On a laptop they have none."""
    connect = f"{stack.endpoints.stack}-connect"
    async with told(stack, connect, ARRIVALS_PER_ADDRESS="1000"), peer(url, "Ana") as ana:
        assert (await ana.ask(action="ping"))["type"] == "pong"

"""Parley's Python client: rooms whose messages arrive in order, once, whatever the network does.

    import asyncio
    import parley

    async def main() -> None:
        async with parley.connect("ws://127.0.0.1:8081/live", name="Ana") as chat:
            room = await chat.join("general")
            said = await room.say("hello")              # stored, when this returns
            print(f"that was message {said.seq}")
            async for message in room:                  # in seq order, each once, across reconnects
                print(f"{message.sender.name}: {message.text}")

    asyncio.run(main())

The rest of it:

    room.roster, room.here                              # users here by their id; connections at the time of joining
    await room.history(before=message.seq, limit=20)    # a Page: messages, after, through, more
    await room.leave()
    chat.state                                          # "up", "down" (it comes back by itself) or "closed"
    async for event in chat.events():                   # Up, Down, Presence, Restarted, Trouble

What goes wrong for good raises ParleyError with the protocol's `code`; what trying again may help was tried, and has
`retry` set. While the line is down, `say` and `history` wait; bound them with `asyncio.timeout` if that is too long.
A `say` that was cancelled, or raised with `retry`, may have been heard: say it again with the same `id=`, and it is in
the room once.

One task at a time iterates over a room. For a slow reader 1,000 messages are kept, and the rest is asked for later.
"""

from .chat import Chat
from .errors import Closed, ParleyError, Refused, Unanswered, Unreachable
from .events import Down, Event, Restarted, Trouble, Up
from .frames import Message, Page, Presence, User
from .room import Room
from .timing import Timing

__all__ = [
    "Chat",
    "Closed",
    "Down",
    "Event",
    "Message",
    "Page",
    "ParleyError",
    "Presence",
    "Refused",
    "Restarted",
    "Room",
    "Timing",
    "Trouble",
    "Unanswered",
    "Unreachable",
    "Up",
    "User",
    "connect",
]


def connect(url: str, *, name: str, timing: Timing | None = None) -> Chat:
    """A chat to use with `async with`: entering it connects as the guest `name`, or raises Refused or Unreachable."""
    return Chat(url, name, timing or Timing())

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

What else a room does:

    await room.say("yes", reply=said.seq, mentions=[said.sender])
    await room.edit(said.seq, "hello all"), .erase(said.seq), .react(said.seq, "👍"), .react(said.seq, "👍", on=False)
    await room.history(before=message.seq, limit=20)    # a Page: messages, entries, after, through, more
    await room.thread(said.seq), .search("invoice")
    await room.upload("cat.png", text="my cat"), .link(message.seq)
    await room.mark_read(), .typing(), .members(), .moderate(user, "mute", minutes=10), .change(topic="2028")
    await room.leave()                                  # with quit=True, for good
    async for entry in room.entries():                  # Message, Edited, Erased, Reacted, MemberChanged, RoomChanged
    room.messages[said.seq]                             # the message as it is now: text, reactions, replies …
    room.roster, room.here                              # users here by their id; connections at the time of joining
    room.about, room.you, room.read, room.typists       # what it is, who we are there, how far we have read, who types

And a chat:

    await chat.rooms(), .find_rooms("pl"), .create_room("plans", access="members"), .direct("guest:ben", "psst")
    chat.joined                                         # the rooms that this chat is in, by name
    chat.state                                          # "up", "down" (it comes back by itself) or "closed"
    async for event in chat.events():                   # Presence, Typing, Notice, Read, Left, Up, Down, Restarted, …

Who signs in to the deployment's user pool, in place of a name:

    session = await parley.Pool("https://cognito-idp.eu-central-1.amazonaws.com/", client_id).sign_in(email, password)
    parley.connect(url, token=session.token)            # renewed over the open connection; any token function will do
    await chat.sign_out()                               # on all devices

What goes wrong for good raises ParleyError with the protocol's `code`; what trying again may help was tried, and has
`retry` set. While the line is down, what is asked waits; bound it with `asyncio.timeout` if that is too long.
A `say` that was cancelled, or raised with `retry`, may have been heard: say it again with the same `id=`, and it is in
the room once.

One task at a time iterates over a room. For a slow reader 1,000 entries are kept, and the rest is asked for later.
"""

from .about import About, You
from .chat import Chat
from .entries import (
    Edited,
    Entry,
    Erased,
    File,
    MemberChanged,
    Message,
    Reacted,
    Reaction,
    RoomChanged,
    User,
)
from .errors import Closed, ParleyError, PutOut, Refused, SignedOut, Unanswered, Unposted, Unreachable
from .events import Down, Event, Restarted, Trouble, Up
from .frames import Left, Notice, Presence, Read, Typing
from .listings import FoundRoom, Member, RoomInfo
from .pages import Found, Page
from .pool import Pool, Session
from .room import Room
from .sign_in import Token
from .timing import Timing

__all__ = [
    "About",
    "Chat",
    "Closed",
    "Down",
    "Edited",
    "Entry",
    "Erased",
    "Event",
    "File",
    "Found",
    "FoundRoom",
    "Left",
    "Member",
    "MemberChanged",
    "Message",
    "Notice",
    "Page",
    "ParleyError",
    "Presence",
    "Pool",
    "PutOut",
    "Reacted",
    "Reaction",
    "Read",
    "Refused",
    "Restarted",
    "Room",
    "RoomChanged",
    "RoomInfo",
    "Session",
    "SignedOut",
    "Timing",
    "Token",
    "Trouble",
    "Typing",
    "Unanswered",
    "Unposted",
    "Unreachable",
    "Up",
    "User",
    "You",
    "connect",
]


def connect(url: str, *, name: str = "", token: str | Token | None = None, timing: Timing | None = None) -> Chat:
    """A chat to use with `async with`: entering it connects, or raises Refused, Unreachable or SignedOut.

    One comes as the guest `name`, or signed in by a `token`: a function is called with whether another one is wanted
    than before, for each connection and before a token ends. `Session.token` is such a function.
    """
    return Chat(url, name, timing or Timing(), token)

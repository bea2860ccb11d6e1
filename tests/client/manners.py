"""What the peer does with each action, when it does the right thing."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tests.client.log_of_peer import AT, Frame, Log

if TYPE_CHECKING:
    from tests.client.peer import Line, Peer

Manner = Callable[["Peer", "Line", Frame], Awaitable[None]]


async def leave(peer: "Peer", line: "Line", frame: Frame) -> None:
    peer.room(frame["room"]).lines.discard(line)
    await line.send({"type": "left", "room": frame["room"], "id": frame["id"]})


async def say(peer: "Peer", line: "Line", frame: Frame) -> None:
    log = peer.room(frame["room"])
    more: Frame = {name: frame[name] for name in ("reply", "mentions") if name in frame}
    if "reply" in frame:
        more["thread"] = log.entries[frame["reply"]].get("thread", frame["reply"])
    await peer.deliver(frame["room"], log.add("message", line.user, frame["id"], text=frame["text"], **more))


async def say_directly(peer: "Peer", line: "Line", frame: Frame) -> None:
    log = peer.room("direct-1")
    seq = log.add("message", line.user, frame["id"], text=frame["text"])
    await line.send(log.entries[seq])


def change(kind: str, *fields: str) -> Manner:
    """Write an entry about a message."""

    async def write(peer: "Peer", line: "Line", frame: Frame) -> None:
        told = {name: frame[name] for name in fields}
        await _write(peer, line, frame, kind, target=frame["seq"], **told)

    return write


async def moderate(peer: "Peer", line: "Line", frame: Frame) -> None:
    name = frame["user"].removeprefix("guest:").capitalize()
    told = {name: frame[name] for name in ("act", "user", "reason") if name in frame}
    until = {"muted": AT + 60_000 * frame["minutes"]} if "minutes" in frame else {}
    await _write(peer, line, frame, "member", name=name, role="member", **told, **until)


async def change_room(peer: "Peer", line: "Line", frame: Frame) -> None:
    log = peer.room(frame["room"])
    log.about |= {name: frame[name] for name in log.about.keys() & frame.keys()}
    await _write(peer, line, frame, "room", **log.about)


async def _write(peer: "Peer", line: "Line", frame: Frame, kind: str, **fields: object) -> None:
    log = peer.room(frame["room"])
    seq = log.add(kind, line.user, frame["id"], **fields)
    await peer.deliver(frame["room"], seq)
    if line not in log.lines:
        await line.send(log.entries[seq])


async def page(peer: "Peer", line: "Line", frame: Frame) -> None:
    log, size = peer.room(frame["room"]), min(peer.page_size, frame.get("limit", 50))
    if "after" in frame:
        after, through = frame["after"], min(log.head, frame["after"] + size)
        more = through < log.head
    else:
        through = min(log.head, frame.get("before", log.head + 1) - 1)
        after = max(0, through - size)
        more = after > 0
    messages = log.page(after, through)
    if "thread" in frame:
        messages = [message for message in log.messages() if message.get("thread") == frame["thread"]]
    await line.answer(frame, "history", **_span(log, after, through), messages=messages, more=more)


async def search(peer: "Peer", line: "Line", frame: Frame) -> None:
    log, before = peer.room(frame["room"]), frame.get("before", peer.room(frame["room"]).head + 1)
    found = [one for one in log.messages() if frame["text"] in one["text"] and one["seq"] < before]
    span = _span(log, max(0, before - 11), before - 1)
    hits = [one for one in reversed(found) if one["seq"] > span["after"]]
    await line.answer(frame, "found", **span, messages=hits, more=span["after"] > 0)


async def rooms(peer: "Peer", line: "Line", frame: Frame) -> None:
    names = sorted(name for name in peer.rooms if name > frame.get("after", ""))
    listed = [_listed(peer.rooms[name]) for name in names[:2]]
    await line.answer(frame, "rooms", rooms=listed, next=names[1] if len(names) > 2 else None)


async def find_rooms(peer: "Peer", line: "Line", frame: Frame) -> None:
    names = [name for name in sorted(peer.rooms) if name.startswith(frame["prefix"]) and name > frame.get("after", "")]
    found = [{"room": name} | {key: peer.rooms[name].about[key] for key in ("title", "topic")} for name in names[:2]]
    await line.answer(frame, "foundRooms", rooms=found, next=names[1] if len(names) > 2 else None)


async def members(peer: "Peer", line: "Line", frame: Frame) -> None:
    who: list[Frame] = [{"user": "guest:ana", "name": "Ana", "role": "owner"}]
    if frame.get("after"):
        who = [{"user": "guest:bo", "name": "Bo", "role": "member", "muted": AT}]
    await line.answer(frame, "members", room=frame["room"], members=who, next=None if "after" in frame else "guest:ana")


async def mark_read(peer: "Peer", line: "Line", frame: Frame) -> None:
    log = peer.room(frame["room"])
    log.read = max(log.read, frame["seq"])
    await line.answer(frame, "read", room=frame["room"], seq=log.read)


async def link(peer: "Peer", line: "Line", frame: Frame) -> None:
    await line.answer(frame, "link", room=frame["room"], seq=frame["seq"], url="https://example.com/f", expires_in=60)


async def ping(peer: "Peer", line: "Line", frame: Frame) -> None:
    heads = {name: log.head for name, log in peer.rooms.items() if line in log.lines}
    await line.answer(frame, "pong", heads=heads)


async def renew(peer: "Peer", line: "Line", frame: Frame) -> None:
    await line.answer(frame, "renewed", until=AT)


async def sign_out(peer: "Peer", line: "Line", frame: Frame) -> None:
    for each in peer.lines:
        asked = {"id": frame["id"]} if each is line else {}
        await each.send({"type": "signedOut", "reason": "you"} | asked)
        await each.websocket.close()


async def join(peer: "Peer", line: "Line", frame: Frame) -> None:
    await line.send(peer.joined(line, frame))


async def nothing(peer: "Peer", line: "Line", frame: Frame) -> None:
    """Typing has no answer."""


def _span(log: Log, after: int, through: int) -> Frame:
    return {"room": log.room, "after": after, "through": through}


def _listed(log: Log) -> Frame:
    unread = [one for one in log.messages() if one["seq"] > log.read]
    mentions = sum("guest:ana" in one.get("mentions", []) for one in unread)
    counts = {"head": log.head, "read": log.read, "unread": len(unread), "mentions": mentions}
    return {"room": log.room, "role": "member", "last": next(reversed(log.messages()), None)} | log.about | counts


MANNERS: dict[str, Manner] = {
    "joinRoom": join,
    "leaveRoom": leave,
    "sendMessage": say,
    "sendDirect": say_directly,
    "editMessage": change("edited", "text"),
    "eraseMessage": change("erased"),
    "react": change("reacted", "reaction", "on"),
    "moderate": moderate,
    "createRoom": change_room,
    "changeRoom": change_room,
    "history": page,
    "search": search,
    "rooms": rooms,
    "findRooms": find_rooms,
    "members": members,
    "markRead": mark_read,
    "link": link,
    "ping": ping,
    "renew": renew,
    "signOut": sign_out,
    "typing": nothing,
}

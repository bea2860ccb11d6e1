"""What the peer does for each action of docs/protocol.md."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tests.browser.peer_room import PAGE, Frame, Guest, Room, sender

if TYPE_CHECKING:
    from tests.browser.peer import Peer

Act = Callable[["Peer", Guest, Room, Frame], Awaitable[None]]
STEPS = {"promote": {"visitor": "member", "member": "moderator", "moderator": "owner"}}
STEPS["demote"] = {after: before for before, after in STEPS["promote"].items()}


async def join_room(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Answers the newest page, or what was missed."""
    newcomer = all(each.sender != guest.sender for each in room.guests)
    if guest not in room.guests:
        room.guests.append(guest)
    user = guest.sender["user"]
    room.roles.setdefault(user, {**guest.sender, "role": "visitor"})
    after = request.get("after", 0)
    recovered = "after" not in request or (request["epoch"] == room.epoch and after <= len(room.log))
    resumes = "after" in request and recovered
    page = room.after(after, PAGE) if resumes else room.before(len(room.log) + 1, PAGE)
    roster = list({each.sender["user"]: each.sender for each in room.guests}.values())
    joined = {"epoch": room.epoch, "head": len(room.log), "recovered": recovered, "roster": roster}
    joined |= {"here": len(room.guests), "you": guest.sender | room.roles[user], "about": room.view(user)}
    joined["read"] = room.read.setdefault(user, len(room.log))
    await peer.answer(guest, request, "joined", **joined, **page)
    if newcomer:
        presence = {"type": "presence", "room": room.name, **guest.sender, "here": True}
        await asyncio.gather(*(peer.send(each, presence) for each in room.guests if each is not guest))


async def leave_room(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Goes, or quits on all connections."""
    quits = request.get("quit", False)
    leaving = [each for each in room.guests if each is guest or (quits and each.sender == guest.sender)]
    for each in leaving:
        room.guests.remove(each)
        if each is not guest:
            await peer.send(each, {"type": "left", "room": room.name})
    if quits:
        del room.roles[guest.sender["user"]]
    await peer.answer(guest, request, "left")
    await peer.tell(room.name, {"type": "presence", "room": room.name, **guest.sender, "here": False})


async def send_message(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Stores a message once, and delivers it."""
    message = room.said(guest.sender, request["id"])
    if not message:
        extras: Frame = {"mentions": request["mentions"]} if "mentions" in request else {}
        if "reply" in request:
            root = room.log[request["reply"] - 1].get("thread", request["reply"])
            room.log[root - 1]["replies"] = room.log[root - 1].get("replies", 0) + 1
            extras |= {"reply": request["reply"], "thread": root}
        message = room.append(guest.name, "message", request["id"], text=request["text"], **extras)
    await peer.tell(room.name, message)
    await peer.notify(room, message)


async def send_direct(peer: "Peer", guest: Guest, _: Room, request: Frame) -> None:
    """Says something in the room of the two."""
    other = next(each.sender for each in peer.everyone if each.sender["user"] == request["to"])
    pair = sorted((guest.sender, other), key=lambda each: str(each["user"]))
    digest = hashlib.sha256("".join(each["user"] for each in pair).encode()).hexdigest()[:12]
    room = peer.room(f"direct-{digest}")
    room.peers, room.about["access"] = pair, "members"
    for each in pair:
        room.roles.setdefault(each["user"], {**each, "role": "member"})
        room.read.setdefault(each["user"], 0)
    message = room.append(guest.name, "message", request["id"], text=request["text"])
    await peer.send(guest, message)
    await peer.tell(room.name, message)
    await peer.notify(room, message)


async def edit_message(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Changes the text of a message."""
    if not (message := room.message(request["seq"])):
        return await peer.refuse(guest, request, "not_found", "there is no such message")
    entry = room.append(guest.name, "edited", request["id"], target=request["seq"], text=request["text"])
    message |= {"text": request["text"], "edited": entry["seq"]}
    await peer.tell(room.name, entry)


async def erase_message(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Takes a message's text away."""
    if not (message := room.message(request["seq"])):
        return await peer.refuse(guest, request, "not_found", "there is no such message")
    entry = room.append(guest.name, "erased", request["id"], target=request["seq"])
    for gone in ("reactions", "mentions", "file"):
        message.pop(gone, None)
    message |= {"text": "", "erased": entry["seq"]}
    await peer.tell(room.name, entry)


async def react(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Adds a reaction, or takes it back."""
    if not (message := room.message(request["seq"])):
        return await peer.refuse(guest, request, "not_found", "there is no such message")
    said = {"target": request["seq"], "reaction": request["reaction"], "on": request["on"]}
    entry = room.append(guest.name, "reacted", request["id"], **said)
    users = {each["reaction"]: each["users"] for each in message.get("reactions", [])}
    others = [user for user in users.get(request["reaction"], []) if user != guest.sender["user"]]
    users[request["reaction"]] = others + ([guest.sender["user"]] if request["on"] else [])
    message["reactions"] = [
        {"reaction": reaction, "count": len(who), "users": who} for reaction, who in users.items() if who
    ]
    await peer.tell(room.name, entry)


async def history(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """A page of the log, or of a thread."""
    limit = request.get("limit", PAGE)
    if "thread" in request:
        page = room.thread(request["thread"], request.get("after", 0), limit)
    elif "after" in request:
        page = room.after(request["after"], limit)
    else:
        page = room.before(request.get("before", len(room.log) + 1), limit)
    await peer.answer(guest, request, "history", **page)


async def search(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """The messages among the last 100 that contain the text."""
    through = min(request.get("before", len(room.log) + 1) - 1, len(room.log))
    after = max(0, through - 100)
    wanted = request["text"].lower()
    found = [each for each in room.log[after:through] if wanted in each.get("text", "").lower()]
    page = {"messages": [each for each in reversed(found) if each["type"] == "message"]}
    await peer.answer(guest, request, "found", after=after, through=through, more=after > 0, **page)


async def create_room(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Makes a room whose owner is who asked."""
    if room.log:
        return await peer.refuse(guest, request, "forbidden", "this name is taken")
    room.about |= {name: request[name] for name in ("access", "title", "topic") if name in request}
    room.roles[guest.sender["user"]] = {**guest.sender, "role": "owner"}
    entry = room.append(guest.name, "room", request["id"], **room.about)
    room.read[guest.sender["user"]] = entry["seq"]
    await peer.send(guest, entry)


async def change_room(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Changes what the room is."""
    room.about |= {name: request[name] for name in ("access", "title", "topic", "archived") if name in request}
    await peer.tell(room.name, room.append(guest.name, "room", request["id"], **room.about))


async def moderate(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Changes what somebody may; a kick and a ban put them out."""
    user, act = request["user"], request["act"]
    who = room.roles.setdefault(user, sender(user.partition(":")[2].title()) | {"role": "visitor"})
    fields: Frame = {"act": act, "user": user, "name": who["name"], "reason": request.get("reason", "")}
    if act in STEPS:
        who["role"] = STEPS[act].get(who["role"], who["role"])
    if act in ("mute", "ban"):
        who["muted" if act == "mute" else "banned"] = 4_000_000_000_000
    if act in ("unmute", "unban"):
        who.pop("muted" if act == "unmute" else "banned", None)
    states = {name: who[name] for name in ("muted", "banned") if name in who}
    entry = room.append(guest.name, "member", request["id"], **fields, role=who["role"], **states)
    if act in ("kick", "ban"):
        out = [each for each in room.guests if each.sender["user"] == user]
        room.guests = [each for each in room.guests if each not in out]
        left = {"type": "left", "room": room.name, "act": act, "reason": request.get("reason", "")}
        await asyncio.gather(*(peer.send(each, left) for each in out))
    await peer.tell(room.name, entry)


async def rooms(peer: "Peer", guest: Guest, _: Room, request: Frame) -> None:
    """The rooms of this user."""
    user = guest.sender["user"]
    mine = [room.mine(user) for room in peer.rooms.values() if user in room.roles]
    await peer.answer(guest, request, "rooms", rooms=mine, next=None)


async def find_rooms(peer: "Peer", guest: Guest, _: Room, request: Frame) -> None:
    """Open rooms by their first letters."""
    found = [
        {"room": room.name, "title": room.about["title"], "topic": room.about["topic"]}
        for room in peer.rooms.values()
        if room.name.startswith(request.get("prefix", "")) and room.about["access"] == "open"
    ]
    await peer.answer(guest, request, "foundRooms", rooms=found, next=None)


async def members(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Those with a role, a mute or a ban."""
    known = [who for who in room.roles.values() if who["role"] != "visitor" or {"muted", "banned"} & set(who)]
    await peer.answer(guest, request, "members", members=known, next=None)


async def mark_read(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Moves the marker, and tells all connections of this user."""
    user = guest.sender["user"]
    room.read[user] = max(room.read.get(user, 0), request["seq"])
    for each in peer.guests:
        if each.sender == guest.sender:
            id_ = {"id": request["id"]} if each is guest else {}
            await peer.send(each, {"type": "read", "room": room.name, "seq": room.read[user]} | id_)


async def typing(peer: "Peer", guest: Guest, room: Room, _: Frame) -> None:
    """Tells the others."""
    frame = {"type": "typing", "room": room.name, **guest.sender}
    await asyncio.gather(*(peer.send(each, frame) for each in room.guests if each is not guest))


async def upload(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """A form for the peer's store."""
    file = {name: request[name] for name in ("name", "type", "size")}
    form = peer.store.offer(lambda: peer.arrived(room, guest, file, request.get("text") or file["name"]))
    await peer.answer(guest, request, "upload", **form, expires_in=300)


async def link(peer: "Peer", guest: Guest, room: Room, request: Frame) -> None:
    """Where the file of a message can be had."""
    url = peer.store.link(room.log[request["seq"] - 1]["id"])
    await peer.answer(guest, request, "link", seq=request["seq"], url=url, expires_in=3600)


async def ping(peer: "Peer", guest: Guest, _: Room, request: Frame) -> None:
    """How far the rooms of this connection have got."""
    heads = {name: len(room.log) for name, room in peer.rooms.items() if guest in room.guests}
    await peer.send(guest, {"type": "pong", "id": request["id"], "heads": heads})


async def renew(peer: "Peer", guest: Guest, _: Room, request: Frame) -> None:
    """Takes a new token in place of the one of the handshake."""
    if peer.shut(request["token"]):
        return await peer.refuse(guest, request, "forbidden", "a token that does not hold")
    peer.tokens.append(request["token"])
    await peer.answer(guest, request, "renewed", until=0)


async def sign_out(peer: "Peer", guest: Guest, _: Room, request: Frame) -> None:
    """Ends all connections of who asks."""
    await peer.sign_out(guest.name, "you")


ACTIONS: dict[str, Any] = {
    "joinRoom": join_room, "leaveRoom": leave_room, "sendMessage": send_message, "sendDirect": send_direct,
    "editMessage": edit_message, "eraseMessage": erase_message, "react": react, "history": history,
    "search": search, "createRoom": create_room, "changeRoom": change_room, "moderate": moderate, "rooms": rooms,
    "findRooms": find_rooms, "members": members, "markRead": mark_read, "typing": typing, "upload": upload,
    "link": link, "ping": ping, "renew": renew, "signOut": sign_out,
}  # fmt: skip

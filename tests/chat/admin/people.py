"""A room's life with somebody in it who will want to be forgotten."""

import secrets

import frames
from chat import attending, changing, direct, messages, moderating, rooms
from chat import connections as verbs
from chat.entries import put
from identity import Caller
from models.post import Post
from models.shared_file import SharedFile
from tests.chat.admin.conftest import Bucket

# No substring of each other, nor of anything else.
USER, NAME = "guest:zöe/the #1", "Zöe the Unforgettable"
TEXTS = "Words-of-Zöe"
FILE_KEY = "rooms/general/random/holiday.png"
UNTOLD_KEY = "rooms/general/other/untold.png"


def zoe(connection: str = "zoe1=") -> Caller:
    return Caller(connection, USER, NAME)


def come(caller: Caller, room: str, deadline: float) -> Caller:
    verbs.connect(caller)
    rooms.join(caller, frames.JoinRoom(room), deadline)
    return caller


def live(bucket: Bucket, deadline: float, said: int = 8) -> None:
    """Zöe talks, reacts, shares, moderates and is moderated, is mentioned and has a direct room with Bo."""
    bo, ana = (come(Caller(f"{name}1=", f"guest:{name}", name.title()), "general", deadline) for name in ("bo", "ana"))
    me = come(zoe(), "general", deadline)
    come(zoe("zoe2="), "random", deadline)
    for number in range(said):
        _say("general", me, f"{TEXTS} {number}", deadline)
    first = _say("general", bo, "what does everybody think?", deadline, mentions=(USER, "guest:ana"))
    reply = frames.SendMessage("general", "reply", f"{TEXTS} in reply", reply=first)
    messages.say(me, reply, deadline)
    changing.edit(me, frames.EditMessage("general", "edit", 5, f"{TEXTS} edited"), deadline)
    changing.react(me, frames.React("general", "react", first, "👍", True), deadline)
    changing.react(ana, frames.React("general", "react", first, "👍", True), deadline)
    changing.react(ana, frames.React("general", "react-2", 7, "🎉", True), deadline)
    changing.erase(me, frames.EraseMessage("general", "erase", 6), deadline)
    attending.mark_read(me, frames.MarkRead("general", 9), deadline)
    moderating.moderate(bo, frames.Moderate("general", "in", USER, "invite", reason="Zöe is fun"), deadline)
    moderating.moderate(bo, frames.Moderate("general", "up", USER, "promote"), deadline)
    moderating.moderate(me, frames.Moderate("general", "mute", "guest:ana", "mute", reason="said Zöe"), deadline)
    moderating.moderate(bo, frames.Moderate("general", "kick", USER, "kick", reason="Zöe was loud"), deadline)
    direct.say(me, frames.SendDirect("guest:bo", "d1", f"{TEXTS} in private"), deadline)
    direct.say(bo, frames.SendDirect(USER, "d2", "an answer"), deadline)
    file = {"key": FILE_KEY, "name": "holiday.png", "type": "image/png", "size": 9}
    bucket.put(FILE_KEY, b"Zoe-in-the-sun")
    put(Post("random", "file", USER, NAME, f"{TEXTS} with a file", file=file), deadline)
    bucket.put(UNTOLD_KEY, b"Zoe-in-the-rain")
    SharedFile.expect(UNTOLD_KEY, user=USER, name=NAME, text=TEXTS, file="untold.png", type="image/png", size=9)


def _say(room: str, caller: Caller, text: str, deadline: float, mentions: tuple[str, ...] = ()) -> int:
    message = put(Post(room, secrets.token_hex(8), caller.user, caller.name, text, mentions=mentions), deadline)
    return message.seq

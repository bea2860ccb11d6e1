"""What happened, in words: the entries of a log that are no messages, and the notices. Pure."""

from datetime import datetime

from ..entries import Edited, Entry, Erased, MemberChanged, Message, Reacted, RoomChanged
from ..frames import Notice
from .typeset import cut, short

FOR_GOOD = 4_102_444_800_000  # who is muted beyond the year 2100 is muted until somebody undoes it
EXCERPT = 30
ACTS = {
    "invite": "invited {user}",
    "promote": "made {user} {role}",
    "demote": "made {user} {role}",
    "mute": "muted {user}{until}",
    "unmute": "lets {user} speak again",
    "kick": "put {user} out",
    "ban": "banned {user}{until}",
    "unban": "lets {user} come in again",
    "quit": "gave up the membership",
}


def sentence(entry: Entry, target: Message | None) -> str:
    """What an entry tells; `target` is the message that it is about, where that is known."""
    who = short(entry.sender)
    match entry:
        case Edited(target=seq, text=text):
            return f"{who} edited #{seq}: {text}" if text else f"{who} edited #{seq}, which was erased"
        case Erased(target=seq):
            other = target is not None and target.sender.user != entry.sender.user
            return f"{who} erased #{seq}" + (f" of {short(target.sender)}" if other and target else "")
        case Reacted(target=seq, reaction=reaction, on=on):
            excerpt = f" ({cut(target.text.replace(chr(10), ' '), EXCERPT)})" if target and target.text else ""
            return f"{who} {reaction} #{seq}{excerpt}" if on else f"{who} took {reaction} back from #{seq}"
        case MemberChanged():
            return f"{who} {_act(entry)}" + (f": {entry.reason}" if entry.reason else "")
        case RoomChanged():
            return f"{who} set up {about(entry)}"
    raise AssertionError("a message speaks for itself")


def about(room: RoomChanged) -> str:
    """What a room is now."""
    title, topic = f' "{room.title}"' if room.title else "", f", about {room.topic}" if room.topic else ""
    access = ", for members only" if room.access == "members" else ""
    return f"the room{title}{topic}{access}" + (", archived" if room.archived else "")


def told(notice: Notice) -> str:
    """What a notice tells, and what can be done about it."""
    who = short(notice.sender)
    match notice.reason:
        case "direct":
            return f"{who} to you: {notice.text} (/dm {who})"
        case "invite":
            return f"{who} invites you to {notice.room}: {notice.text}".removesuffix(": ") + f" (/join {notice.room})"
    return f"{who} mentions you in {notice.room}: {notice.text} (/join {notice.room})"


def _act(entry: MemberChanged) -> str:
    until = entry.muted if entry.act == "mute" else entry.banned
    words = ACTS.get(entry.act, "{act} {user}")
    role = "an owner" if entry.role == "owner" else f"a {entry.role}"
    return words.format(user=short(entry.user), role=role, until=_until(until), act=entry.act)


def _until(time: int | None) -> str:
    if time is None or time > FOR_GOOD:
        return ""
    return f" until {datetime.fromtimestamp(time / 1000).astimezone():%d %B %H:%M}"

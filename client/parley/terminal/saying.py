"""Commands for what is said: answering, changing, reacting, files."""

import shlex
from collections.abc import Callable
from pathlib import Path

from ..entries import Message
from ..room import Room
from .command import inside
from .naming import mentioned, numbered
from .seat import Seat

SHORT = {"+1": "👍", "-1": "👎", ":)": "🙂", "heart": "❤️", "tada": "🎉", "laugh": "😂", "eyes": "👀", "ok": "✅"}
Fits = Callable[[Message, Room], bool]
MOST_MENTIONS = 20  # the service takes no more
NO_MESSAGE = "which message? put its number in front, such as #45"


async def say(seat: Seat, room: Room, text: str, reply: int | None = None) -> None:
    """Say something, and mention whom it names."""
    await room.say(text, reply=reply, mentions=mentioned(text, seat.people())[:MOST_MENTIONS])


async def _reply(seat: Seat, room: Room, argument: str) -> None:
    seq, text = _which(seat, argument, _by_another)
    if seq is None or not text:
        return seat.scene.note(NO_MESSAGE if text else "what? /reply [#45] TEXT")
    await say(seat, room, text, seq)


async def _edit(seat: Seat, room: Room, argument: str) -> None:
    seq, text = _which(seat, argument, _by_us)
    if seq is None or not text:
        return seat.scene.note(NO_MESSAGE if text else "what shall it be? /edit [#45] TEXT")
    await room.edit(seq, text)


async def _erase(seat: Seat, room: Room, argument: str) -> None:
    seq, _ = _which(seat, argument, _by_us)
    if seq is None:
        return seat.scene.note(NO_MESSAGE)
    await room.erase(seq)


async def _react(seat: Seat, room: Room, argument: str) -> None:
    seq, name = _which(seat, argument, _by_another)
    if seq is None or not name:
        return seat.scene.note(NO_MESSAGE if name else f"which one? /react [#45] 👍, or {', '.join(SHORT)}")
    emoji = SHORT.get(name, name)
    message = room.messages.get(seq)
    given = message is not None and any(
        one.reaction == emoji and room.you.user in one.users for one in message.reactions
    )
    await room.react(seq, emoji, on=not given)


async def _send(seat: Seat, room: Room, argument: str) -> None:
    try:
        path, *words = shlex.split(argument)
    except ValueError:  # nothing, or a quotation mark without its other
        return seat.scene.note('which file? /send FILE [TEXT]; a name with spaces stands in "…"')
    if not Path(path).expanduser().is_file():
        return seat.scene.note(f"there is no file {path}")
    seat.scene.note(f"sending {path} …")
    seat.in_background(room.upload(Path(path).expanduser(), text=" ".join(words) or None))


async def _link(seat: Seat, room: Room, argument: str) -> None:
    seq, _ = _which(seat, argument, lambda message, room: message.file is not None)
    if seq is None:
        return seat.scene.note(NO_MESSAGE)
    seat.scene.whole(await room.link(seq))


def _which(seat: Seat, argument: str, fits: Fits) -> tuple[int | None, str]:
    """The message that is meant: by its number, or the last one that fits."""
    seq, rest = numbered(argument)
    return seq or seat.last(fits), rest


def _by_us(message: Message, room: Room) -> bool:
    return message.sender.user == room.you.user


def _by_another(message: Message, room: Room) -> bool:
    return not _by_us(message, room)


COMMANDS = {
    "reply": inside("[#45] TEXT", "answer a message", _reply),
    "react": inside("[#45] 👍", "put an emoji below it, or take it back (+1, heart …)", _react),
    "edit": inside("[#45] TEXT", "give your message another text", _edit),
    "erase": inside("[#45]", "erase it", _erase),
    "send": inside("FILE [TEXT]", "send a file", _send),
    "link": inside("[#45]", "a link to the file of a message", _link),
}

"""Commands for looking around and back."""

from ..entries import Message
from ..room import Room
from .command import inside
from .listing import member_lines
from .naming import label, numbered
from .seat import Seat
from .typeset import names

PAGE = 20


async def _who(seat: Seat, room: Room, _: str) -> None:
    seat.scene.note(f"in {label(room.name, room.about.peer)}: {names(room.roster.values())}")


async def _members(seat: Seat, room: Room, _: str) -> None:
    members = await room.members()
    if not members:
        return seat.scene.note("nobody has a role here")
    seat.scene.table(member_lines(members))


async def _history(seat: Seat, room: Room, _: str) -> None:
    messages, more = list[Message](), True
    while more and not messages:  # a page may hold nothing but what was done to messages
        page = await room.history(before=seat.earliest[room.name], limit=PAGE)
        messages, more = list(page.messages), page.more
        seat.earliest[room.name] = page.after + 1
    where = label(room.name, room.about.peer)
    if not messages:
        return seat.scene.note(f"nothing was said in {where} before")
    seat.scene.note(f"earlier in {where}:")
    _show(seat, room, messages)
    seat.scene.note("so far; /history goes on" if more else "this was the beginning")


async def _search(seat: Seat, room: Room, text: str) -> None:
    before = None
    if not text:
        if seat.search is None or seat.search[0] is not room:
            return seat.scene.note("for what? /search TEXT")
        _, text, before = seat.search
    found = await room.search(text, before=before)
    _show(seat, room, found.messages[::-1])
    seat.search = (room, text, found.after + 1) if found.more else None
    what = f'that was all with "{text}"' if found.messages else f'there is nothing with "{text}"'
    seat.scene.note(f"{what} so far; /search looks further back" if found.more else what)


async def _thread(seat: Seat, room: Room, argument: str) -> None:
    seq = numbered(argument)[0] or seat.last(lambda message, _: bool(message.thread or message.replies))
    if seq is None:
        return seat.scene.note("which one? /thread #45")
    known = room.messages.get(seq)
    first = known.thread if known and known.thread else seq
    page = await room.thread(first)
    if not page.messages:
        return seat.scene.note(f"nobody has answered #{first}")
    begin = room.messages.get(first)
    _show(seat, room, [*([begin] if begin else []), *page.messages])
    seat.scene.note(f"this was the thread of #{first}" + (", its first part" if page.more else ""))


def _show(seat: Seat, room: Room, messages: list[Message] | tuple[Message, ...]) -> None:
    for message in messages:
        seat.scene.message(message, room, room)


COMMANDS = {
    "who": inside("", "who is here", _who),
    "members": inside("", "who has which role, and who is muted or banned", _members),
    "history": inside("", "what was said before, a page at a time", _history),
    "search": inside("TEXT", "what was said with that in it", _search),
    "thread": inside("[#45]", "a message and its answers", _thread),
}

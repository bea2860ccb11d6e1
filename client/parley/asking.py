"""What one can ask of a room: to say and change things, to look around, to govern."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from .entries import Edited, Erased, MemberChanged, Message, Reacted, RoomChanged, User
from .form import attachment, post
from .frames import Frame, Link, Members, Read, Upload
from .listings import Member
from .pages import Found, Page
from .requests import Request, request, user_id

F = TypeVar("F", bound=Frame)
P = TypeVar("P", Page, Found)
Ask = Callable[[Request], Awaitable[Frame]]


class Asking:
    """Every method but `typing` waits for its answer across reconnects, and raises ParleyError when that is no."""

    def __init__(self, name: str, ask: Ask) -> None:
        self.name = name
        self._ask = ask
        self._turn = asyncio.Lock()

    async def say(
        self, text: str, *, reply: int | None = None, mentions: Iterable[User | str] = (), id: str | None = None
    ) -> Message:
        """Say something and return it as it was stored; what is said at once in a room goes out in that order.

        `reply` is the seq of the message that it answers; `mentions` are users, or "room" for everyone.
        Raises ParleyError; with `retry` (no answer, or busy for long), saying the same `id` again is safe.
        """
        mentioned = [user_id(user) for user in mentions] or None
        return await self._write(Message, "sendMessage", text=text, reply=reply, mentions=mentioned, id=id)

    async def edit(self, seq: int, text: str) -> Edited:
        """Give a message of one's own another text."""
        return await self._write(Edited, "editMessage", seq=seq, text=text)

    async def erase(self, seq: int) -> Erased:
        """Erase a message: one's own, or any as a moderator."""
        return await self._write(Erased, "eraseMessage", seq=seq)

    async def react(self, seq: int, reaction: str, on: bool = True) -> Reacted:
        """Put an emoji below a message, or take it back."""
        return await self._write(Reacted, "react", seq=seq, reaction=reaction, on=on)

    async def history(self, *, before: int | None = None, after: int | None = None, limit: int = 50) -> Page:
        """A page of the log: the newest, the one that ends before a seq, or the one that starts after a seq."""
        return await self._kept(self._read_log(before=before, after=after, limit=limit))

    async def thread(self, seq: int, *, after: int | None = None, limit: int = 50) -> Page:
        """A page of the replies in the thread that began with a message, oldest first."""
        return await self._kept(self._read_log(thread=seq, after=after, limit=limit))

    async def search(self, text: str, *, before: int | None = None) -> Found:
        """Messages that contain a text, newest first; while `more`, go on with `before=found.after + 1`."""
        return await self._kept(self._asked(Found, "search", text=text, before=before))

    async def members(self) -> list[Member]:
        """Everyone with a role, a mute or a ban."""
        members, after = list[Member](), None
        while True:
            page = await self._asked(Members, "members", after=after)
            members += page.members
            if (after := page.next) is None:
                return members

    async def moderate(
        self, user: User | str, act: str, *, minutes: int | None = None, reason: str | None = None
    ) -> MemberChanged:
        """Invite, promote, demote, mute, unmute, kick, ban or unban; `minutes` are for mute and ban."""
        changed, user = MemberChanged, user_id(user)
        return await self._write(changed, "moderate", user=user, act=act, minutes=minutes, reason=reason)

    async def change(
        self,
        *,
        title: str | None = None,
        topic: str | None = None,
        access: str | None = None,
        archived: bool | None = None,
        slow: int | None = None,
    ) -> RoomChanged:
        """Change what is given, and leave the rest; `access` is "open" or "members", `slow` seconds, 0 for none."""
        changes = {"title": title, "topic": topic, "access": access, "archived": archived, "slow": slow}
        return await self._write(RoomChanged, "changeRoom", **changes)

    async def upload(
        self,
        file: str | os.PathLike[str] | bytes,
        *,
        name: str | None = None,
        type: str | None = None,
        text: str | None = None,
    ) -> None:
        """Upload a file, or bytes with a `name`: soon after, the room gets a message from us with `text` and it."""
        what = await asyncio.to_thread(attachment, file, name, type)
        size = len(what.content)
        form = await self._asked(Upload, "upload", name=what.name, type=what.type, size=size, text=text)
        await asyncio.to_thread(post, form.url, form.fields, what)

    async def link(self, seq: int) -> str:
        """The URL of the file that came with a message; it works for a while."""
        return (await self._asked(Link, "link", seq=seq)).url

    async def _kept(self, page: Awaitable[P]) -> P:
        """Whoever keeps messages takes what is asked for."""
        return await page

    async def _read_log(self, **which: int | None) -> Page:
        return await self._asked(Page, "history", **which)

    async def _marked(self, seq: int) -> int:
        return (await self._asked(Read, "markRead", seq=seq)).seq

    async def _write(self, kind: type[F], action: str, **fields: object) -> F:
        async with self._turn:
            return await self._asked(kind, action, **fields)

    async def _asked(self, kind: type[F], action: str, **fields: object) -> F:
        answer = await self._ask(request(action, room=self.name, **fields))
        assert isinstance(answer, kind)
        return answer

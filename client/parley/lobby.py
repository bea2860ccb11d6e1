"""What one can ask of the service without a room: which rooms there are, a new one, a word to one user."""

from collections.abc import Awaitable, Callable

from .asking import F
from .entries import Message, RoomChanged, User
from .frames import FoundRooms, Frame, Rooms
from .listings import FoundRoom, RoomInfo
from .requests import Request, request, user_id

FOUND = 100


class Lobby:
    """Every method waits for its answer across reconnects, and raises ParleyError when that is no."""

    def __init__(self, ask: Callable[[Request], Awaitable[Frame]]) -> None:
        self._ask_service = ask

    async def rooms(self) -> list[RoomInfo]:
        """Every room that one has joined and not quit, on any device, with what is unread there."""
        rooms, after = list[RoomInfo](), None
        while True:
            page = await self._asked_service(Rooms, "rooms", after=after)
            rooms += page.rooms
            if (after := page.next) is None:
                return rooms

    async def find_rooms(self, prefix: str = "", *, limit: int = FOUND) -> list[FoundRoom]:
        """Open rooms whose names begin so, up to a number of them."""
        rooms, after = list[FoundRoom](), None
        while True:
            page = await self._asked_service(FoundRooms, "findRooms", prefix=prefix, after=after)
            rooms += page.rooms
            if (after := page.next) is None or len(rooms) >= limit:
                return rooms[:limit]

    async def direct(self, to: User | str, text: str, *, id: str | None = None) -> Message:
        """Say something to one user, in the room of the two: `join(message.room)` to go on there."""
        return await self._asked_service(Message, "sendDirect", to=user_id(to), text=text, id=id)

    async def _create(self, name: str, access: str, title: str, topic: str) -> RoomChanged:
        fields = {"access": access, "title": title, "topic": topic}
        return await self._asked_service(RoomChanged, "createRoom", room=name, **fields)

    async def _asked_service(self, kind: type[F], action: str, **fields: object) -> F:
        answer = await self._ask_service(request(action, **fields))
        assert isinstance(answer, kind)
        return answer

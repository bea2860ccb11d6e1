"""rooms, findRooms, members: look around."""

from chat.looking import find, members, mine
from doors import doors_by_route, request_door
from frames import FindRooms, Members, Rooms

handler = doors_by_route(
    {
        "rooms": request_door("rooms", Rooms, mine),
        "findRooms": request_door("findRooms", FindRooms, find),
        "members": request_door("members", Members, members),
    }
)

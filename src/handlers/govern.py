"""createRoom, changeRoom, moderate: what owners and moderators do."""

from chat.governing import change, create
from chat.moderating import moderate
from doors import doors_by_route, request_door
from frames import ChangeRoom, CreateRoom, Moderate

handler = doors_by_route(
    {
        "createRoom": request_door("createRoom", CreateRoom, create),
        "changeRoom": request_door("changeRoom", ChangeRoom, change),
        "moderate": request_door("moderate", Moderate, moderate),
    }
)

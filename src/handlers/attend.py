"""markRead, typing: how far somebody has read, and that they are typing."""

from chat.attending import mark_read, typing
from doors import doors_by_route, request_door
from frames import MarkRead, Typing

handler = doors_by_route(
    {
        "markRead": request_door("markRead", MarkRead, mark_read),
        "typing": request_door("typing", Typing, typing),
    }
)

"""history, search: read a room's log."""

from chat.messages import history
from chat.searching import search
from doors import doors_by_route, request_door
from frames import History, Search

handler = doors_by_route(
    {
        "history": request_door("history", History, history),
        "search": request_door("search", Search, search),
    }
)

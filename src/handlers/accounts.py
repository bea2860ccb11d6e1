"""signOut, operate: what holds for a user everywhere."""

from chat.operating import operate, sign_out
from doors import doors_by_route, request_door
from frames import Operate, SignOut

handler = doors_by_route(
    {
        "signOut": request_door("signOut", SignOut, sign_out),
        "operate": request_door("operate", Operate, operate),
    }
)

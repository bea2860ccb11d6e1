"""sendMessage, sendDirect: commit a message, then deliver it."""

from chat import direct
from chat.messages import say
from doors import doors_by_route, request_door
from frames import SendDirect, SendMessage

handler = doors_by_route(
    {
        "sendMessage": request_door("sendMessage", SendMessage, say),
        "sendDirect": request_door("sendDirect", SendDirect, direct.say),
    }
)

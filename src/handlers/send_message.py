"""sendMessage: commit a message, then deliver it."""

from chat.messages import say
from doors import request_door
from frames import SendMessage

handler = request_door("sendMessage", SendMessage, say)

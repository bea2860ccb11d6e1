"""history: a page of a room's log."""

from chat.messages import history
from doors import request_door
from frames import History

handler = request_door("history", History, history)

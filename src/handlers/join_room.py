"""joinRoom: enter a room and hear what was missed."""

from chat.rooms import join
from doors import request_door
from frames import JoinRoom

handler = request_door("joinRoom", JoinRoom, join)

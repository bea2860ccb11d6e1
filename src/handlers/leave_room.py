"""leaveRoom: leave a room."""

from chat.rooms import leave
from doors import request_door
from frames import LeaveRoom

handler = request_door("leaveRoom", LeaveRoom, leave)

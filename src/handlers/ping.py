"""ping: the heads of the rooms that the connection is in."""

from chat.connections import ping
from doors import request_door
from frames import Ping

handler = request_door("ping", Ping, ping)

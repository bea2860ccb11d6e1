"""renew: a new token over the open connection."""

from chat.renewing import renew
from doors import request_door
from frames import Renew

handler = request_door("renew", Renew, renew, ended_too=True)

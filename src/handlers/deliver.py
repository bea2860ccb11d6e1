"""deliver: one share of a message in a large room, from the queue."""

from chat.telling import tell_share
from manners.poll import queue_door

handler = queue_door(tell_share)

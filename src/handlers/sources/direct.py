"""Direct: whoever may invoke the function, by SDK or CLI, says something. Push, or a call that waits for its answer.

{"text": "…"} is enough; `room` and `name` say where and as whom, and with an `id` a call may be made again.
"""

from manners.plain import plain_door

handler = plain_door("direct")

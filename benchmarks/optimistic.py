"""The usual way to number a log, to measure Parley's against: read the head, write the next, try again if it moved.

Everything else is Parley's own: the table, the items' keys and fields, the connection, and so the CPU of a call.
"""

import random
import time

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from models.log import Post
from models.message import Message
from models.room import Room, key
from models.table import Item

FIRST_WAIT = 0.02
LONGEST_WAIT = 0.64

RETRIED = {"ConditionalCheckFailed", "TransactionConflict"}


def append(post: Post) -> Message:
    """Commit the post at the seq after the head, however often others are faster."""
    attempt = 0
    while True:
        message = post.entry(int(Room.named(post.room).head) + 1)
        if _committed(message):
            return message
        attempt += 1
        time.sleep(random.uniform(0, min(LONGEST_WAIT, FIRST_WAIT * 2**attempt)))


def _committed(message: Message) -> bool:
    room = Room(key(message.room), "ROOM")
    try:
        with TransactWrite(connection=Item._get_connection().connection) as transaction:
            transaction.save(message, condition=Message.pk.does_not_exist())
            transaction.update(
                room,
                actions=[Room.head.set(message.seq), Room.moved_at.set(message.at)],
                condition=Room.head == message.seq - 1,
            )
    except TransactWriteError as error:
        if not {reason.code for reason in error.cancellation_reasons if reason} & RETRIED:
            raise
        return False
    return True

"""Threads: which messages answer the one that a thread began with."""

from typing import Any

from pynamodb.transactions import TransactWrite

from errors import NotFound
from models import retention
from models.batch_read import read
from models.clock import in_seconds
from models.message import Message, from_raw, sort_key
from models.post import Raw, Together
from models.room import key
from models.table import Item, query


class Reply(Item, discriminator="reply"):
    """Stands beside the log, in the order of the thread, and points into it."""


def answering(target: Message) -> tuple[int, Together]:
    """The thread that an answer to this message is in, and what is written with the answer."""
    root = int(target.thread or target.seq)
    beginning = Message(key(target.room), sort_key(root))
    there = Message.pk.exists()
    if root == target.seq:
        there = there & Message.erased.does_not_exist()

    def write(transaction: TransactWrite, seq: int) -> None:
        transaction.save(Reply(key(target.room), reply_key(root, seq), expires_at=retention.end(target.room)))
        transaction.update(beginning, actions=[Message.replies.add(1)], condition=there)

    def refusal(met: Raw | None, seq: int) -> NotFound:
        return NotFound("there is no such message")

    return root, Together(write, refusal)


def replies(room: str, root: int, after: int, limit: int) -> tuple[list[Message], bool]:
    """Up to `limit` messages of a thread after a seq, oldest first, and whether there are more."""
    bounds = {":first": reply_key(root, after + 1), ":last": reply_key(root, 10**12 - 1)}
    values: dict[str, Any] = {":pk": {"S": key(room)}} | {name: {"S": value} for name, value in bounds.items()}
    condition = "pk = :pk AND sk BETWEEN :first AND :last"
    seqs = []
    for item in query(KeyConditionExpression=condition, ExpressionAttributeValues=values, Limit=limit + 1):
        if int(item["expires_at"]["N"]) > in_seconds(0):
            seqs.append(int(item["sk"]["S"].rpartition("#")[2]))
        if len(seqs) > limit:
            break
    items = read(((key(room), sort_key(seq)) for seq in seqs[:limit]), consistent=True)
    messages = [message for message in map(from_raw, items) if message]
    return sorted(messages, key=lambda message: message.seq), len(seqs) > limit


def reply_key(root: int, seq: int) -> str:
    """Where a reply stands among those of its thread."""
    return f"REPLY#{root:012d}#{seq:012d}"

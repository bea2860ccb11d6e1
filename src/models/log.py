"""Writing a room's log: every post once, at a seq of its own."""

from dataclasses import dataclass

from pynamodb.transactions import TransactWrite

from config import settings
from errors import Busy, IdReused
from models import postmark as postmarks
from models.clock import in_seconds, now_ms
from models.message import Message, Void, from_raw, sort_key
from models.postmark import Postmark
from models.room import Room, key
from models.table import client, met, sdk_errors
from models.transaction import Reasons, Refused, commit

NUMBERS_A_POST = 3


@dataclass(frozen=True)
class Post:
    """Something to be said, before it has a seq."""

    room: str
    id: str
    user: str
    name: str
    text: str


def append(post: Post) -> Message:
    """Commit the post and return its message: the one that was stored before where the same id was already said.

    IdReused where the id was said with another text, Busy where three numbers in a row were sealed under our hands.
    """
    for _ in range(NUMBERS_A_POST):
        message = message_of(post, Room.advance(post.room, now_ms()))
        try:
            commit(lambda transaction, message=message: write(transaction, post, message))  # type: ignore[misc]
            return message
        except Refused as refused:
            if postmark := postmark_in(refused.reasons):
                # Nobody else can have this seq, and we do not need it: no reader has to wait for it.
                void(post.room, message.seq)
                return said_before(post, postmark)
    raise Busy("too many write in this room at once, try again")


def void(room: str, seq: int) -> bool:
    """Close a seq for good; False where there is an entry already."""
    entry = Void(key(room), sort_key(seq), at=now_ms(), expires_at=in_seconds(settings().retention_days * 86400))
    return met(lambda: entry.save(condition=Void.pk.does_not_exist()))


def message_of(post: Post, seq: int) -> Message:
    """The message that a post becomes at a seq."""
    return Message(
        key(post.room),
        sort_key(seq),
        id=post.id,
        user=post.user,
        name=post.name,
        text=post.text,
        at=now_ms(),
        expires_at=in_seconds(settings().retention_days * 86400),
    )


def write(transaction: TransactWrite, post: Post, message: Message) -> None:
    """Put a message and its postmark into a transaction, in this order: neither may be there."""
    postmark = Postmark(
        postmarks.key(post.room, post.user),
        post.id,
        seq=message.seq,
        digest=postmarks.digest(post.text),
        expires_at=in_seconds(postmarks.KEPT),
    )
    new = Postmark.pk.does_not_exist() | (Postmark.expires_at <= in_seconds(0))
    transaction.save(message, condition=Message.pk.does_not_exist(), return_values="ALL_OLD")
    transaction.save(postmark, condition=new, return_values="ALL_OLD")


def postmark_in(reasons: Reasons) -> Postmark | None:
    """The postmark that was in the way; None where only the seq was taken, by a reader's void."""
    _, marked = reasons
    return Postmark.from_raw_data(marked.raw_item) if marked and marked.raw_item else None


def said_before(post: Post, postmark: Postmark) -> Message:
    """The message that this post already is."""
    if postmark.digest != postmarks.digest(post.text):
        raise IdReused("this id was used for another text")
    return stored(post, int(postmark.seq))


def stored(post: Post, seq: int) -> Message:
    """The message at a seq, which was this post once."""
    keys = {"pk": {"S": key(post.room)}, "sk": {"S": sort_key(seq)}}
    with sdk_errors():
        answer = client().get_item(TableName=settings().table, Key=keys, ConsistentRead=True)
    # A message that its room no longer keeps is still the answer to its own retry.
    return from_raw(answer.get("Item", {})) or message_of(post, seq)

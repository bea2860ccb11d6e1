"""Writing a room's log: every post once, at a seq of its own."""

from typing import overload

from pynamodb.exceptions import CancellationReason
from pynamodb.transactions import TransactWrite

import metrics
from config import settings
from errors import Busy, IdReused
from models import postmark as postmarks
from models import retention
from models.clock import in_seconds, now_ms
from models.message import Event, Message, Void, entry_from_raw, sort_key
from models.post import Deed, Post
from models.postmark import Postmark
from models.room import Room, key
from models.table import client, met, sdk_errors
from models.transaction import Reasons, Refused, commit

NUMBERS_A_POST = 3

__all__ = ["Deed", "Post", "append"]


@overload
def append(post: Post) -> Message: ...
@overload
def append(post: Deed) -> Event: ...
def append(post: Post | Deed) -> Message | Event:
    """Commit the post and return its entry: the one that was stored before where the same id was already said.

    IdReused where the id was said with something else, Busy where three numbers in a row were sealed under our hands,
    and whatever what is written together with it was refused for.
    """
    for _ in range(NUMBERS_A_POST):
        seq = Room.advance(post.room, now_ms(), taking=post.taking)
        entry = post.entry(seq)
        try:
            commit(lambda transaction, entry=entry: _write(transaction, post, entry))  # type: ignore[misc]
            metrics.count("messages" if isinstance(post, Post) else "changes")
            return entry
        except Refused as refused:
            # Nobody else can have this seq, and we do not need it: no reader has to wait for it.
            void(post.room, seq)
            if postmark := postmark_in(refused.reasons):
                return said_before(post, postmark)
            _refuse_together(post, seq, refused.reasons[2:])
    raise Busy("too many write in this room at once, try again")


def void(room: str, seq: int) -> bool:
    """Close a seq for good; False where there is an entry already."""
    entry = Void(key(room), sort_key(seq), at=now_ms(), expires_at=retention.end(room))
    sealed = met(lambda: entry.save(condition=Void.pk.does_not_exist()))
    metrics.count("sealed", int(sealed))
    return sealed


def write(transaction: TransactWrite, post: Post | Deed, entry: Message | Event) -> None:
    """Put an entry and its postmark into a transaction, in this order: neither may be there."""
    postmark = Postmark(
        postmarks.key(post.room, post.user),
        post.id,
        seq=entry.seq,
        digest=post.digest,
        expires_at=in_seconds(postmarks.KEPT),
    )
    new = Postmark.pk.does_not_exist() | (Postmark.expires_at <= in_seconds(0))
    transaction.save(entry, condition=Message.pk.does_not_exist(), return_values="ALL_OLD")
    transaction.save(postmark, condition=new, return_values="ALL_OLD")


def postmark_in(reasons: Reasons) -> Postmark | None:
    """The postmark that was in the way; None where only the seq was taken, by a reader's void."""
    marked = reasons[1]
    return Postmark.from_raw_data(marked.raw_item) if marked and marked.raw_item else None


@overload
def said(post: Post) -> Message | None: ...
@overload
def said(post: Deed) -> Event | None: ...
def said(post: Post | Deed) -> Message | Event | None:
    """The entry that this post already is; None where it is new, IdReused where the id was said with something else."""
    postmark = postmarks.find(post.room, post.user, post.id)
    return said_before(post, postmark) if postmark else None


@overload
def said_before(post: Post, postmark: Postmark) -> Message: ...
@overload
def said_before(post: Deed, postmark: Postmark) -> Event: ...
def said_before(post: Post | Deed, postmark: Postmark) -> Message | Event:
    """The entry that this post already is."""
    if postmark.digest != post.digest:
        raise IdReused("this id was used for something else")
    metrics.count("duplicates")
    return stored(post, int(postmark.seq))


@overload
def stored(post: Post, seq: int) -> Message: ...
@overload
def stored(post: Deed, seq: int) -> Event: ...
def stored(post: Post | Deed, seq: int) -> Message | Event:
    """The entry at a seq, which was this post once."""
    # An entry that its room no longer keeps is still the answer to its own retry.
    found, entry = entry_at(post.room, seq), post.entry(seq)
    kept = found if isinstance(found, type(entry)) else entry
    if isinstance(kept, Event) and kept.what == "edited":
        # What was erased since comes back by no retry.
        target = entry_at(post.room, int(kept.fields["target"]))
        kept.text = str(target.text) if isinstance(target, Message) else ""
    return kept


def entry_at(room: str, seq: int) -> Message | Event | None:
    """What stands at a seq now; None where there is nothing to show."""
    keys = {"pk": {"S": key(room)}, "sk": {"S": sort_key(seq)}}
    with sdk_errors():
        answer = client().get_item(TableName=settings().table, Key=keys, ConsistentRead=True)
    return entry_from_raw(answer.get("Item", {}))


def _write(transaction: TransactWrite, post: Post | Deed, entry: Message | Event) -> None:
    write(transaction, post, entry)
    if post.together:
        post.together.write(transaction, entry.seq)


def _refuse_together(post: Post | Deed, seq: int, reasons: list[CancellationReason | None]) -> None:
    """Raise what the first failed condition means; nothing where another seq may help."""
    failed = next((reason for reason in reasons if reason and reason.code == "ConditionalCheckFailed"), None)
    if post.together and failed:
        refusal = post.together.refusal(failed.raw_item, seq)
        if refusal:
            raise refusal

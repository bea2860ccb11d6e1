"""Writing many posts of one room at once: what an event source brings."""

from collections.abc import Iterable, Mapping, Sequence

from pynamodb.exceptions import CancellationReason
from pynamodb.transactions import TransactWrite

import metrics
from errors import Busy
from models import postmark as postmarks
from models.batch_read import read
from models.clock import in_seconds, now_ms
from models.log import NUMBERS_A_POST, stored, void, write
from models.message import Message, from_raw, seq_of, sort_key
from models.post import Post
from models.postmark import Postmark
from models.room import Room, Taking
from models.room import key as room_key
from models.transaction import Reasons, Refused, commit

# A post's sender and id.
Key = tuple[str, str]

# A transaction takes 100 items, and a post is two.
# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
POSTS = 50


def append_all(posts: Sequence[Post]) -> list[Message]:
    """Commit up to POSTS posts of one room in their order, all or none of the new ones; each is said once.

    Who uses an id again is told what was said with it: a source's id is its event, and an event is one message. Busy
    where others are in the way for too long, RateLimited where one of those who speak was just put out or muted.
    """
    left = {(post.user, post.id): post for post in posts}
    told = _told_before(left)
    metrics.count("duplicates", len(told))
    left = {key: post for key, post in left.items() if key not in told}
    numbers: list[int] = []
    for _ in range(NUMBERS_A_POST):
        numbers += _more(posts[0].room, len(left) - len(numbers), sorted({user for user, _ in left}))
        messages = {key: post.entry(seq) for (key, post), seq in zip(left.items(), numbers, strict=False)}
        try:
            _commit(left, messages)
        except Refused as refused:
            taken = _sort_out(refused.reasons, left, messages, told)
            numbers = [number for number in numbers if number not in taken]
            continue
        metrics.count("messages", len(messages))
        told |= messages
        numbers = numbers[len(left) :]
        left = {}
        break
    for number in numbers:
        # Nobody else can have these, and we do not need them: no reader has to wait for them.
        void(posts[0].room, number)
    if left:
        raise Busy("too many write in this room at once, try again")
    return [told[post.user, post.id] for post in posts]


def _told_before(posts: Mapping[Key, Post]) -> dict[Key, Message]:
    """Messages that are already there: a batch that comes again would else leave as many voids as it has posts.

    Eventually consistent, at half the price: what it overlooks, the transaction does not.
    """
    marks = {(postmarks.key(post.room, post.user), post.id): key for key, post in posts.items()}
    seqs = {
        marks[item["pk"]["S"], item["sk"]["S"]]: int(item["seq"]["N"])
        for item in read(marks, consistent=False)
        if int(item["expires_at"]["N"]) > in_seconds(0)
    }
    places = ((room_key(posts[key].room), sort_key(seq)) for key, seq in seqs.items())
    there = {seq_of(item["sk"]["S"]): from_raw(item) for item in read(places, consistent=True)}
    return {key: there.get(seq) or posts[key].entry(seq) for key, seq in seqs.items()}


def _more(room: str, count: int, users: Iterable[str]) -> list[int]:
    if count <= 0:
        return []
    last = Room.advance(room, now_ms(), count, Taking(users=tuple(users)))
    return list(range(last - count + 1, last + 1))


def _commit(left: dict[Key, Post], messages: dict[Key, Message]) -> None:
    def put(transaction: TransactWrite) -> None:
        for key, post in left.items():
            write(transaction, post, messages[key])

    if left:
        commit(put)


def _sort_out(
    reasons: Reasons,
    left: dict[Key, Post],
    messages: dict[Key, Message],
    told: dict[Key, Message],
) -> set[int]:
    """Move what was said before from `left` to `told`; the seqs that a reader has closed under our hands."""
    taken = set()
    for number, key in enumerate(list(left)):
        slot, marked = reasons[2 * number], reasons[2 * number + 1]
        if _there(slot):
            taken.add(messages[key].seq)
        if marked and marked.raw_item:
            metrics.count("duplicates")
            told[key] = stored(left.pop(key), int(Postmark.from_raw_data(marked.raw_item).seq))
    return taken


def _there(slot: CancellationReason | None) -> bool:
    return slot is not None and slot.code == "ConditionalCheckFailed"

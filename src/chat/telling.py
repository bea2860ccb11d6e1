"""Telling everyone in a room, however many they are: at once, or by way of the queue."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from time import monotonic

import delivery
import metrics
from delivery import Outcome, Share, queue
from errors import Internal
from models import crowd as crowds
from models import spread, table
from models.crowd import Crowd
from models.presence import Presence
from models.spread import Spread

# Up to here the speaker's own function posts; above, one function for each shard.
AT_ONCE = 1_000

# A share that is left over goes back into the queue in parts of so many connections, to be tried once more.
A_PART = 1_000
AGAIN_AFTER = 2


def tell(room: str, frames: Iterable[bytes], deadline: float, speaker: str | None = None) -> None:
    """Deliver frames to everyone in the room; call it after what they tell of is committed, never before."""
    metrics.note("room", room)
    crowd = crowds.look(room)
    handing_out = crowd.size > AT_ONCE and crowd.spread.reach > 1 and queue.open_here()
    for frame in frames:
        if handing_out:
            _hand_out(crowd, frame, deadline, speaker)
        else:
            _tell_all(crowd, frame, deadline, speaker)


def tell_share(message: str, deadline: float) -> None:
    """Deliver the share in a queue's message, and leave those not reached for one more attempt."""
    share = Share.from_json(message)
    metrics.note("room", share.room)
    _tell_share(share, deadline)


def tell_these(room: str, frame: bytes, here: dict[str, int], deadline: float, spared: str | None = None) -> Outcome:
    """Deliver a frame to these connections, each with its shard, and take those out of the room that have gone."""
    began = monotonic()
    told = [connection for connection in here if connection != spared]
    outcome = delivery.deliver(frame, told, deadline)
    if told:
        metrics.measure("fan_out_ms", round((monotonic() - began) * 1000, 1))
        metrics.measure("recipients", len(told))
    gone = defaultdict(list)
    for connection in outcome.gone:
        gone[here[connection]].append(connection)
    for shard, connections in gone.items():
        Presence.remove(room, shard, connections)
    return outcome


def _tell_share(share: Share, deadline: float) -> None:
    here = share.only or crowds.connections(share.room, share.shard)
    outcome = tell_these(share.room, share.frame.encode(), dict.fromkeys(here, share.shard), deadline, share.spared)
    if outcome.refused:
        raise Internal("the Management API refuses our posts")
    if share.only:
        return
    queue.put(table.session(), _second_attempt(share, outcome.undelivered), AGAIN_AFTER)
    if spread.is_news(share.size, len(here)):
        spread.note(Spread.of_room(share.room), share.shard, len(here))


def _hand_out(crowd: Crowd, frame: bytes, deadline: float, speaker: str | None) -> None:
    """One share for each shard; what the queue does not take is delivered here."""
    shares = [
        Share(crowd.room, shard, frame.decode(), crowd.spread.noted(shard), speaker)
        for shard in range(crowd.spread.reach)
    ]
    for share in queue.put(table.session(), shares):
        _tell_share(share, deadline)
    if speaker:
        delivery.deliver(frame, [speaker], deadline)


def _tell_all(crowd: Crowd, frame: bytes, deadline: float, speaker: str | None) -> None:
    here = crowd.everyone()
    if speaker and speaker not in here:
        # The own copy is the acknowledgement, also of what one does without being in the room.
        delivery.deliver(frame, [speaker], deadline)
    tell_these(crowd.room, frame, here, deadline)
    crowd.note_sizes(here)


def _second_attempt(share: Share, undelivered: Iterable[str]) -> Iterator[Share]:
    left = tuple(undelivered)
    for start in range(0, len(left), A_PART):
        yield Share(share.room, share.shard, share.frame, only=left[start : start + A_PART])

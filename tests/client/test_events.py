"""What happens beside the messages reaches whoever listens."""

import gc
import json

import parley
from parley.events import KEPT, Feed
from tests.client.peer import Peer


async def test_an_error_without_an_address_is_told(peer: Peer, chat: parley.Chat) -> None:
    events = chat.events()
    await peer.lines[0].send(json.dumps({"type": "error", "code": "bad_frame", "retry": False, "message": "what?"}))
    assert await anext(events) == parley.Trouble("bad_frame", "what?")


async def test_a_reader_that_does_not_read_keeps_the_newest() -> None:
    feed = Feed()
    events = feed.read()
    for number in range(KEPT + 5):
        feed.tell(parley.Restarted(str(number)))
    feed.end()
    feed.tell(parley.Restarted("too late"))
    rooms = [event.room async for event in events if isinstance(event, parley.Restarted)]
    assert (rooms[0], rooms[-1], len(rooms)) == ("5", str(KEPT + 4), KEPT)


def test_a_reader_that_is_gone_costs_nothing() -> None:
    feed = Feed()
    feed.read()
    gc.collect()
    assert len(feed.readers) == 0

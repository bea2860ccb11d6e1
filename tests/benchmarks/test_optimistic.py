"""The log that Parley's is measured against is a log, too."""

from concurrent.futures import ThreadPoolExecutor

from benchmarks import optimistic
from models import reading
from models.log import Post
from models.room import Room
from tests.parts.dynamodb import Table


def test_every_message_of_many_writers_is_stored_once(dynamodb: Table) -> None:
    Room.opened("general")
    posts = [Post("general", f"id-{number}", "guest:ana", "Ana", "hello") for number in range(12)]
    with ThreadPoolExecutor(4) as writers:
        told = {message.id: message.seq for message in writers.map(optimistic.append, posts)}
    assert sorted(told.values()) == list(range(1, 13))
    page = reading.newer("general", 0, 100)
    assert {message.id: message.seq for message in page.messages} == told

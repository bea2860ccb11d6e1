"""Joins and messages interleaved at every request that they make of the table: whoever is in the room has heard.

The two orders that make it true: a join writes its presence and then reads the log; a message is committed, and then
presences are read; both strongly consistent.
"""

from collections.abc import Callable

import pytest

from models import table
from tests.faults.conftest import Come
from tests.faults.people import Frame, Person
from tests.parts.connections import Connections


class Interruption:
    """Does something else just before the n-th request from here on, once."""

    def __init__(self, nth: int, act: Callable[[], object]) -> None:
        self.requests = 0
        self._nth, self._act = nth, act
        table.client().meta.events.register_first("before-send.dynamodb", self._meet)

    def _meet(self, **_: object) -> None:
        self.requests += 1
        if self.requests == self._nth:
            self._act()

    def end(self) -> bool:
        """Whether there was an n-th request at all."""
        table.client().meta.events.unregister("before-send.dynamodb", self._meet)
        return self.requests >= self._nth


def knows(person: Person, joined: Frame, text: str) -> bool:
    """Whether somebody has heard a text, live or in the page that they joined with."""
    page = [entry.get("text") for entry in joined["messages"]]
    return text in page or text in [frame["text"] for frame in person.heard()]


@pytest.mark.promise(4)
def test_fault_17_wherever_a_message_falls_into_a_join_it_is_heard(come: Come, connections: Connections) -> None:
    speakers = iter([come(f"S{number}") for number in range(5)] * 20)
    nth, met = 0, True
    while met:
        nth += 1
        listener = Person(f"L{nth}", connections)
        listener.connect()
        interruption = Interruption(nth, lambda nth=nth: next(speakers).say(f"text {nth}"))  # type: ignore[misc]
        joined = listener.join()
        met = interruption.end()
        assert not met or knows(listener, joined, f"text {nth}"), f"lost before request {nth} of the join"
    assert nth > 4


@pytest.mark.promise(4)
def test_fault_17_wherever_a_join_falls_into_a_message_it_is_heard(come: Come, connections: Connections) -> None:
    speakers = iter([come(f"S{number}") for number in range(5)] * 20)
    nth, met = 0, True
    while met:
        nth += 1
        listener, joined = Person(f"L{nth}", connections), list[Frame]()
        listener.connect()
        interruption = Interruption(nth, lambda who=listener, joined=joined: joined.append(who.join()))  # type: ignore[misc]
        said = next(speakers).say(f"text {nth}")
        met = interruption.end()
        assert said["type"] == "message"
        assert not met or knows(listener, joined[0], f"text {nth}"), f"lost before request {nth} of the message"
    assert nth > 3

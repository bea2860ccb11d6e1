"""Many posts at once: each once, in order, and no number is left open."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from errors import RateLimited
from models import log, reading
from models.bulk import POSTS, append_all
from models.clock import now_ms
from models.log import Post, append
from models.room import Room, Taking


@pytest.fixture(autouse=True)
def room() -> None:
    Room.opened("general")


def posts(*numbers: int) -> list[Post]:
    return [Post("general", f"id-{number}", "source:test", "Test", f"text {number}") for number in numbers]


def stored() -> list[tuple[int, str]]:
    page = reading.newer("general", 0, 200)
    assert page.through == page.head, "a number was left open"
    return [(message.seq, message.text) for message in page.messages]


@pytest.mark.engines("local", "emulator")
def test_as_many_as_fit_are_one_transaction_in_their_order() -> None:
    messages = append_all(posts(*range(POSTS)))
    assert [message.seq for message in messages] == list(range(1, POSTS + 1))
    assert stored() == [(number + 1, f"text {number}") for number in range(POSTS)]


@pytest.mark.engines("local", "emulator")
def test_promise_3_what_was_said_before_is_said_once_and_the_rest_now() -> None:
    append_all(posts(0, 1, 2))
    messages = append_all(posts(1, 3, 0, 4))
    assert [message.text for message in messages] == ["text 1", "text 3", "text 0", "text 4"]
    assert [text for _, text in stored()] == ["text 0", "text 1", "text 2", "text 3", "text 4"]
    append_all(posts(0, 1, 2, 3, 4))
    assert len(stored()) == 5
    assert Room.named("general").head == 5, "a batch that comes again takes no numbers"


def test_what_the_first_look_overlooks_the_transaction_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    append_all(posts(0, 1, 2))
    monkeypatch.setattr("models.bulk._told_before", lambda _: {})
    messages = append_all(posts(1, 3, 0, 4))
    assert [message.text for message in messages] == ["text 1", "text 3", "text 0", "text 4"]
    assert [text for _, text in stored()] == ["text 0", "text 1", "text 2", "text 3", "text 4"]


def test_the_same_post_twice_in_one_batch_is_one_message() -> None:
    first, second, again = append_all(posts(0, 1, 0))
    assert first.seq == again.seq
    assert len(stored()) == 2


def test_an_id_that_was_used_for_another_text_is_what_it_was() -> None:
    append_all(posts(0))
    (message,) = append_all([Post("general", "id-0", "source:test", "Test", "another text")])
    assert (message.seq, message.text) == (1, "text 0")


def test_a_number_that_a_reader_has_closed_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    advance = Room.advance

    def and_close(name: str, now: int, count: int = 1, taking: Taking | None = None) -> int:
        last = advance(name, now, count, taking)
        if count == 3:
            log.void("general", last - 1)
        return last

    monkeypatch.setattr(Room, "advance", and_close)
    assert [message.seq for message in append_all(posts(0, 1, 2))] == [1, 3, 4]
    assert [text for _, text in stored()] == ["text 0", "text 1", "text 2"]


def test_many_batches_and_people_at_once_lose_nothing() -> None:
    def batch(number: int) -> None:
        append_all(posts(*range(number * 10, number * 10 + 10)))

    def person(number: int) -> None:
        append(Post("general", f"p-{number}", "guest:ana", "Ana", f"person {number}"))

    with ThreadPoolExecutor(6) as pool:
        for running in [pool.submit(batch, number) for number in range(5)] + [
            pool.submit(person, number) for number in range(10)
        ]:
            running.result()
    texts = [text for _, text in stored()]
    assert len(texts) == len(set(texts)) == 60
    for number in range(5):
        own = [text for text in texts if text in {f"text {number * 10 + each}" for each in range(10)}]
        assert own == [f"text {number * 10 + each}" for each in range(10)]


@pytest.mark.engines("local", "emulator")
def test_whose_file_comes_after_their_ban_shares_nothing() -> None:
    """A batch may have what several people share: nothing of who was put out has a seq above it."""
    mixed = [*posts(0), Post("general", "f", "guest:bo", "Bo", "my cat")]
    ban = Room.advance("general", now_ms(), taking=Taking("guest:ana", barring="guest:bo"))
    log.void("general", ban)
    with pytest.raises(RateLimited):
        append_all(mixed)
    assert stored() == []
    append_all(posts(1))
    assert stored() == [(2, "text 1")]


def test_what_was_shared_before_the_ban_is_told_again() -> None:
    mine = [Post("general", "f", "guest:bo", "Bo", "my cat")]
    (first,) = append_all(mine)
    Room.advance("general", now_ms(), taking=Taking("guest:ana", barring="guest:bo"))
    assert append_all(mine)[0].seq == first.seq

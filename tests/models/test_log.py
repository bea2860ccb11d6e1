"""The log: every post once, at a seq of its own."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from errors import Busy, Forbidden, IdReused, NotFound, ParleyError, RateLimited
from models import reading
from models.clock import now_ms
from models.log import NUMBERS_A_POST, Deed, Post, append, entry_at, said, void
from models.message import Event, Message
from models.post import Raw, Together
from models.room import Room, Taking
from tests.parts.dynamodb import Table


@pytest.fixture(autouse=True)
def room(connected: Table) -> Room:
    return Room.opened("general")


def post(id: str, text: str = "hello", user: str = "guest:ana") -> Post:
    return Post("general", id, user, user.removeprefix("guest:").title(), text)


def seqs() -> list[int]:
    return [message.seq for message in reading.newer("general", 0, 1000).messages]


@pytest.mark.engines("local", "emulator")
def test_posts_get_one_seq_after_the_other() -> None:
    messages = [append(post(f"id-{number}")) for number in range(3)]
    assert [message.seq for message in messages] == [1, 2, 3]
    assert seqs() == [1, 2, 3]


@pytest.mark.engines("local", "emulator")
def test_promise_3_the_same_id_is_said_once() -> None:
    first = append(post("a", "hello"))
    again = append(post("a", "hello"))
    assert (again.seq, again.text, again.at) == (first.seq, "hello", first.at)
    assert seqs() == [first.seq]


@pytest.mark.engines("local", "emulator")
def test_promise_3_the_same_id_with_another_text_is_refused() -> None:
    append(post("a", "hello"))
    with pytest.raises(IdReused):
        append(post("a", "goodbye"))
    assert len(seqs()) == 1


def test_an_id_is_the_senders_own() -> None:
    assert append(post("a", "hello")).seq != append(post("a", "hi", user="guest:bo")).seq


def test_a_post_said_before_leaves_no_hole_to_wait_for() -> None:
    append(post("a"))
    append(post("a"))
    with pytest.raises(IdReused):
        append(post("a", "other"))
    page = reading.newer("general", 0, 100)
    assert (page.through, page.head) == (3, 3)


@pytest.mark.engines("local", "emulator")
def test_fault_4_the_same_post_many_times_at_once_is_said_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = {message.seq for message in pool.map(lambda _: append(post("a")), range(16))}
    assert len(answers) == 1
    assert seqs() == list(answers)


def test_fault_6_sixteen_writers_lose_nothing_and_are_never_busy() -> None:
    with ThreadPoolExecutor(16) as pool:
        messages = list(pool.map(lambda number: append(post(f"id-{number}")), range(160)))
    assert sorted(message.seq for message in messages) == list(range(1, 161))
    assert seqs() == list(range(1, 161))


def test_a_seq_that_a_reader_has_closed_makes_the_writer_take_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    advance = Room.advance
    taken: list[int] = []

    def closed_at_once(name: str, now: int, **more: Any) -> int:
        taken.append(advance(name, now, **more))
        if len(taken) == 1:
            assert void("general", taken[0])
        return taken[-1]

    monkeypatch.setattr(Room, "advance", closed_at_once)
    assert append(post("a")).seq == 2
    assert taken == [1, 2]


def test_a_writer_whose_numbers_are_always_closed_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    advance = Room.advance

    def closed_at_once(name: str, now: int, **more: Any) -> int:
        seq = advance(name, now, **more)
        assert void("general", seq)
        return seq

    monkeypatch.setattr(Room, "advance", closed_at_once)
    with pytest.raises(Busy):
        append(post("a"))
    assert Room.named("general").head == NUMBERS_A_POST
    monkeypatch.undo()


def test_a_void_never_takes_the_place_of_a_message() -> None:
    message = append(post("a"))
    assert not void("general", message.seq)
    assert seqs() == [message.seq]


def test_a_postmark_that_is_past_its_day_does_not_count(connected: Table) -> None:
    append(post("a", "hello"))
    connected.client.update_item(
        TableName=connected.name,
        Key={"pk": {"S": "SENT#general#guest:ana"}, "sk": {"S": "a"}},
        UpdateExpression="SET expires_at = :past",
        ExpressionAttributeValues={":past": {"N": str(now_ms() // 1000 - 1)}},
    )
    assert append(post("a", "hello again")).seq == 2


def test_the_answer_to_a_retry_outlives_its_message(connected: Table) -> None:
    first = append(post("a", "hello"))
    connected.client.delete_item(
        TableName=connected.name, Key={"pk": {"S": "ROOM#general"}, "sk": {"S": "MSG#000000000001"}}
    )
    again = append(post("a", "hello"))
    assert (again.seq, again.text) == (first.seq, "hello")


def test_a_room_that_does_not_exist_takes_no_posts() -> None:
    with pytest.raises(NotFound):
        append(Post("none", "a", "guest:ana", "Ana", "hello"))


def deed(id: str, together: Together | None = None, target: int = 1, **more: Any) -> Deed:
    return Deed("general", id, "guest:ana", "Ana", "reacted", {"target": target}, together=together, **more)


@pytest.mark.engines("local", "emulator")
def test_a_deed_is_an_entry_as_a_message_is() -> None:
    append(post("a"))
    event = append(deed("b"))
    assert (event.seq, event.what, event.fields) == (2, "reacted", {"target": 1})
    assert append(deed("b")).seq == 2
    assert seqs() == [1, 2]
    stored = entry_at("general", 2)
    assert isinstance(stored, Event) and stored.fields == {"target": 1}


@pytest.mark.engines("local", "emulator")
def test_an_id_is_good_for_one_entry_of_whatever_kind() -> None:
    append(post("a"))
    append(deed("b"))
    for again in (deed("a"), post("b"), deed("b", target=2), deed("b", text="x")):
        with pytest.raises(IdReused):
            append(again)
        with pytest.raises(IdReused):
            said(again)
    assert len(seqs()) == 2


def test_what_was_said_is_found_without_saying_it() -> None:
    assert said(post("a")) is None
    assert said(deed("b")) is None
    first, event = append(post("a")), append(deed("b"))
    found, done = said(post("a")), said(deed("b"))
    assert isinstance(found, Message) and isinstance(done, Event)
    assert ((found.seq, found.at), (done.seq, done.at)) == ((first.seq, first.at), (event.seq, event.at))
    assert Room.named("general").head == 2
    assert said(post("a", user="guest:bo")) is None


def writes(*rooms: str, refusal: ParleyError | None = None) -> Together:
    """Rooms that are made together with an entry, where there are none of these names."""

    def write(transaction: Any, seq: int) -> None:
        for name in rooms:
            item = Room(f"ROOM#{name}", "ROOM")
            actions = [Room.kind.set(Room), Room.head.set(seq), Room.title.set("made")]
            transaction.update(item, actions=actions, condition=Room.pk.does_not_exist(), return_values="ALL_OLD")

    def refused(met: Raw | None, seq: int) -> ParleyError | None:
        assert met is not None, "what is in the way is told"
        return refusal

    return Together(write, refused)


def there(connected: Table, *names: str) -> list[str]:
    items = connected.client.scan(TableName=connected.name)["Items"]
    return sorted(name for name in names if any(item["pk"] == {"S": f"ROOM#{name}"} for item in items))


@pytest.mark.engines("local", "emulator")
@pytest.mark.parametrize("taken", ["a", "b", "c"])
def test_what_is_written_together_is_all_written_or_nothing(connected: Table, taken: str) -> None:
    Room.opened(taken)
    with pytest.raises(Forbidden):
        append(deed("d", writes("a", "b", "c", refusal=Forbidden("no"))))
    assert there(connected, "a", "b", "c") == [taken]
    assert seqs() == []
    assert said(deed("d")) is None, "the same request may succeed later"
    append(deed("d", writes("x", "y", "z")))
    assert there(connected, "x", "y", "z") == ["x", "y", "z"]


def test_a_retry_writes_nothing_together_again(connected: Table) -> None:
    append(deed("d", writes("a")))
    assert append(deed("d", writes("a", refusal=Forbidden("no")))).seq == 1
    assert append(deed("d", writes("b"))).seq == 1
    assert there(connected, "a", "b") == ["a"]


def test_who_is_refused_for_the_moment_only_takes_another_seq(connected: Table) -> None:
    Room.opened("a")
    with pytest.raises(Busy):
        append(deed("d", writes("a")))
    assert Room.named("general").head == NUMBERS_A_POST
    assert reading.newest("general", 10).through == NUMBERS_A_POST, "no number is left open"


def test_who_was_just_put_out_is_told_what_they_said_before_and_says_no_more() -> None:
    first = append(post("a", user="guest:bo"))
    Room.advance("general", now_ms(), taking=Taking("guest:ana", barring="guest:bo"))
    with pytest.raises(RateLimited):
        append(post("b", user="guest:bo"))
    found = said(post("a", user="guest:bo"))
    assert found is not None and found.seq == first.seq


def test_a_void_is_no_entry() -> None:
    assert void("general", 1)
    assert entry_at("general", 1) is None
    assert entry_at("general", 2) is None

"""What has no answer goes out again."""

from random import Random

from tests.checker.outbox import Outbox


def outbox(*ids: str, room: str = "general") -> Outbox:
    made = Outbox(Random(0), patience=1.0)
    for id in ids:
        made.add({"action": "sendMessage", "room": room, "id": id, "text": f"word {id}"})
    return made


def due(box: Outbox, now: float, *rooms: str) -> list[str]:
    return [unsure.id for unsure in box.due(set(rooms or ("general",)), now)]


def test_what_is_new_goes_out_at_once_and_again_ever_later() -> None:
    box = outbox("a", "b")
    assert due(box, 10.0) == ["a", "b"]
    assert due(box, 10.9) == []
    assert due(box, 11.0) == ["a", "b"]
    assert due(box, 12.4) == []
    assert due(box, 12.5) == ["a", "b"]


def test_what_needs_no_room_goes_out_wherever_the_client_is() -> None:
    box = outbox()
    box.add({"action": "sendDirect", "to": "guest:ben", "id": "d", "text": "psst"})
    assert due(box, 10.0, "elsewhere") == ["d"]


def test_nothing_goes_into_a_room_where_the_client_is_not() -> None:
    assert due(outbox("a"), 10.0, "elsewhere") == []


def test_what_may_be_sent_again_is_sent_soon() -> None:
    box = outbox("a")
    due(box, 10.0)
    box.soon("a", 10.0)
    assert due(box, 10.04) == []
    assert due(box, 10.31) == ["a"]


def test_a_new_line_sends_all_of_it_again() -> None:
    box = outbox("a", "b")
    due(box, 10.0)
    box.all_due()
    assert due(box, 10.1) == ["a", "b"]


def test_who_leaves_gives_up_what_has_no_answer_there() -> None:
    box = outbox("a")
    box.add({"action": "react", "room": "other", "id": "r", "seq": 3})
    assert [unsure.id for unsure in box.drop_room("general")] == ["a"]
    assert list(box.waiting) == ["r"]

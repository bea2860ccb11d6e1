"""A room's log as it lies in the table."""

from models import ledger
from models.clock import now_ms
from models.log import Post, append, void
from models.room import Room
from tests.parts.dynamodb import Table


def test_what_is_there_is_told_and_nothing_is_closed(dynamodb: Table) -> None:
    Room.opened("general")
    assert ledger.first("general") is None
    Room.advance("general", now_ms())
    said = [append(Post("general", f"m{number}", "guest:ana", "Ana", "x")) for number in range(3)]
    void("general", Room.advance("general", now_ms()))
    assert ledger.first("general") == 2
    assert {seq: row["kind"]["S"] for seq, row in ledger.rows("general", 0, 9).items()} == {
        2: "message", 3: "message", 4: "message", 5: "void",
    }  # fmt: skip
    assert sorted(ledger.rows("general", 2, 3)) == [3] and ledger.rows("general", 3, 3) == {}
    assert sorted(ledger.at("general", [1, 3, 5])) == [3, 5]
    marks = ledger.postmarks("general", said)
    assert {key: int(mark.seq) for key, mark in marks.items()} == {("guest:ana", f"m{n}"): n + 2 for n in range(3)}

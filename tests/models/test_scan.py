"""Reading the whole table, in parts and in pages."""

import pytest

from models import scan
from models.room import Room
from tests.parts.dynamodb import Table

pytestmark = pytest.mark.engines("local", "emulator")


@pytest.fixture
def rooms(dynamodb: Table) -> set[str]:
    names = {f"room-{number}" for number in range(9)}
    for name in sorted(names):
        Room.opened(name)
    return names


@pytest.mark.parametrize("segments", [1, 4])
def test_all_segments_together_are_the_table(rooms: set[str], segments: int) -> None:
    found: list[str] = []
    for segment in range(segments):
        after = None
        while True:
            items, after = scan.page(after, segment=segment, segments=segments, Limit=2)
            found += [item["pk"]["S"].removeprefix("ROOM#") for item in items]
            if after is None:
                break
    assert sorted(found) == sorted(rooms)


def test_a_kind_is_read_from_where_one_was(rooms: set[str], dynamodb: Table) -> None:
    dynamodb.client.put_item(TableName=dynamodb.name, Item={"pk": {"S": "X"}, "sk": {"S": "X"}, "kind": {"S": "other"}})
    found, after = [], None
    while True:
        items, after = scan.of_kind("room", after, Limit=4)
        found += [item["pk"]["S"].removeprefix("ROOM#") for item in items]
        if after is None:
            break
    assert sorted(found) == sorted(rooms)

"""What is measured is what it is said to be: the table is filled as told, and whatever is left is counted."""

import json
from typing import Any

from benchmarks import erasure
from benchmarks.erasure import NAME, ROOMS, USER, WORDS


def test_the_user_has_said_so_much_and_reacted_to_every_tenth() -> None:
    items = list(erasure._items(200))
    messages = [item for item in items if item["kind"]["S"] == "message"]
    own = [item for item in messages if item["user"]["S"] == USER]
    assert (len(messages), len(own)) == (240, 200)
    assert sum("reactions" in item for item in messages) == 24 and sum("file" in item for item in own) == erasure.FILES
    assert len({(item["pk"]["S"], item["sk"]["S"]) for item in items}) == len(items)
    heads = {item["pk"]["S"]: int(item["head"]["N"]) for item in items if item["kind"]["S"] == "room"}
    assert len(heads) == ROOMS and all(int(one["sk"]["S"][4:]) <= heads[one["pk"]["S"]] for one in messages)


class Store:
    """A table and a bucket of what is given, as boto3 pages them."""

    def __init__(self, items: list[Any], objects: dict[str, bytes]) -> None:
        self.items, self.objects = items, objects
        self.client = self

    def get_paginator(self, operation: str) -> "Store":
        return self

    def paginate(self, **_: Any) -> list[dict[str, Any]]:
        return [{"Items": self.items, "Contents": [{"Key": key} for key in self.objects]}]

    def get_object(self, Bucket: str, Key: str) -> dict[str, Any]:
        from io import BytesIO

        return {"Body": BytesIO(self.objects[Key])}


def test_whatever_still_names_them_is_left() -> None:
    items = [{"a": {"S": USER}}, {"b": {"S": json.dumps({"x": NAME})}}, {"c": {"S": "nobody"}}]
    store: Any = Store(items, {"one": f"… {WORDS}".encode(), "two": b"nothing"})
    table: Any = type("Table", (), {"name": "t"})
    assert erasure._left(store, table, store) == 3

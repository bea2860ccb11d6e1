"""What an item of the table has to do with a user: found in the item whole, whatever kind it is of."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

Item = dict[str, Any]

# After these, a key names a room first, and then a user, who may have any character in their name.
ROOM_FIRST = ("SENT",)


def owner(item: Item) -> str:
    """The user whom an item's key names; empty where it names none."""
    kind, _, rest = item["pk"]["S"].partition("#")
    return str(rest.partition("#")[2] if kind in ROOM_FIRST else rest if kind == "USER" else "")


def names(item: Item, user: str) -> bool:
    """Whether anything but words in an item is the user, or of the user: its key, its values, what is inside them."""
    return owner(item) == user or any(
        value == user or value.partition(" ")[2] == user
        for name, attribute in item.items()
        if name != "text"
        for value in _strings(attribute)
    )


def reactions(item: Item, user: str) -> list[str]:
    """The reactions of a user, as the item of a message has them."""
    return [one for one in item.get("reactions", {}).get("SS", ()) if one.partition(" ")[2] == user]


def _strings(attribute: dict[str, Any]) -> Iterator[str]:
    (sort, value), *_ = attribute.items()
    match sort:
        case "S":
            yield value
            if value[:1] in ("{", "["):
                with suppress(ValueError):
                    yield from _inside(json.loads(value))
        case "SS":
            yield from value
        case "L":
            for one in value:
                yield from _strings(one)
        case "M":
            yield from value
            for one in value.values():
                yield from _strings(one)


def _inside(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _inside(one)
    elif isinstance(value, list):
        for one in value:
            yield from _inside(one)

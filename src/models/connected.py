"""Connections by the hour that they came in: by this list, those that have gone without a word are found."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.clock import in_seconds
from models.connection import LIFETIME, listed_hour, listed_since
from models.membership import listed
from models.table import LISTS, pages

HOUR = 3600
# API Gateway knows a connection only after $connect has answered.
SETTLED = 60


@dataclass(frozen=True)
class Connected:
    """A connection that is in the table, and whom it speaks for."""

    user: str
    name: str
    connection: str


def connected(now: int) -> Iterator[list[Connected]]:
    """Every connection in the table that came in until a minute before `now` (epoch seconds), a page at a time."""
    settled = listed_since(now - SETTLED, "")
    for hour in range((now - LIFETIME) // HOUR, now // HOUR + 1):
        values = {":hour": {"S": listed_hour(hour * HOUR)}, ":settled": {"S": settled}}
        request = {"IndexName": LISTS, "KeyConditionExpression": "listed_in = :hour AND listed_as < :settled"}
        for page in pages(consistent=False, **request, ExpressionAttributeValues=values):
            yield [_connected(item) for item in page]


def connected_after(after: str | None, most: int) -> tuple[list[Connected], str | None]:
    """Up to so many who are connected, by when they came, and behind whom to go on."""
    hour, _, place = (after or "").partition(" ")
    now, found = in_seconds(0), list[Connected]()
    for each in range(int(hour or (now - LIFETIME) // HOUR), now // HOUR + 1):
        page = listed(listed_hour(each * HOUR), place or None, most - len(found))
        found += [_connected(item) for item in page.items]
        if page.next:
            return found, f"{each} {page.next}"
        place = ""
    return found, None


def _connected(item: dict[str, Any]) -> Connected:
    user, connection = item["pk"]["S"].removeprefix("USER#"), item["sk"]["S"].removeprefix("CONN#")
    return Connected(user, item.get("name", {}).get("S", ""), connection)

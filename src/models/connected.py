"""Connections by the hour that they came in: by this list, those that have gone without a word are found."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.connection import LIFETIME, listed_hour, listed_since
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


def _connected(item: dict[str, Any]) -> Connected:
    user, connection = item["pk"]["S"].removeprefix("USER#"), item["sk"]["S"].removeprefix("CONN#")
    return Connected(user, item.get("name", {}).get("S", ""), connection)

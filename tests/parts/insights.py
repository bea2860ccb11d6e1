"""CloudWatch Logs Insights, as far as the runbook speaks it: what a query finds in the lines of log groups.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html. What a query says that is not here is an
error, as it is there.
"""

import re
from collections.abc import Callable, Iterable
from math import ceil
from typing import Any

from tests.parts.insights_conditions import condition
from tests.parts.insights_fields import Event, number

Rows = list[dict[str, Any]]
NAME = re.compile(r"@?[a-zA-Z_][\w.]*")


def found(query: str, events: Iterable[Event]) -> Rows:
    """The rows that a query answers."""
    rows: Rows = [dict(event) for event in events]
    for part in _commands(query):
        verb, _, rest = part.strip().partition(" ")
        rows = VERBS[verb](rest.strip(), rows)
    return rows


def _commands(query: str) -> list[str]:
    """The commands of a query; a bar within a regular expression divides none."""
    return re.findall(r"(?:/(?:[^/\\\n]|\\.)*/|[^|/])+", query)


def _filter(text: str, rows: Rows) -> Rows:
    test = condition(text)
    return [row for row in rows if test(row)]


def _fields(text: str, rows: Rows) -> Rows:
    """What is shown; what came before is still there to filter and sort by."""
    names = [name.strip().strip("`") for name in text.split(",")]
    if not all(NAME.fullmatch(name) for name in names):
        raise SyntaxError(text)
    return [{name: "" for name in names} | row for row in rows]


def _sort(text: str, rows: Rows) -> Rows:
    name, _, way = text.partition(" ")
    if way not in ("", "asc", "desc"):
        raise SyntaxError(text)
    return sorted(rows, key=lambda row: row[name], reverse=way == "desc")


def _limit(text: str, rows: Rows) -> Rows:
    return rows[: int(text)]


def _stats(text: str, rows: Rows) -> Rows:
    aggregates, _, keys = text.partition(" by ")
    names = [name.strip() for name in keys.split(",")] if keys else []
    groups: dict[tuple[Any, ...], Rows] = {}
    for row in rows:
        groups.setdefault(tuple(_key(name, row) for name in names), []).append(row)
    made = [_aggregate(each.strip()) for each in re.split(r",(?![^(]*\))", aggregates)]
    return [
        dict(zip(names, key, strict=True)) | {name: of(group) for name, of in made} for key, group in groups.items()
    ]


def _key(name: str, row: Event) -> Any:
    minutes = re.fullmatch(r"bin\((\d+)m\)", name)
    return row.get(name, "") if not minutes else int(row["@timestamp"] // (int(minutes[1]) * 60_000))


def _aggregate(text: str) -> tuple[str, Callable[[Rows], float | None]]:
    parts = re.fullmatch(r"(count|sum|max|pct)\((\*|@?\w+)(?:, (\d+))?\) as (\w+)", text)
    if not parts:
        raise SyntaxError(text)
    how, field, percent, name = parts.groups()
    if how == "count":
        return name, len

    def of(rows: Rows) -> float | None:
        values = sorted(number(row[field]) for row in rows if field in row)
        if how == "sum":
            return sum(values)
        if not values:
            return None
        return values[-1] if how == "max" else values[ceil(len(values) * int(percent) / 100) - 1]

    return name, of


VERBS: dict[str, Callable[[str, Rows], Rows]] = {
    "fields": _fields,
    "filter": _filter,
    "sort": _sort,
    "limit": _limit,
    "stats": _stats,
}

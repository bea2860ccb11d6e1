"""Many people in a room at once, written straight into the table: joining 10,000 one by one takes minutes."""

from collections.abc import Iterable
from typing import Any

from models import spread
from tests.parts.dynamodb import Table


def fill(table: Table, room: str, connections: Iterable[str], shard: int = 0, name: str = "Somebody") -> None:
    """Put these connections into one shard of a room, each of a user of its own."""
    items = [
        {
            "pk": {"S": spread.key(room, shard)},
            "sk": {"S": f"CONN#{connection}"},
            "kind": {"S": "presence"},
            "user": {"S": f"guest:{connection.rstrip('=')}"},
            "name": {"S": name},
            "expires_at": {"N": "9999999999"},
        }
        for connection in connections
    ]
    for start in range(0, len(items), 25):
        batch: Any = [{"PutRequest": {"Item": item}} for item in items[start : start + 25]]
        table.client.batch_write_item(RequestItems={table.name: batch})


def note_sizes(table: Table, room: str, *sizes: int) -> None:
    """Write down how many are in each shard of a room, whoever is there."""
    noted: Any = {
        "pk": {"S": spread.key(room, 0)},
        "sk": {"S": spread.SK},
        "kind": {"S": "spread"},
        "shards": {"N": str(len(sizes))},
        "before": {"N": "1"},
        "until": {"N": "0"},
        "sizes": {"L": [{"N": str(size)} for size in sizes]},
    }
    table.client.put_item(TableName=table.name, Item=noted)

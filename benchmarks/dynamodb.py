"""A table on DynamoDB Local, for what is measured against it."""

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.aws import client as aws_client
from tests.parts import processes
from tests.parts.dynamodb import definition, function_environment, running


@dataclass(frozen=True)
class Table:
    """An empty table of the template's shape: `environment` is that of a process that works on it."""

    name: str
    environment: dict[str, str]


@contextmanager
def tables() -> Iterator["Tables"]:
    """DynamoDB Local while the context lasts, started for it; in memory, and always with the same JVM options."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as url:
        yield Tables(url)


class Tables:
    """Makes tables on one server."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = aws_client("dynamodb", url, processes.REGION)

    def table(self) -> Table:
        """A new one, without time to live: DynamoDB Local deletes within a second what AWS deletes within days."""
        name = f"parley-{uuid.uuid4().hex[:12]}"
        self.client.create_table(TableName=name, **definition(self.client))
        return Table(name, processes.environment(**function_environment(name, self.url)))

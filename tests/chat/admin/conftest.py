"""Somebody who was much in the chat, a bucket for files and exports, and looks into all that is kept."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from chat.start import start
from local.aws import client as aws_client
from tests.parts import processes
from tests.parts.dynamodb import Table, forget


class Bucket:
    """A bucket of this test's own, and a plain client to look into it."""

    def __init__(self, client: Any, name: str) -> None:
        self.client = client
        self.name = name

    def put(self, key: str, content: bytes = b"a file") -> None:
        """Somebody has uploaded this."""
        self.client.put_object(Bucket=self.name, Key=key, Body=content)

    def everything(self) -> dict[str, bytes]:
        """All that is in it."""
        found = self.client.list_objects_v2(Bucket=self.name).get("Contents", [])
        keys = [one["Key"] for one in found]
        return {key: self.client.get_object(Bucket=self.name, Key=key)["Body"].read() for key in keys}


@pytest.fixture
def bucket(dynamodb: Table, emulator: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """An empty bucket; src/ is told where it is."""
    client = aws_client("s3", emulator, processes.REGION)
    name = f"files-{uuid.uuid4().hex[:12]}"
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": processes.REGION})
    monkeypatch.setenv("UPLOADS_BUCKET", name)
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", emulator)
    forget()
    start()
    yield Bucket(client, name)
    forget()


def rows(table: Table) -> list[dict[str, Any]]:
    """Every item of the table, by a scan of the test's own."""
    pages = table.client.get_paginator("scan").paginate(TableName=table.name, ConsistentRead=True)
    return [item for page in pages for item in page["Items"]]


def mentioning(table: Table, bucket: Bucket, *words: str) -> list[str]:
    """Every item and object in which one of these words stands, anywhere in it."""
    found = [json.dumps(row, ensure_ascii=False) for row in rows(table)]
    found += [f"{key} {content.decode('utf-8', 'replace')}" for key, content in bucket.everything().items()]
    return [one for one in found if any(word in one for word in words)]

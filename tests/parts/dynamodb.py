"""A real DynamoDB API on loopback, with the table that template.yaml defines.

`dynamodb` is DynamoDB Local, the reference; a test marked `@pytest.mark.engines("local", "emulator")` runs on both.
"""

import os
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import botocore.session
import pytest
from botocore.loaders import create_loader

from chat import flooding, pacing
from config import settings, source
from local.aws import client as aws_client
from models import spender, spread, table
from tests.parts import downloads, processes
from tests.parts.absent import Absent, give_up
from tests.parts.template import TREE, load, with_defaults

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ENGINES = ("local", "emulator")


@dataclass(frozen=True)
class Table:
    """A table of its own for one test: where it is, what it is called, and a plain client to look into it."""

    name: str
    endpoint: str
    client: "DynamoDBClient"


@pytest.fixture(scope="session")
def dynamodb_local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of DynamoDB Local, started for this run."""
    try:
        with running(tmp_path_factory.mktemp("dynamodb-local")) as url:
            yield url
    except Absent as absent:
        give_up(f"DynamoDB Local: {absent}")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """DynamoDB Local while the context lasts, with its log in the folder; Absent where there is none."""
    libjvm, home = downloads.libjvm(), downloads.dynamodb_local()
    log = folder / "log"
    server = TREE / "tests" / "parts" / "dynamodb_local_server.py"
    process = processes.start([sys.executable, server, libjvm, home], log, processes.environment(), read=True)
    try:
        yield f"http://127.0.0.1:{_port(process.stdout or (), log.read_text)}"
    finally:
        processes.end(process)


def _port(lines: Any, errors: Any) -> str:
    for line in lines:
        if line.startswith("listening on "):
            return str(line.split()[-1])
    raise RuntimeError(f"DynamoDB Local did not start: {errors()}")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "engines(*names): the DynamoDB engines that a test runs on, of local and emulator"
    )
    # Each test connects anew, and would read botocore's description of DynamoDB again: half of its time.
    botocore.session.create_loader = cache(create_loader)
    # A door reads its settings when it is loaded, as in Lambda; what it then connects to is each test's own.
    for setting, value in function_environment("parley-none", "http://127.0.0.1:9").items():
        os.environ.setdefault(setting, value)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Runs a test once for each engine that its `engines` mark names."""
    mark = metafunc.definition.get_closest_marker("engines")
    if mark:
        assert set(mark.args) <= set(ENGINES), f"engines are {ENGINES}"
        metafunc.parametrize("engine", mark.args, indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The URL of the DynamoDB API that the test runs on."""
    name = getattr(request, "param", "local")
    return str(request.getfixturevalue("dynamodb_local" if name == "local" else "emulator"))


@pytest.fixture
def dynamodb(engine: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    """An empty table, and the settings by which src/ finds it."""
    # Without time to live: DynamoDB Local deletes within a second what AWS deletes within days.
    client: DynamoDBClient = aws_client("dynamodb", engine, processes.REGION)
    name = f"parley-{uuid.uuid4().hex[:12]}"
    client.create_table(TableName=name, **_definition(engine))
    for setting, value in function_environment(name, engine).items():
        monkeypatch.setenv(setting, value)
    for setting in (*processes.HOST_ONLY, "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(setting, raising=False)
    forget()
    table.connect()
    yield Table(name, engine, client)
    forget()
    client.delete_table(TableName=name)


def function_environment(table: str, endpoint: str) -> dict[str, str]:
    """The environment of a function, as template.yaml sets it; nothing listens at its CONNECTIONS_URL."""
    return {
        **processes.CREDENTIALS,
        "AWS_REGION": processes.REGION,
        "AWS_DEFAULT_REGION": processes.REGION,
        "AWS_ENDPOINT_URL_DYNAMODB": endpoint,
        "TABLE_NAME": table,
        "CONNECTIONS_URL": "http://127.0.0.1:9/live",
        "GUEST_NAMES": "true",
        "ALLOWED_ORIGINS": "http://127.0.0.1:8080",
        "RETENTION_DAYS": "90",
        "UPLOADS_BUCKET": "files",
        "SOURCE_ROOMS": "operations alerts-* general",
        "SOURCE_NAME": "Operator",
    }


def definition(client: "DynamoDBClient") -> dict[str, Any]:
    """What CreateTable takes of the template's table: all but its name, the guard against deletion, and the stream.

    Nobody reads a stream of DynamoDB Local, and with one its writes slow down as they become many.
    """
    table = with_defaults(load())["Resources"]["Table"]["Properties"]
    shape = client.meta.service_model.operation_model("CreateTable").input_shape
    taken = {key: value for key, value in table.items() if shape and key in shape.members}
    taken.pop("DeletionProtectionEnabled", None)
    taken.pop("StreamSpecification", None)
    return taken


def forget() -> None:
    """Drops what src/ keeps for the life of a process: the settings, which rooms are large or slow, who is fast."""
    settings.cache_clear()
    source.cache_clear()
    spread._hints.clear()
    spender.FAST.forget()
    pacing.forget()
    flooding.forget()


@cache
def _definition(endpoint: str) -> dict[str, Any]:
    return definition(aws_client("dynamodb", endpoint, processes.REGION))

"""What each door loads, in a process that sees the artifact and the layer alone: a cold start is mostly imports.

Whoever makes a door load more has to say so in LOADED, and `python -m benchmarks.cold_start` says what it costs.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.parts.dynamodb import function_environment
from tests.parts.template import TREE

# Of Python's own modules and of Powertools' parts, those that take more than a millisecond.
HEAVY = {
    "asyncio",
    "aws_lambda_powertools.event_handler",
    "aws_lambda_powertools.utilities.batch",
    "aws_lambda_powertools.utilities.data_classes",
    "aws_lambda_powertools.utilities.idempotency",
    "aws_lambda_powertools.utilities.parameters",
    "aws_lambda_powertools.utilities.parser",
    "aws_lambda_powertools.utilities.validation",
    "botocore.session",
    "concurrent.futures",
    "concurrent.futures.thread",
    "email",
    "http.client",
    "html.parser",
    "importlib.metadata",
    "multiprocessing",
    "ssl",
    "unittest",
    "xml.etree.ElementTree",
}

# Powertools leaves its name in botocore's user agent, and for that loads the top of the package, which is little.
LOGGER = {"aws_lambda_powertools", "botocore", "jmespath", "typing_extensions"}
SDK = {"botocore.session", "dateutil", "email", "http.client", "six", "ssl", "urllib3", "xml.etree.ElementTree"}
DELIVERY = {"asyncio", "concurrent.futures", "ssl"}
EVENTS = {"aws_lambda_powertools.utilities.data_classes"}
BATCH = EVENTS | {"aws_lambda_powertools.utilities.batch"}
TALKING = LOGGER | SDK | {"pynamodb"} | DELIVERY

LOADED = {
    "admin": TALKING | {"concurrent.futures.thread"},
    "accounts": TALKING,
    "attend": TALKING,
    "authorize": LOGGER,
    "change_message": TALKING,
    "connect": TALKING,
    "default": TALKING,
    "deliver": TALKING | BATCH,
    "disconnect": TALKING,
    "files": TALKING,
    "govern": TALKING,
    "guests": TALKING | EVENTS,
    "history": TALKING,
    "http_api": TALKING | EVENTS,
    "join_room": TALKING,
    "leave_room": TALKING,
    "look": TALKING,
    "ping": TALKING,
    "renew": TALKING,
    "send_message": TALKING,
    "sources.alexa_skill": TALKING,
    "sources.alarm": TALKING | EVENTS,
    "sources.cognito": TALKING | EVENTS,
    "sources.direct": TALKING,
    "sources.eventbridge": TALKING | EVENTS,
    "sources.iot": TALKING,
    "sources.kinesis": TALKING | BATCH,
    "sources.logs": TALKING | EVENTS,
    "sources.s3": TALKING | EVENTS,
    "sources.schedule": TALKING,
    "sources.load_balancer": TALKING | EVENTS,
    "sources.rest": TALKING | EVENTS,
    "sources.smart_home": TALKING,
    "sources.sns": TALKING | EVENTS,
    "sources.sqs": TALKING | BATCH,
    "sweep": TALKING,
    "table_stream": TALKING | EVENTS,
}

HANDLERS = TREE / "src" / "handlers"
DOORS = sorted(
    ".".join(path.relative_to(HANDLERS).with_suffix("").parts)
    for path in HANDLERS.rglob("*.py")
    if path.stem != "__init__"
)

LOAD = """
import gc, json, sys
looked = []
gc.callbacks.append(lambda phase, info: looked.append(info["generation"]) if phase == "start" else None)
import handlers.{door}
layer = [name for name, one in sys.modules.items() if str(getattr(one, "__file__", "")).startswith(sys.argv[1])]
packages = {{name.partition(".")[0] for name in layer}}
print(json.dumps({{"modules": sorted(sys.modules), "packages": sorted(packages), "looked": len(looked)}}))
"""


@cache
def loaded(built: Path, door: str) -> dict[str, Any]:
    """The modules that are there with the door, the layer's packages, and how often garbage was looked for."""
    layer = str(built.parent / "Dependencies" / "python")
    path = f"{built.parent / 'SendMessage'}{os.pathsep}{layer}"
    env = function_environment("parley", "http://127.0.0.1:9") | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    # Without site-packages: what is not in the artifact cannot be loaded.
    command = [sys.executable, "-S", "-c", LOAD.format(door=door), layer]
    return dict(json.loads(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout))


def test_every_door_is_listed() -> None:
    assert sorted(LOADED) == DOORS


@pytest.mark.parametrize("door", DOORS)
def test_a_door_loads_no_more_than_it_needs(built: Path, door: str) -> None:
    found = loaded(built, door)
    assert (HEAVY & set(found["modules"])) | set(found["packages"]) == LOADED[door]


@pytest.mark.parametrize("door", DOORS)
def test_no_garbage_is_looked_for_while_a_door_is_loaded(built: Path, door: str) -> None:
    assert loaded(built, door)["looked"] == 0

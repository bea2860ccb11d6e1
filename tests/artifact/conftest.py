"""The built artifact's functions under the real Lambda runtime client."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.parts.connections import Connections
from tests.parts.dynamodb import Table, function_environment
from tests.parts.runtime import Function, function
from tests.parts.sam import Sam
from tests.parts.template import TREE

Start = Callable[..., Function]


def event(name: str) -> dict[str, Any]:
    """The test event of a function."""
    return dict(json.loads((TREE / "events" / f"{name}.json").read_text()))


@pytest.fixture
def start(sam: Sam, built: Path, dynamodb: Table, connections: Connections, tmp_path: Path) -> Iterator[Start]:
    """Starts the function whose handler file has that name."""
    resources = yaml.safe_load(built.read_text())["Resources"]
    functions = {
        one["Properties"]["Handler"].split(".")[-2]: (name, one["Properties"])
        for name, one in resources.items()
        if one["Type"] == "AWS::Serverless::Function"
    }
    env = function_environment(dynamodb.name, dynamodb.endpoint) | {"CONNECTIONS_URL": connections.url}
    with ExitStack() as running:

        def starting(name: str, **settings: str) -> Function:
            logical, properties = functions[name]
            artifact = built.parent / str(properties["CodeUri"])
            assert artifact.name == logical
            return running.enter_context(function(sam, artifact, properties["Handler"], env | settings, tmp_path))

        yield starting

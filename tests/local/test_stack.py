import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import connect

from local.endpoints import Endpoints
from local.ports import is_free
from local.stack import Stack

pytestmark = pytest.mark.xdist_group("laptop")


def test_the_deployed_api_answers_at_the_endpoints(laptop: Stack) -> None:
    with connect(laptop.endpoints.websocket) as socket:
        socket.send("anything")
        assert json.loads(socket.recv(timeout=20))["version"]


def test_the_endpoints_are_written_down_for_others(laptop: Stack) -> None:
    assert Endpoints.read(laptop.places.endpoints) == laptop.endpoints


def test_functions_run_on_the_layer_and_see_nothing_of_the_host(call: Callable[..., dict[str, Any]]) -> None:
    said = call()
    assert said["words"] == "from the layer"
    leaked = {"AWS_CA_BUNDLE", "AWS_PROFILE", "LOG_LEVEL", "PYTHONPATH"} & set(said["environment"])
    assert not leaked


def test_a_second_stack_from_the_same_build_lives_beside_and_leaves_nothing_running(
    laptop: Stack, tmp_path: Path
) -> None:
    build = laptop.places.build / "template.yaml"
    with Stack(tmp_path, tree=laptop.places.tree, build=build) as second:
        assert second.endpoints.websocket != laptop.endpoints.websocket
        assert not (tmp_path / "build").exists()
        pids = [child.pid for child in second.children.values()]
    assert not (tmp_path / "endpoints.json").exists()
    assert all(is_free(port) for port in (second.ports.aws, second.ports.websocket, second.ports.connections))
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_options_reach_the_gateway(laptop: Stack, tmp_path: Path) -> None:
    build = laptop.places.build / "template.yaml"
    with (
        Stack(tmp_path, tree=laptop.places.tree, build=build, gateway=["--duration-seconds", "0.5"]) as second,
        connect(second.endpoints.websocket) as socket,
        pytest.raises(Exception, match="1001"),
    ):
        socket.recv(timeout=10)

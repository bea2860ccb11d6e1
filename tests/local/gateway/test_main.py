"""The command line, as a process of its own."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.local.gateway.conftest import REGION, Deployed
from tests.local.gateway.ear import Ear, about

ROOT = Path(__file__).parent.parent.parent.parent


@asynccontextmanager
async def started(deployed: Deployed, *more: str, api: str | None = None) -> AsyncIterator[Process]:
    named = ["--api", api or deployed.plain] if api != "" else []
    command = [sys.executable, "-m", "local.gateway", "--aws", deployed.aws, "--region", REGION, "--stage", "dev"]
    process = await asyncio.create_subprocess_exec(*command, *named, *more, cwd=ROOT, stdout=PIPE, stderr=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ready(process: Process) -> tuple[str, str]:
    """The addresses in the line that says so."""
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().split()
    assert line[:2] == ["gateway", "ready"]
    return line[2], line[3]


@pytest.mark.parametrize("signalled", [signal.SIGTERM, signal.SIGINT])
async def test_it_says_when_it_is_ready_and_stops_in_order(
    deployed: Deployed, ear: Ear, signalled: signal.Signals
) -> None:
    async with started(deployed) as process:
        websocket_url, connections_url = await ready(process)
        assert websocket_url.startswith("ws://127.0.0.1:") and websocket_url.endswith("/dev")
        assert connections_url.startswith("http://127.0.0.1:") and connections_url.endswith("/dev")
        async with connect(f"{websocket_url}?mark={signalled.name}") as socket:
            event = await ear.first(lambda one: one.get("queryStringParameters", {}).get("mark") == signalled.name)
            process.send_signal(signalled)
            with pytest.raises(ConnectionClosed) as closed:
                await asyncio.wait_for(socket.recv(), 10)
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1001
        assert await asyncio.wait_for(process.wait(), 15) == 0
    told = [one for one in ear.events if about(event["requestContext"]["connectionId"], "DISCONNECT")(one)]
    assert [one["requestContext"]["disconnectStatusCode"] for one in told] == [1001]


async def test_a_function_under_way_does_not_hold_it_up(deployed: Deployed, ear: Ear) -> None:
    async with started(deployed) as process:
        websocket_url, _ = await ready(process)
        async with connect(websocket_url) as socket:
            await socket.send(json.dumps({"action": "slow", "sleep": 12, "mark": "held"}))
            await ear.first(lambda one: '"held"' in (one.get("body") or ""))
            process.terminate()
            assert await asyncio.wait_for(process.wait(), 8) == 0


async def test_a_failed_start_is_one_sentence(deployed: Deployed) -> None:
    async with started(deployed, api="") as process:
        _, said = await asyncio.wait_for(process.communicate(), 20)
        assert process.returncode == 1
        assert said.decode().startswith("gateway: 2 WebSocket APIs are deployed") and said.count(b"\n") == 1


async def test_a_taken_port_is_a_sentence(deployed: Deployed) -> None:
    port = deployed.ear.url.rsplit(":", 1)[1]
    async with started(deployed, "--port", port) as process:
        _, said = await asyncio.wait_for(process.communicate(), 20)
        assert process.returncode == 1 and os.strerror(98).lower() in said.decode().lower()


async def test_a_fault_script_comes_from_a_file(deployed: Deployed, tmp_path: Path) -> None:
    script = tmp_path / "faults.json"
    script.write_text(json.dumps({"rules": [{"on": "open", "idle_seconds": 0.1}]}))
    async with started(deployed, "--faults", str(script)) as process:
        websocket_url, _ = await ready(process)
        async with connect(websocket_url) as socket:
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(socket.recv(), 5)


async def test_a_fault_script_that_is_none_is_said(deployed: Deployed, tmp_path: Path) -> None:
    async with started(deployed, "--faults", str(tmp_path / "none.json")) as process:
        _, said = await asyncio.wait_for(process.communicate(), 20)
        assert process.returncode != 0 and "none.json" in said.decode()

"""The handlers of src/, each event in a process of its own, behind the local gateway and before a real DynamoDB API."""

import asyncio
import secrets
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from local.aws import client
from local.emulator import REGION
from local.gateway.api import Api, Authorizer, Route
from local.gateway.commands import Commands
from local.gateway.connections import ConnectionsDoor
from local.gateway.errors import FunctionFailed, FunctionTimedOut
from local.gateway.faults import Faults
from local.gateway.limits import BACKLOG, INTEGRATION_SECONDS, Limits
from local.gateway.stage import Stage
from local.gateway.websocket import WebSocketDoor
from tests.checker.bucket import NAME, Bucket
from tests.checker.faults import Inside, Weather
from tests.checker.workers import Workers, ended
from tests.parts import processes
from tests.parts.dynamodb import definition, function_environment
from tests.parts.template import TREE, load

STAGE = "live"
CONCURRENCY = 6
ARN = f"arn:aws:lambda:{REGION}:000000000000:function:"
# What S3 calls when a file has come.
SOURCE = "handlers.sources.s3.handler"
SOURCE_SECONDS = 10.0


class Handlers:
    """A target: see `target.Target`."""

    patience = 1.5

    def __init__(self, backend: str, url: str, stage: Stage, workers: Workers, bucket: Bucket) -> None:
        self.backend = f"handlers, {backend}"
        self.url = url
        self._stage, self._workers, self._bucket = stage, workers, bucket
        self._weather = Weather(0)
        self._script = Faults()

    async def begin(self, weather: Weather) -> None:
        self._weather = weather
        self._script = self._stage.faults = Faults(weather.script)
        self._workers.met.clear()
        self._workers.inside = Inside(weather)

    async def calm(self) -> None:
        self._stage.faults = Faults()
        self._workers.inside = None

    async def faults(self) -> Counter[str]:
        followed = zip(self._weather.gateway, self._script.followed, strict=True)
        return Counter(dict(followed)) + self._workers.met

    async def idle(self) -> bool:
        return not (self._workers.running or self._workers.waiting or self._bucket.telling)


@asynccontextmanager
async def handlers(
    backend: str,
    dynamodb: str,
    folder: Path,
    settings: dict[str, str] | None = None,
    concurrency: int = CONCURRENCY,
) -> AsyncIterator[Handlers]:
    """The handlers on a table of their own at that DynamoDB API, or on the settings' own, while the context lasts."""
    async with AsyncExitStack() as stack:
        # Listens first, since its port is a setting of the handlers; nothing is asked of it before they are there.
        doors: list[ConnectionsDoor] = []
        buckets: list[Bucket] = []

        async def door(request: web.BaseRequest) -> web.StreamResponse:
            return await (buckets if request.path.startswith(f"/{NAME}") else doors)[0](request)

        server = web.Server(door, access_log=None, handler_cancellation=True)
        http = await asyncio.get_running_loop().create_server(server, "127.0.0.1", 0, backlog=BACKLOG)
        stack.push_async_callback(server.shutdown, 1.0)
        stack.callback(server.pre_shutdown)
        stack.callback(http.close)
        domain = f"127.0.0.1:{http.sockets[0].getsockname()[1]}"
        environment = _environment(dynamodb, f"http://{domain}") | (settings or {})
        if "TABLE_NAME" not in (settings or {}):
            await asyncio.to_thread(_create_table, dynamodb, environment["TABLE_NAME"])
        api = deployed()
        process, port = await asyncio.to_thread(_started, api, environment, folder)
        stack.callback(processes.end, process)
        workers = Workers(port, concurrency)
        stack.push_async_callback(ended, workers)
        buckets.append(Bucket(_called_by(workers)))
        stage = Stage(api, domain, REGION, workers, Limits(), Faults())
        doors.append(ConnectionsDoor(stage, Commands(stage, _nothing_to_reload)))
        sockets = WebSocketDoor(stage)
        url = f"ws://127.0.0.1:{await sockets.open(0)}/{STAGE}"
        stack.push_async_callback(sockets.close, 10.0)
        yield Handlers(backend, url, stage, workers, buckets[0])


def deployed() -> Api:
    """The WebSocket API of template.yaml, with each route's handler where AWS has its function."""
    resources = load()["Resources"]
    api = resources["WebSocketApi"]["Properties"]
    routes = {key: _handler(resources, one["FunctionArn"]) for key, one in api["Routes"].items()}
    return Api(
        api_id="checker",
        stage=STAGE,
        selection_expression=api["RouteSelectionExpression"],
        routes={key: Route(key, function, INTEGRATION_SECONDS, False) for key, function in routes.items()},
        authorizer=Authorizer(_handler(resources, api["Auth"]["AuthArn"]), ()),
        signed=False,
        variables={},
        default_rate=None,
        route_rates={},
    )


def _handler(resources: Mapping[str, Any], arn: Mapping[str, Any]) -> str:
    while "Fn::If" in arn:
        # A release that comes bit by bit has an alias first; what is behind it is the same function.
        arn = arn["Fn::If"][2]
    handler = resources[arn["Fn::GetAtt"].partition(".")[0]]["Properties"]["Handler"]
    return f"{ARN}{handler}"


def _called_by(workers: Workers) -> Callable[[dict[str, Any]], Awaitable[bool]]:
    async def call(event: dict[str, Any]) -> bool:
        try:
            await workers.invoke(f"{ARN}{SOURCE}", event, SOURCE_SECONDS)
        except (FunctionFailed, FunctionTimedOut):
            return False
        return True

    return call


def _environment(dynamodb: str, address: str) -> dict[str, str]:
    # The emulator keeps each region's tables apart.
    here = {
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "CONNECTIONS_URL": f"{address}/{STAGE}",
        "AWS_ENDPOINT_URL_S3": address,
        "UPLOADS_BUCKET": NAME,
        "SOURCE_NAME": "Uploads",
        "SOURCE_ROOMS": "*",
    }
    given = function_environment(f"parley-{secrets.token_hex(6)}", dynamodb) | here
    return processes.environment(**given) | {"PYTHONPATH": f"{TREE / 'src'}:{TREE}"}


def _create_table(dynamodb: str, name: str) -> None:
    there = client("dynamodb", dynamodb)
    there.create_table(TableName=name, **definition(there))


def _started(api: Api, environment: Mapping[str, str], folder: Path) -> tuple[Any, int]:
    functions = [route.function for route in api.routes.values()] + [api.authorizer.function if api.authorizer else ""]
    functions.append(SOURCE)
    modules = sorted({function.rpartition(":")[2].rpartition(".")[0] for function in functions})
    command = [sys.executable, "-m", "tests.checker.worker", *modules]
    log = folder / "workers.log"
    process = processes.start(command, log, environment, cwd=TREE, read=True)
    for line in process.stdout or ():
        if line.startswith("listening on "):
            return process, int(line.split()[-1])
    processes.end(process)
    raise RuntimeError(f"the workers did not start: {log.read_text()}")


async def _nothing_to_reload() -> None:
    return None

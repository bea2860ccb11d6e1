"""The command line: `python -m local.gateway --aws http://127.0.0.1:4566 --region us-east-1 --stage dev …`."""

import argparse
import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from local.gateway.errors import GatewayError
from local.gateway.limits import Limits
from local.gateway.server import Gateway, Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the gateway until SIGTERM or SIGINT; a failed start is one sentence and status 1."""
    logging.basicConfig(level=logging.WARNING, format="gateway: %(message)s")
    try:
        asyncio.run(_run(_settings(arguments)))
    except (GatewayError, OSError, ValueError, BotoCoreError, ClientError) as error:
        print(f"gateway: {error}", file=sys.stderr)
        return 1
    return 0


async def _run(settings: Settings) -> None:
    stopped = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(one, stopped.set)
    async with Gateway(settings) as gateway:
        print(f"gateway ready {gateway.websocket_url} {gateway.connections_url}", flush=True)
        await stopped.wait()


def _settings(arguments: Sequence[str] | None) -> Settings:
    parser = argparse.ArgumentParser(prog="python -m local.gateway", description="A WebSocket API's gateway, locally.")
    parser.add_argument("--aws", required=True, help="the emulator's URL")
    parser.add_argument("--region", required=True)
    parser.add_argument("--api", help="the API's id; not needed when only one WebSocket API is deployed")
    parser.add_argument("--stage", required=True)
    parser.add_argument("--port", type=int, default=0, help="for clients; 0 is any free port")
    parser.add_argument("--connections-port", type=int, default=0, help="for @connections; 0 is any free port")
    parser.add_argument("--idle-seconds", type=float, default=Limits.idle_seconds)
    parser.add_argument("--duration-seconds", type=float, default=Limits.duration_seconds)
    parser.add_argument("--concurrency", type=int, default=8, help="how many functions run at the same time")
    parser.add_argument("--faults", type=_script, help="a file with a fault script: see local/gateway/faults.py")
    return Settings(**vars(parser.parse_args(arguments)))


def _script(path: str) -> object:
    try:
        return json.loads(Path(path).read_text())
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{path}: {error}") from None


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    # A function that is still running would hold its thread, and the thread this process, for half a minute.
    os._exit(status)

"""The four ports on 127.0.0.1: chosen by the user, else remembered, else the defaults, else the next free ones."""

import json
import random
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from itertools import islice
from pathlib import Path
from typing import Self

from local.steps import Say

HOST = "127.0.0.1"
TRIES = 200
# Linux gives outgoing connections ports from 32768 on, others from 49152 on.
BELOW_EPHEMERAL = range(20000, 32000)


class PortTaken(Exception):
    """A port that the user named cannot be had."""


@dataclass(frozen=True)
class Ports:
    """Where the page, the WebSocket, the Management API and the AWS API are."""

    web: int = 8080
    websocket: int = 8081
    connections: int = 8082
    aws: int = 8083

    @classmethod
    def free(cls) -> Self:
        """Four ports that nobody uses now, and that no outgoing connection takes before they are used."""
        candidates = (port for port in random.sample(BELOW_EPHEMERAL, len(BELOW_EPHEMERAL)) if is_free(port))
        return cls(*islice(candidates, len(fields(cls))))


def choose(named: Mapping[str, str], remembered: Path, say: Say) -> Ports:
    """The ports of this clone, each of them free now; remembers them, so that the URLs stay the same."""
    ports = replace(_recall(remembered), **{name: _wanted(name, text) for name, text in named.items() if text})
    chosen: dict[str, int] = {}
    for name, port in asdict(ports).items():
        free = port if is_free(port) and port not in chosen.values() else None
        if free is None and named.get(name):
            raise PortTaken(_taken(name, port))
        chosen[name] = free or _next(port, {*chosen.values(), *asdict(ports).values()})
        if free is None:
            say(f"  port {port} is taken by another program: {_LABELS[name]} moves to {chosen[name]}")
    remembered.parent.mkdir(parents=True, exist_ok=True)
    remembered.write_text(json.dumps(chosen) + "\n")
    return Ports(**chosen)


def is_free(port: int) -> bool:
    """Whether a server can listen on this port of 127.0.0.1."""
    with socket.socket() as probe:
        # macOS lets a second server bind beside one that listens on all addresses, so ask for an answer too.
        if probe.connect_ex((HOST, port)) == 0:
            return False
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((HOST, port))
        except OSError:
            return False
    return True


_LABELS = {"web": "the page", "websocket": "the WebSocket", "connections": "the Management API", "aws": "the AWS API"}


def variable(name: str) -> str:
    """What a port is called on the command line of make."""
    return f"{name.upper()}_PORT"


def _recall(remembered: Path) -> Ports:
    try:
        return Ports(**{name: int(port) for name, port in json.loads(remembered.read_text()).items()})
    except (OSError, ValueError, TypeError, AttributeError):
        return Ports()


def _wanted(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise PortTaken(f"{variable(name)}={text} is not a port: take a number from 1 to 65535.")
    return int(text)


def _taken(name: str, port: int) -> str:
    free = _next(port, set())
    return (
        f"Port {port} on {HOST}, which {variable(name)} names for {_LABELS[name]}, is taken by another program.\n"
        f"Choose another: make run {variable(name)}={free}"
    )


def _next(port: int, avoid: set[int]) -> int:
    for candidate in range(port + 1, min(port + TRIES, 65536)):
        if candidate not in avoid and is_free(candidate):
            return candidate
    return Ports.free().web

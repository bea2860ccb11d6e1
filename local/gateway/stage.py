"""What a deployed stage does with a handshake, a message and a disconnect; it knows neither sockets nor HTTP."""

import asyncio
import itertools
import logging
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from local.gateway.api import Api, Route
from local.gateway.authorize import authorized
from local.gateway.connection import Connection, Connections
from local.gateway.disturbance import Disturbance
from local.gateway.errors import BufferFull, FunctionFailed, FunctionTimedOut, Gone, Refused
from local.gateway.events import (
    Caller,
    Event,
    Handshake,
    Place,
    connect_event,
    disconnect_event,
    message_event,
)
from local.gateway.faults import Faults
from local.gateway.ids import new_id
from local.gateway.invoke import Invoker
from local.gateway.limits import Limits
from local.gateway.routes import CONNECT, DISCONNECT, selected
from local.gateway.throttle import Throttle

_log = logging.getLogger("local.gateway")


class Stage:
    """One deployed stage at work."""

    def __init__(self, api: Api, domain: str, region: str, invoker: Invoker, limits: Limits, faults: Faults) -> None:
        self.connections = Connections()
        self.invoker = invoker
        self.faults = faults
        self._region = region
        self._domain = domain
        self._limits = limits
        self._numbers = itertools.count(1)
        self._disturbance = Disturbance()
        self.deploy(api)

    def deploy(self, api: Api) -> None:
        """Goes on with what is deployed now; open connections stay."""
        self.api = api
        self.place = Place(api.api_id, api.stage, self._domain, api.variables)
        self._throttle = Throttle(api.default_rate, api.route_rates)

    async def connect(self, handshake: Handshake) -> tuple[Caller, str | None]:
        """Who connects, and the subprotocol that `$connect` chose; raises Refused with the handshake's status."""
        caller = Caller(new_id(), int(time.time() * 1000), handshake, next(self._numbers))
        if not self._throttle.take(CONNECT):
            raise Refused(429, "Too Many Requests")
        if self.api.signed and "Credential=" not in (handshake.header("Authorization") or ""):
            raise Refused(403, "Missing Authentication Token")
        caller = await authorized(self.api, self.place, self._region, self.invoker, caller)
        route = self.api.routes.get(CONNECT)
        if route is None:
            return caller, None
        rule = self.faults.meet("connect", caller.connection_id, caller)
        if rule and rule.status:
            await asyncio.sleep(rule.delay)
            raise Refused(rule.status, "refused by the fault script")
        event = connect_event(self.place, caller)
        try:
            answer = _answer(await self._disturbance.invoke(rule, lambda: self._call(route, event)))
        except FunctionTimedOut as error:
            raise Refused(504, "Endpoint request timed out", f"{CONNECT}: {error}") from None
        except FunctionFailed as error:
            raise Refused(502, "Internal server error", f"{CONNECT}: {error}") from None
        if not 200 <= answer["statusCode"] < 300:
            raise Refused(answer["statusCode"], "", f"{CONNECT} answered {answer['statusCode']}")
        return caller, _subprotocol(answer)

    def limits(self, caller: Caller) -> Limits:
        """The limits of this connection: the gateway's, unless the fault script shortens them."""
        rule = self.faults.meet("open", caller.connection_id, caller)
        if rule is None:
            return self._limits
        idle, duration = rule.idle_seconds, rule.duration_seconds
        limits = self._limits if idle is None else replace(self._limits, idle_seconds=idle)
        return limits if duration is None else replace(limits, duration_seconds=duration)

    async def message(self, connection: Connection, body: str) -> None:
        """Routes a client's message and invokes; the client hears of it only what AWS lets it hear."""
        request_id = new_id()
        key = selected(self.api.selection_expression, body, self.api.routes)
        if key is None:
            return connection.tell("Forbidden", request_id)
        if not self._throttle.take(key):
            # Documented is "429 Too Many Requests"; the frame has the shape of the documented error frames.
            return connection.tell("Too Many Requests", request_id)
        route = self.api.routes[key]
        event = message_event(self.place, connection.caller, key, request_id, body)
        try:
            answer = _answer(await self._routed(connection, route, event))
            if route.responds and answer.get("body"):
                connection.push(_body(answer["body"]))
        except FunctionFailed as error:
            _log.warning("%s: %s", key, error)
            connection.tell("Internal server error", request_id)
        except (Gone, BufferFull):
            return

    async def disconnect(self, caller: Caller, code: int, reason: str) -> None:
        """Invokes `$disconnect` once, as well as it can: nobody hears of a failure but the terminal."""
        route = self.api.routes.get(DISCONNECT)
        if route is None:
            return
        rule = self.faults.meet("disconnect", caller.connection_id, caller)
        event = disconnect_event(self.place, caller, code, reason)
        try:
            await self._disturbance.invoke(rule, lambda: self._call(route, event))
        except FunctionFailed as error:
            _log.warning("%s: %s", DISCONNECT, error)

    async def _routed(self, connection: Connection, route: Route, event: Event) -> object:
        async def call() -> object:
            return await self._call(route, event)

        if self._disturbance.first(connection.id):
            return await self._disturbance.second(connection.id, call)
        rule = self.faults.meet("message", connection.id, connection.caller, route.key)
        if rule and rule.pair:
            await self._disturbance.hold(connection.id, rule)
        return await self._disturbance.invoke(rule, call)

    async def _call(self, route: Route, event: Event) -> object:
        return await self.invoker.invoke(route.function, event, route.timeout_seconds)


def _answer(answer: object) -> Mapping[str, Any]:
    status = str(answer.get("statusCode")) if isinstance(answer, dict) else ""
    if isinstance(answer, dict) and status.isdecimal() and 200 <= int(status) <= 599:
        return {**answer, "statusCode": int(status)}
    raise FunctionFailed("a proxy integration must answer an object with a statusCode from 200 to 599")


def _subprotocol(answer: Mapping[str, Any]) -> str | None:
    for name, value in (answer.get("headers") or {}).items():
        if name.lower() == "sec-websocket-protocol":
            return str(value)
    return None


def _body(body: object) -> bytes:
    return str(body).encode(errors="replace")

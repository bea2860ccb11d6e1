"""A sign-in on the wire: every line brings a token, and each gets a new one before its own ends."""

import asyncio
import base64
import json
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from .entrance import only
from .errors import ParleyError, Refused, SignedOut, Unreachable
from .frames import Frame
from .line import Line, LineLost
from .requests import Request, request
from .timing import Timing

# Called with `fresh`: whether another one is wanted than before.
Token = Callable[[bool], Awaitable[str]]
Dial = Callable[[dict[str, str]], Awaitable[Line]]
Ask = Callable[[Request, Callable[[], Awaitable[Line]]], Awaitable[Frame]]

SPENT = 0.8  # of a token's life, when the next one is asked for
LOOK_EVERY = 30.0  # an event loop's clock may stand still while the machine sleeps


class SignIn:
    """`open` a line with a token, and `keep` it signed in; a fixed token cannot be renewed."""

    def __init__(self, token: str | Token, timing: Timing) -> None:
        self._fixed = token if isinstance(token, str) else ""
        self._token = token if callable(token) else self._same
        self._timing = timing
        self._brought: dict[Line, str] = {}

    async def open(self, dial: Dial) -> Line:
        """A line; raises Refused when a fresh token opens none either, SignedOut when there is no token any more."""
        token = await self._take(False)
        try:
            line = await dial(_header(token))
        except Refused:
            if self._fixed:
                raise
            token = await self._take(True)
            line = await dial(_header(token))
        self._brought[line] = token
        return line

    async def keep(self, line: Line, ask: Ask) -> None:
        """Renew for as long as the line lives; raises SignedOut."""
        token, tries = self._brought.pop(line), 0
        wait = self._wait(token)
        while not self._fixed and await _due(line, wait):
            try:
                token = await self._take(True)
                await ask(request("renew", token=token), partial(only, line))
                wait, tries = self._wait(token), 0
            except SignedOut:
                raise
            except LineLost:
                return
            except ParleyError as error:
                if not error.retry:
                    return line.fail("the sign-in was not renewed")  # the next handshake says more
                wait, tries = self._timing.backoff(tries), tries + 1

    async def _take(self, fresh: bool) -> str:
        try:
            return await self._token(fresh)
        except ParleyError as error:
            if error.retry or isinstance(error, SignedOut):
                raise
            raise SignedOut("expired", str(error)) from error
        except OSError as error:
            raise Unreachable(f"no token is to be had ({error})") from error

    async def _same(self, fresh: bool) -> str:
        return self._fixed

    def _wait(self, token: str) -> float:
        """Until most of a token's life is over, by this machine's clock where that can be right."""
        said = claims(token)
        left, whole = said["exp"] - time.time(), said["exp"] - float(said.get("iat", 0))
        return max(SPENT * self._timing.jitter(left if 0 < left < whole else whole), self._timing.pause)


def claims(token: str) -> dict[str, Any]:
    """What a token says, unchecked: the service checks it. Raises SignedOut for what is none."""
    try:
        payload = token.split(".")[1]
        said = dict(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))))
        return said | {"exp": float(said["exp"])}
    except (LookupError, ValueError, TypeError):
        raise SignedOut("expired", "this is no token: a JWT has three parts") from None


def _header(token: str) -> dict[str, str]:
    claims(token)
    return {"Authorization": f"Bearer {token}"}


async def _due(line: Line, wait: float) -> bool:
    """Whether the line still lives after that while, which the machine may have slept through."""
    until = time.time() + wait
    while (left := until - time.time()) > 0 and not line.lost.done():
        await asyncio.wait([line.lost], timeout=min(left, LOOK_EVERY))
    return not line.lost.done()

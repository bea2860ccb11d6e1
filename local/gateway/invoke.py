"""Invoking functions, some at a time. The rest waits in order: unlimited workers swamp a small machine."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from local.gateway.errors import FunctionFailed, FunctionTimedOut
from local.gateway.events import Event

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


class Invoker:
    """Calls functions synchronously, as API Gateway does, at most `concurrency` at the same time."""

    def __init__(self, client: "LambdaClient", concurrency: int) -> None:
        self._client = client
        self._threads = ThreadPoolExecutor(concurrency, thread_name_prefix="invoke")
        self._places = asyncio.Semaphore(concurrency)
        self.waiting = 0
        self.running = 0

    async def invoke(self, function: str, event: Event, seconds: float) -> object:
        """The function's answer; raises FunctionFailed, or FunctionTimedOut after so many seconds of running."""
        self.waiting += 1
        try:
            await self._places.acquire()
        finally:
            self.waiting -= 1
        self.running += 1
        call = asyncio.get_running_loop().run_in_executor(self._threads, self._call, function, json.dumps(event))
        call.add_done_callback(self._done)
        try:
            # The function runs on when the integration gives up, as on AWS; its place is free when it ends.
            return await asyncio.wait_for(asyncio.shield(call), seconds)
        except TimeoutError:
            raise FunctionTimedOut(f"no answer within {seconds:g} s") from None

    def close(self) -> None:
        """Starts no more functions; those under way are not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _call(self, function: str, event: str) -> object:
        try:
            answer = self._client.invoke(FunctionName=function, Payload=event)
            payload = answer["Payload"].read()
        except (BotoCoreError, ClientError) as error:
            raise FunctionFailed(f"invoking it failed: {error}") from error
        if "FunctionError" in answer:
            raise FunctionFailed(_error_message(payload))
        try:
            return json.loads(payload or b"null")
        except ValueError:
            raise FunctionFailed("its answer is no JSON") from None

    def _done(self, call: asyncio.Future[object]) -> None:
        self.running -= 1
        self._places.release()
        if not call.cancelled():
            call.exception()  # Nobody waits for it after a timeout; asked for here, asyncio does not complain.


def _error_message(payload: bytes) -> str:
    try:
        return str(json.loads(payload)["errorMessage"])
    except (ValueError, LookupError, TypeError):
        return payload.decode(errors="replace")

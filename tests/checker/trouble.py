"""The fault of one invocation, where it comes: at an operation of the table's API, or at a post to a connection."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

LATE = 0.5
FAULTS = "com.amazonaws.dynamodb.v20120810#"

Send = Callable[[AWSPreparedRequest], AWSResponse]


class Trouble:
    """`at` which happening, from the `nth` on so many `times`, `do` what; `met` once it has come."""

    def __init__(self) -> None:
        self.met = False
        self.begin(None)

    def begin(self, fault: dict[str, Any] | None) -> None:
        """A new invocation, and what is to befall it."""
        fault = fault or {}
        self.met = False
        self._at, self._do = str(fault.get("at", "")), str(fault.get("do", ""))
        self._first, self._times = int(fault.get("nth", 1)), int(fault.get("times", 1))
        self._seen = 0
        self.seconds = float(fault.get("seconds", LATE))

    def comes(self, at: str) -> str:
        """What is to be done at this happening; nothing, mostly."""
        if self._at != at and (self._at != "any" or at == "post"):
            return ""
        self._seen += 1
        if not self._first <= self._seen < self._first + self._times:
            return ""
        self.met = True
        return self._do


def install() -> Trouble:
    """From now on trouble can come to this process's calls of the table and to its posts."""
    from delivery.line import Line
    from models import table

    trouble = Trouble()
    session = table.client()._endpoint.http_session
    session.send = _through(session.send, trouble)
    send = Line.send

    def line_send(self: Line, post: str, request: bytes, due: float) -> None:
        if trouble.comes("post") == "die":
            die()
        send(self, post, request, due)

    Line.send = line_send  # type: ignore[method-assign]
    return trouble


def die() -> None:
    """Ends this process at once, as Lambda does: nothing is flushed, nobody is told."""
    os.kill(os.getpid(), signal.SIGKILL)


def _through(send: Send, trouble: Trouble) -> Send:
    def disturbed(request: AWSPreparedRequest) -> AWSResponse:
        target = request.headers["X-Amz-Target"]
        operation = (target.decode() if isinstance(target, bytes) else target).rpartition(".")[2]
        what = trouble.comes(operation)
        if what == "die":
            die()
        if what == "late":
            time.sleep(trouble.seconds)
        if what == "reset":
            raise ConnectionClosedError(endpoint_url=request.url)
        if what == "throttle":
            return _answer(request.url, 400, "ProvisionedThroughputExceededException")
        if what == "fail":
            return _answer(request.url, 500, "InternalServerError")
        answer = send(request)
        if what == "die after":
            die()
        if what == "lose":
            raise ReadTimeoutError(endpoint_url=request.url)
        return answer

    return disturbed


class _Body:
    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *_: object, **__: object) -> Iterator[bytes]:
        yield self._content


def _answer(url: str, status: int, code: str) -> AWSResponse:
    body = json.dumps({"__type": FAULTS + code, "message": "in this weather"}).encode()
    headers = HTTPHeaders.from_dict({"Content-Type": "application/x-amz-json-1.0"})
    return AWSResponse(url, status, headers, _Body(body))

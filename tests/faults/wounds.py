"""What can be done to a DynamoDB client: hooks of botocore's, behind which the real service goes on.

https://docs.aws.amazon.com/boto3/latest/guide/events.html
"""

import io
import json
from collections.abc import Iterator
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ConnectionClosedError
from botocore.httpsession import URLLib3Session

from models import table


class Wound:
    """Something that goes wrong with an operation (all of them without a name), so many times; `met` counts."""

    def __init__(self, operation: str = "", times: int = 10**6) -> None:
        self.met = 0
        self._times = times
        event = f"before-send.dynamodb.{operation}".rstrip(".")
        table.client().meta.events.register_first(event, self._send)

    def heal(self) -> None:
        """From here on nothing goes wrong."""
        self._times = 0

    def act(self, request: AWSPreparedRequest) -> AWSResponse:
        """What comes instead of the answer."""
        raise NotImplementedError

    def _send(self, request: AWSPreparedRequest, **_: object) -> AWSResponse | None:
        if self.met >= self._times:
            return None
        self.met += 1
        return self.act(request)


class LostReply(Wound):
    """The request arrives and is carried out; its answer never comes."""

    def act(self, request: AWSPreparedRequest) -> AWSResponse:
        URLLib3Session().send(request)
        raise ConnectionClosedError(endpoint_url=request.url)


class Refusal(Wound):
    """The service answers with an error, and does nothing."""

    def __init__(self, operation: str = "", times: int = 10**6, *, status: int = 400, code: str, **more: Any) -> None:
        super().__init__(operation, times)
        self._status = status
        self._body = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": code, **more}

    def act(self, request: AWSPreparedRequest) -> AWSResponse:
        headers = HTTPHeaders.from_dict({"Content-Type": "application/x-amz-json-1.0"})
        return AWSResponse(str(request.url), self._status, headers, _Raw(json.dumps(self._body).encode()))


class _Raw(io.BytesIO):
    def stream(self, **_: object) -> Iterator[bytes]:
        yield self.read()

"""Parley's signer, in the form that other HTTP clients want."""

from benchmarks.posting import PAYLOAD, REGION
from config import credentials
from delivery.endpoint import endpoint
from delivery.sigv4 import Signer


class Signed:
    """Signs the posts of one delivery: `headers` are those that all of them share."""

    def __init__(self, url: str) -> None:
        self._signer = Signer("POST", endpoint(url), PAYLOAD, REGION, credentials())
        lines = self._signer.request("", 0.0).decode().split("\r\n")[1:-3]
        self.headers = dict(line.split(": ", 1) for line in lines)

    def post(self, recipient: str) -> tuple[str, str]:
        """The path of a post, and its authorization."""
        head = self._signer.request(recipient, 0.0)[: -len(PAYLOAD) - 4].decode()
        return head[5 : head.index(" ", 5)], head[head.rindex("authorization: ") + 15 :]

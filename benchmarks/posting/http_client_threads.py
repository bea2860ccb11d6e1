"""The standard library's http.client and Parley's signer, on 64 threads that stay, each with a line of its own."""

import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPSConnection
from urllib.parse import urlsplit

from benchmarks.posting import PAYLOAD, Post
from benchmarks.posting.signed import Signed

THREADS = 64


def way(url: str) -> Post:
    threads, own, lock = ThreadPoolExecutor(THREADS), threading.local(), threading.Lock()
    trust, authority = ssl.create_default_context(), urlsplit(url).netloc

    def some(left: Iterator[str], signed: Signed) -> int:
        if not hasattr(own, "line"):
            own.line = HTTPSConnection(authority, context=trust, timeout=3)
        posted = 0
        while recipient := _next(left, lock):
            path, authorization = signed.post(recipient)
            own.line.request("POST", path, PAYLOAD, signed.headers | {"authorization": authorization})
            answer = own.line.getresponse()
            answer.read()
            posted += answer.status == 200
        return posted

    def post(recipients: list[str]) -> int:
        left, signed = iter(recipients), Signed(url)
        turns = [threads.submit(some, left, signed) for _ in range(min(THREADS, len(recipients)))]
        return sum(turn.result() for turn in turns)

    return post


def _next(left: Iterator[str], lock: threading.Lock) -> str | None:
    with lock:
        return next(left, None)

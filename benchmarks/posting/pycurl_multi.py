"""libcurl's multi interface and Parley's signer."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pycurl

from benchmarks.posting import IN_FLIGHT, PAYLOAD, Post
from benchmarks.posting.signed import Signed


def way(url: str) -> Post:
    multi = pycurl.CurlMulti()
    handles = [_handle() for _ in range(IN_FLIGHT)]
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"

    def begin(handle: Any, recipient: str, signed: Signed, shared: list[str]) -> None:
        path, authorization = signed.post(recipient)
        handle.setopt(pycurl.URL, origin + path)
        handle.setopt(pycurl.HTTPHEADER, [*shared, f"authorization: {authorization}"])
        multi.add_handle(handle)

    def post(recipients: list[str]) -> int:
        signed = Signed(url)
        shared = [f"{name}: {value}" for name, value in signed.headers.items()]
        left = iter(recipients)
        posted = flying = 0
        for handle, recipient in zip(handles, left, strict=False):
            begin(handle, recipient, signed, shared)
            flying += 1
        while flying:
            multi.perform()
            for handle in _ended(multi):
                posted += handle.getinfo(pycurl.RESPONSE_CODE) == 200
                multi.remove_handle(handle)
                recipient = next(left, "")
                if recipient:
                    begin(handle, recipient, signed, shared)
                else:
                    flying -= 1
            multi.select(1.0)
        return posted

    return post


def _handle() -> Any:
    handle = pycurl.Curl()
    handle.setopt(pycurl.POST, 1)
    handle.setopt(pycurl.POSTFIELDS, PAYLOAD)
    handle.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1)
    handle.setopt(pycurl.CAINFO, os.environ["SSL_CERT_FILE"])
    handle.setopt(pycurl.NOSIGNAL, 1)
    handle.setopt(pycurl.WRITEFUNCTION, len)
    return handle


def _ended(multi: Any) -> Iterator[Any]:
    more = 1
    while more:
        more, good, bad = multi.info_read()
        yield from good
        if bad:
            raise SystemExit(f"libcurl: {bad[0][2]}")

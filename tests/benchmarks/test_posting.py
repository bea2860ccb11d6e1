"""The ways of the benchmark do what they are measured at: every recipient gets the payload, properly signed."""

import json
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from benchmarks.fan_out_ways import TREE, WAYS
from benchmarks.posting import PAYLOAD, REGION
from benchmarks.posting.signed import Signed
from config import credentials
from delivery.endpoint import endpoint
from delivery.sigv4 import Signer
from tests.delivery.scripted import Connections


@pytest.fixture
def roots(tmp_path: Path) -> Path:
    """The file with the authority that the server's certificate is of."""
    return tmp_path / "roots.pem"


@pytest.fixture
def server(roots: Path) -> Iterator[Connections]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(roots))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with Connections(context) as connections:
        yield connections


@pytest.mark.parametrize("module", [way.module for way in WAYS if not way.packages])
def test_everyone_gets_the_payload_and_is_measured(server: Connections, roots: Path, module: str) -> None:
    command = [sys.executable, "-m", "benchmarks.fan_out_client", module, server.url, str(roots)]
    said = subprocess.run(command, input="30 2\n", capture_output=True, text=True, cwd=TREE)
    assert said.stderr == ""
    assert {post.body for post in server.posts} == {PAYLOAD}
    assert {server.tries(recipient) for recipient in {post.connection for post in server.posts}} == {2}
    figures = json.loads(said.stdout)
    assert len(server.posts) == 60 and all(figures[name] > 0 for name in ("cpu", "rate", "took", "memory"))


def test_each_way_has_a_module() -> None:
    assert all(way.lines > 5 for way in WAYS)


def test_a_signature_is_the_engines_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "key")
    url = "https://abc.execute-api.eu-west-1.amazonaws.com/live"
    signed = Signed(url)
    path, authorization = signed.post("a=")
    whole = Signer("POST", endpoint(url), PAYLOAD, REGION, credentials()).request("a=", 0.0).decode()
    assert whole.startswith(f"POST {path} HTTP/1.1\r\n")
    if signed.headers["x-amz-date"] in whole:  # else a second has passed in between
        assert f"\r\nauthorization: {authorization}\r\n" in whole
    assert set(signed.headers) == {"host", "x-amz-date", "x-amz-security-token", "content-length"}

"""Whom the endpoint_pool trusts, and whom it does not."""

import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import trustme

from config import credentials
from delivery import deliver, fanout, tls
from delivery.batch import Batch
from delivery.endpoint import endpoint
from delivery.pool import Pool, pool
from delivery.sigv4 import Signer
from tests.delivery.scripted import Connections, names, raw


def soon() -> float:
    return time.monotonic() + 30


@pytest.fixture
def stranger(authority: trustme.CA) -> Iterator[Connections]:
    """A server with a good certificate, for another name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("elsewhere.example").configure_cert(context)
    with Connections(context) as connections:
        yield connections


def delivered(server: Connections, roots: Path | None) -> int:
    """How many of three the endpoint_pool gets through to, trusting what is in a file."""
    made = Pool(endpoint(server.url), str(roots) if roots else None)
    signer = Signer("POST", endpoint(server.url), b"hello", "eu-west-1", credentials())
    try:
        batch = Batch(made, signer, names(3), soon())
        batch.run()
        assert batch.tally.delivered + len(batch.tally.given_up) == 3
        return batch.tally.delivered
    finally:
        made.close()


@pytest.fixture
def server(server_tls: ssl.SSLContext) -> Iterator[Connections]:
    """A server over TLS only."""
    with Connections(server_tls) as connections:
        yield connections


@pytest.mark.usefixtures("keys")
def test_roots_from_a_file_of_their_own(server: Connections, roots: Path) -> None:
    assert delivered(server, roots) == 3


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("known", [True, False])
def test_the_process_s_pool_trusts_the_settings_roots(
    server: Connections, roots: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem" if known else roots))
    monkeypatch.setattr("delivery.pool.trusted_roots", lambda: str(roots if known else tmp_path / "other.pem"))
    monkeypatch.setattr(fanout, "settings", lambda: SimpleNamespace(connections_url=server.url, region="eu-west-1"))
    assert deliver(b"hello", names(3), soon()).delivered == (3 if known else 0)
    pool(server.url).close()
    pool.cache_clear()


def test_an_authority_that_is_not_trusted(
    server: Connections, keys: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    assert delivered(server, tmp_path / "other.pem") == 0
    assert server.posts == []
    assert caplog.text.count("certificate verify failed") == 1


@pytest.mark.usefixtures("keys")
def test_a_certificate_for_another_name(stranger: Connections, roots: Path) -> None:
    assert delivered(stranger, roots) == 0
    assert stranger.posts == []


def test_a_context_is_made_once_and_verifies() -> None:
    assert tls.context() is tls.context()
    assert tls.context().check_hostname
    assert tls.context().verify_mode is ssl.CERT_REQUIRED


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_both_versions_of_tls(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, version: ssl.TLSVersion) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = context.maximum_version = version
    authority.issue_cert("localhost").configure_cert(context)
    with Connections(context) as server:
        monkeypatch.setattr(fanout, "settings", lambda: SimpleNamespace(connections_url=server.url, region="eu-west-1"))
        # An answer as long as several records.
        server.at("long", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n" + b"x" * 60_000))
        assert deliver(b"y" * 60_000, ["long", *names(20)], soon()).delivered == 21
        assert {len(post.body) for post in server.posts} == {60_000}
        pool(server.url).close()
        pool.cache_clear()

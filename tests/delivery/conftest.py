"""A scripted `@connections` endpoint over plain HTTP and over TLS, and the engine pointed at it."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import trustme

from delivery import batch, fanout, tls
from delivery.pool import Pool, pool
from tests.delivery.scripted import Connections


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """A certificate authority that nobody else trusts."""
    return trustme.CA()


@pytest.fixture(scope="session")
def roots(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that makes OpenSSL trust it."""
    path = tmp_path_factory.mktemp("tls") / "roots.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture(scope="session")
def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    """What a server needs to be `localhost`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture(params=["http", "https"])
def server(request: pytest.FixtureRequest, server_tls: ssl.SSLContext) -> Iterator[Connections]:
    """The endpoint, running."""
    with Connections(server_tls if request.param == "https" else None) as connections:
        yield connections


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch, roots: Path) -> None:
    """What a Lambda finds in its environment, and the roots."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token")
    monkeypatch.setenv("SSL_CERT_FILE", str(roots))
    tls.context.cache_clear()


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy with other things must not look like an endpoint that is slow."""
    monkeypatch.setattr(batch, "ANSWER_WITHIN", 20.0)
    monkeypatch.setattr("delivery.pool.CONNECT_WITHIN", 20.0)


@pytest.fixture
def endpoint_pool(server: Connections, keys: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    """The process's pool for the endpoint; `deliver` uses it from here on."""
    here = SimpleNamespace(connections_url=server.url, region="eu-west-1")
    monkeypatch.setattr(fanout, "settings", lambda: here)
    made = pool(server.url)
    yield made
    made.close()
    pool.cache_clear()  # A later endpoint may get the same port.
    tls.context.cache_clear()

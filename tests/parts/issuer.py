"""An OpenID Connect issuer on loopback: real keys, real tokens, and a set of keys that it serves over HTTP."""

import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

CLIENT = "parley-client"
Answer = tuple[int, bytes]


class Signer:
    """A key pair with an id."""

    def __init__(self, alg: str) -> None:
        self.alg, self.kid = alg, secrets.token_hex(4)
        made = rsa.generate_private_key(65537, 2048) if alg == "RS256" else ec.generate_private_key(ec.SECP256R1())
        self.private: Any = made

    def public(self, **other: Any) -> dict[str, Any]:
        """The public half as a set of keys has it."""
        algorithm: Any = RSAAlgorithm if self.alg == "RS256" else ECAlgorithm
        shown = algorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {**shown, "kid": self.kid, "use": "sig", "alg": self.alg, **other}

    def sign(self, claims: dict[str, Any], **header: Any) -> str:
        """A token of these claims."""
        return jwt.PyJWS().encode(json.dumps(claims).encode(), self.private, self.alg, {"kid": self.kid, **header})


def signer(alg: str = "RS256", name: str = "first") -> Signer:
    """A pair that is made once a run: making one takes long."""
    return _signer(alg, name)


@cache
def _signer(alg: str, name: str) -> Signer:
    return Signer(alg)


class Issuer:
    """What it publishes can be changed at any time; `asked` counts how often the keys were asked for."""

    def __init__(self, url: str) -> None:
        self.url, self.asked = url, 0
        self.published: list[dict[str, Any]] = [signer().public(), signer("ES256").public()]
        self.answer: Callable[[], Answer] = lambda: (200, json.dumps({"keys": self.published}).encode())

    @property
    def keys_url(self) -> str:
        return f"{self.url}/.well-known/jwks.json"

    def claims(self, **other: Any) -> dict[str, Any]:
        """What a good ID token says; None leaves a claim out."""
        now = int(time.time())
        said = {"iss": self.url, "aud": CLIENT, "sub": "u-1", "name": "Ana", "iat": now, "exp": now + 600, **other}
        return {name: value for name, value in said.items() if value is not None}

    def token(self, by: Signer | None = None, header: dict[str, Any] | None = None, **other: Any) -> str:
        """A token of this issuer."""
        return (by or signer()).sign(self.claims(**other), **(header or {}))


@contextmanager
def serving() -> Iterator[Issuer]:
    """An issuer while the context lasts."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.asked += 1
            status, content = issuer.answer()
            self.send_response(status)
            self.send_header("Location", issuer.url)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Clients that hang up are what some tests are about."""

    with Server(("127.0.0.1", 0), Page) as server:
        issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield issuer
        finally:
            server.shutdown()
            thread.join()

import json
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message

import pytest

from local.ports import HOST, Ports
from local.web import Web

WEBSOCKET = "ws://127.0.0.1:1/live"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a served directory; beside the directory lies a secret."""
    home = tmp_path_factory.mktemp("web")
    web = home / "web"
    (web / "deep").mkdir(parents=True)
    (home / "secret.txt").write_text("secret")
    (web / "index.html").write_text("<!doctype html>")
    for name in ("a.js", "a.mjs", "a.css", "a.svg", "deep/b.js"):
        (web / name).write_text("x")
    (web / "way-out.txt").symlink_to(home / "secret.txt")
    port = Ports.free().web
    with Web(web, port, WEBSOCKET, sign_in={"client": "c"}):
        yield f"http://{HOST}:{port}"


def get(url: str) -> tuple[int, Message, bytes]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_the_page_learns_where_the_websocket_is(page: str) -> None:
    status, headers, body = get(f"{page}/config.json?x=1")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert json.loads(body) == {"websocket": WEBSOCKET, "guests": True, "signIn": {"client": "c"}}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("deep/b.js", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
    ],
)
def test_each_file_has_its_type_and_the_strict_headers(page: str, name: str, kind: str) -> None:
    status, headers, _ = get(f"{page}/{name}")
    assert (status, headers["Content-Type"]) == (200, kind)
    assert headers["Cache-Control"] == "no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


@pytest.mark.parametrize("path", ["nothing", "deep/", "way-out.txt", "%2e%2e/secret.txt", "..%2fsecret.txt"])
def test_nothing_else_is_given_out(page: str, path: str) -> None:
    status, _, body = get(f"{page}/{path}")
    assert status == 404
    assert b"secret" not in body.replace(path.encode(), b"")


def test_a_path_that_climbs_is_not_followed(page: str) -> None:
    port = int(page.rpartition(":")[2])
    with socket.create_connection((HOST, port), timeout=10) as raw:
        raw.sendall(b"GET /../secret.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        answer = raw.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 404")


def test_other_methods_are_refused(page: str) -> None:
    request = urllib.request.Request(page, data=b"x", method="POST")
    with pytest.raises(urllib.error.HTTPError, match="501") as refusal:
        urllib.request.urlopen(request, timeout=10)
    refusal.value.close()

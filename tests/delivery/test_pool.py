"""Lines that are kept, and lines that are not."""

import socket
import time

import pytest

from delivery import Outcome, deliver, pool, tally
from delivery.endpoint import Endpoint
from delivery.line import Line
from delivery.pool import Pool
from tests.delivery.scripted import Connections, names


def soon() -> float:
    return time.monotonic() + 30


class Stopper:
    """Stops the loop as soon as something has happened to its line."""

    def __init__(self, endpoint_pool: Pool) -> None:
        self._engine = endpoint_pool
        self.statuses: list[int] = []

    def connected(self, line: Line) -> None:
        self._engine.rest(line)
        self._engine.loop.stop()

    def answered(self, line: Line, status: int) -> None:
        self.statuses.append(status)
        self._engine.loop.stop()

    def lost(self, line: Line) -> None:
        self._engine.loop.stop()


def test_a_line_that_opens_as_a_batch_ends_is_kept_whole(endpoint_pool: Pool) -> None:
    caller = Stopper(endpoint_pool)
    endpoint_pool.open(caller, time.monotonic())
    endpoint_pool.loop.run_forever()
    endpoint_pool.sleep()
    line = endpoint_pool.take()
    assert line is not None
    line.caller = caller
    line.send("a", b"POST /prod/@connections/a HTTP/1.1\r\ncontent-length: 0\r\n\r\n", 0.0)
    endpoint_pool.loop.run_forever()
    assert caller.statuses == [200]
    endpoint_pool.rest(line)


def test_lines_that_have_rested_too_long_are_not_trusted(
    server: Connections, endpoint_pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(b"hello", names(1), soon())
    deliver(b"hello", names(1), soon())
    assert server.accepted == 1
    monkeypatch.setattr(pool, "TRUSTED_FOR", -1.0)
    assert deliver(b"hello", names(1), soon()).delivered == 1
    assert server.accepted == 2


def test_a_host_is_looked_up_once_for_all_lines(
    server: Connections, endpoint_pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        asked.append(host)
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert deliver(b"hello", names(100), soon()).delivered == 100
    assert deliver(b"hello", names(100), soon()).delivered == 100
    assert asked == ["localhost"]


def test_an_address_that_does_not_listen_is_passed_over(endpoint_pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def look_up(host: str, *rest: object, **more: object) -> object:
        listening = real(host, *rest, **more)  # type: ignore[arg-type]
        deaf = [(family, kind, protocol, name, ("127.0.0.2", 9)) for family, kind, protocol, name, _ in listening]
        return [*deaf, *listening] if host == "localhost" else listening

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(tally, "RETRIES", 0)
    assert deliver(b"hello", names(100), soon()) == Outcome(100, (), (), False)


def test_a_host_that_does_not_exist_is_given_up(endpoint_pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert deliver(b"hello", ["a", "b"], soon()).delivered == 0


def test_closing_twice_is_no_error() -> None:
    made = Pool(Endpoint(False, "localhost", 80, "localhost", "/@connections/"))
    made.close()
    made.close()
    assert made.loop.is_closed()


def test_a_line_at_rest_expects_nothing_but_its_end() -> None:
    made = Pool(Endpoint(False, "localhost", 80, "localhost", "/@connections/"))
    line = Line(made, None, 0.0)
    with pytest.raises(AssertionError):
        made.connected(line)
    with pytest.raises(AssertionError):
        made.answered(line, 200)
    made.close()

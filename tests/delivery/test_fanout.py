"""The public functions: counting, signing anew, closing, taking turns."""

import asyncio
import threading
import time

import pytest

from delivery import Outcome, close, deliver, disconnect
from tests.delivery.scripted import Connections, after, answer, names

pytestmark = pytest.mark.usefixtures("endpoint_pool")


def soon(seconds: float = 30.0) -> float:
    return time.monotonic() + seconds


def test_nobody_to_deliver_to(server: Connections, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    assert deliver(b"hello", [], soon()) == Outcome(0, (), (), False)
    assert server.accepted == 0


def test_a_recipient_named_twice_is_one(server: Connections) -> None:
    assert deliver(b"hello", iter(["a", "b", "a", "a"]), soon()) == Outcome(2, (), (), False)
    assert sorted(server.arrived()) == ["a", "b"]


@pytest.mark.parametrize("connection", ["L0SM9cOFvHcCIhw=", "a/b", "ü&?", "a b", "%41"])
def test_any_id_arrives_as_it_is(server: Connections, connection: str) -> None:
    assert deliver(b"hello", [connection], soon()).delivered == 1
    assert server.arrived() == [connection]
    assert server.posts[0].target.startswith("/prod/@connections/")


def test_a_name_that_is_no_text_fails_alone(server: Connections) -> None:
    assert deliver(b"hello", ["a", "\ud800", "b"], soon()).delivered >= 2


def test_credentials_that_rotate_between_two_invocations(server: Connections, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(b"hello", ["a"], soon())
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDROTATED")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "rotated")
    deliver(b"hello", ["a"], soon())
    monkeypatch.delenv("AWS_SESSION_TOKEN")
    deliver(b"hello", ["a"], soon())
    first, second, third = (post.headers for post in server.posts)
    assert "Credential=AKIDEXAMPLE/" in first["authorization"] and first["x-amz-security-token"] == "token"
    assert "Credential=AKIDROTATED/" in second["authorization"] and second["x-amz-security-token"] == "rotated"
    assert "x-amz-security-token" not in third
    assert server.accepted == 1


def test_many_are_closed_at_once_and_those_that_are_not_there_are_told(server: Connections) -> None:
    server.at("c1=", answer(204))
    server.at("c2=", answer(410))
    outcome = close(["c1=", "c2="], soon())
    assert (outcome.delivered, outcome.gone) == (1, ("c2=",))


@pytest.mark.parametrize(("status", "closed"), [(204, True), (410, True), (403, False), (400, False)])
def test_disconnect_says_whether_the_connection_is_closed(server: Connections, status: int, closed: bool) -> None:
    server.at("x=", answer(status))
    assert disconnect("x=", soon()) is closed
    assert [(post.method, post.connection) for post in server.posts] == [("DELETE", "x=")]


def test_disconnect_tries_again(server: Connections) -> None:
    server.at("x", answer(500), answer(429), answer(204))
    assert disconnect("x", soon())
    assert server.tries("x") == 3


def test_two_threads_take_turns(server: Connections) -> None:
    server.otherwise = after(0.005, answer(200))
    outcomes: list[Outcome] = []

    def one(thread: int) -> None:
        outcomes.append(deliver(b"hello", [f"{thread}-{name}" for name in names(100)], soon()))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [Outcome(100, (), (), False)] * 4
    assert len(set(server.arrived())) == len(server.posts) == 400


def test_who_does_not_get_a_turn_in_time_is_counted(server: Connections) -> None:
    server.otherwise = after(0.6, answer(200))
    long = threading.Thread(target=deliver, args=(b"hello", ["a"], soon()))
    long.start()
    while not server.posts:
        time.sleep(0.005)
    assert deliver(b"hello", ["b", "c"], soon(0.1)) == Outcome(0, (), ("b", "c"), False)
    long.join()
    assert server.arrived() == ["a"]


async def test_it_can_be_called_beside_a_running_loop(server: Connections) -> None:
    outcome = await asyncio.to_thread(deliver, b"hello", names(20), soon())
    assert outcome.delivered == 20


def test_many_times_in_a_row_on_the_same_line(server: Connections) -> None:
    for _ in range(50):
        assert deliver(b"hello", ["a"], soon()).delivered == 1
    assert server.accepted == 1

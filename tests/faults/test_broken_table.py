"""A table that is slow, silent, resets or fails: given up in good time, and told to whoever asked."""

import time
from collections.abc import Iterator

import pytest

from models import table
from tests.events import Context
from tests.faults import people
from tests.faults.conftest import Come
from tests.faults.people import texts
from tests.faults.proxy import Proxy, proxy
from tests.faults.wounds import Refusal
from tests.parts.dynamodb import Table, forget
from tests.parts.template import load

CONNECT, READ = 1, 3


@pytest.fixture
def network(here: Table, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """The way from the doors to the table."""
    with proxy(here.endpoint) as network:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", network.url)
        forget()
        table.connect()
        yield network
        table.client().close()


def test_fault_8_the_client_waits_one_second_for_a_connection_and_three_for_an_answer(here: Table) -> None:
    config = table.client().meta.config
    assert (config.connect_timeout, config.read_timeout) == (CONNECT, READ)


@pytest.mark.promise(3)
@pytest.mark.parametrize("ill", ["reset", "silent"])
def test_fault_8_a_network_that_fails_is_an_error_to_retry_before_the_function_ends(
    come: Come, network: Proxy, ill: str
) -> None:
    ana, bo = come("Ana"), come("Bo")
    network.ill = ill
    began = time.monotonic()
    refused = ana.say("hello", "the-id")
    assert time.monotonic() - began < _limit()
    assert (refused["type"], refused["retry"]) == ("error", True) and refused["code"] in ("busy", "internal")
    assert "127.0.0.1" not in refused["message"]
    network.ill = ""
    assert ana.say("hello", "the-id")["type"] == "message"
    assert texts(bo.read()["messages"]) == ["hello"]


def test_fault_8_a_table_that_is_slow_each_time_is_an_error_before_the_function_ends(
    come: Come, network: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No single answer takes longer than the time-out, and all of them together take longer than the function has.

    On AWS the function would be killed at its limit and the client would hear nothing, or of the integration's end.
    Here it has five seconds, and each of the table's answers takes one and a half.
    """
    ana, limit = come("Ana"), 5.0

    class Short(Context):
        def get_remaining_time_in_millis(self) -> int:
            return int(limit * 1000)

    monkeypatch.setattr(people, "CONTEXT", Short())
    network.delay = 1.5
    began = time.monotonic()
    answer = ana.join()
    assert time.monotonic() - began < limit
    assert answer["type"] == "error" and answer["retry"]


@pytest.mark.parametrize("status", [500, 503])
def test_fault_8_a_failing_service_is_tried_again_and_then_told(come: Come, status: int) -> None:
    ana = come("Ana")
    failing = Refusal("UpdateItem", times=2, status=status, code="InternalServerError")
    assert ana.say("hello")["type"] == "message"
    assert failing.met == 2
    failing = Refusal("UpdateItem", status=status, code="InternalServerError")
    refused = ana.say("hello again")
    assert (refused["code"], refused["retry"]) == ("internal", True)
    assert failing.met == 3


def _limit() -> float:
    """How long the template lets a door run."""
    return float(load()["Globals"]["Function"]["Timeout"])

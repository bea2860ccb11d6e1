"""A table that throttles: tried again with jitter, then `busy`, never silence.

Neither engine throttles by itself; AWS does, above a partition's 1,000 writes and 3,000 reads a second, and says so in
the reasons of a cancelled transaction too.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TroubleshootingThrottling.html
"""

import random
import time
from typing import Any

import pytest

from models import transaction
from tests.faults.conftest import Come
from tests.faults.people import texts
from tests.faults.wounds import Refusal

REQUESTS: dict[str, dict[str, Any]] = {
    "joinRoom": {"room": "general"},
    "leaveRoom": {"room": "general"},
    "sendMessage": {"room": "general", "text": "hello"},
    "history": {"room": "general"},
    "ping": {},
}
CODES = ("ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException")
CANCELLED: dict[str, Any] = {"CancellationReasons": [{"Code": "ThrottlingError"}, {"Code": "None"}]}


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Every pause is noted down, and not made."""
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


@pytest.mark.parametrize("action", REQUESTS)
@pytest.mark.parametrize("code", CODES)
def test_fault_7_every_action_on_a_throttled_table_is_busy(
    come: Come, action: str, code: str, pauses: list[float]
) -> None:
    ana = come("Ana")
    throttled = Refusal(code=code)
    answer = ana.ask(action, **REQUESTS[action])
    assert (answer["type"], answer["code"], answer["retry"]) == ("error", "busy", True)
    assert 2 <= throttled.met <= 10 and pauses
    throttled.heal()
    assert ana.ask(action, **REQUESTS[action])["type"] != "error"


def test_fault_7_a_handshake_on_a_throttled_table_may_be_made_again(come: Come, pauses: list[float]) -> None:
    ana = come("Ana")
    throttled = Refusal(code=CODES[0])
    assert ana.connect() == {"statusCode": 503}
    throttled.heal()
    assert ana.connect()["statusCode"] == 200


def test_fault_7_a_throttled_transaction_is_tried_again_and_said_once(come: Come, pauses: list[float]) -> None:
    ana, bo = come("Ana"), come("Bo")
    throttled = Refusal("TransactWriteItems", times=2, code="TransactionCanceledException", **CANCELLED)
    assert ana.say("hello")["type"] == "message"
    assert throttled.met == 2
    assert texts(bo.heard()) == ["hello"]


def test_fault_7_pauses_are_random_and_grow(come: Come, monkeypatch: pytest.MonkeyPatch) -> None:
    """Full jitter: https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/"""
    ana = come("Ana")
    spans: list[tuple[float, float]] = []

    def least(low: float, high: float) -> float:
        spans.append((low, high))
        return low

    monkeypatch.setattr(random, "uniform", least)
    Refusal("TransactWriteItems", code="TransactionCanceledException", **CANCELLED)
    assert ana.say("hello")["code"] == "busy"
    assert spans == [(0, transaction.PAUSE * 2**attempt) for attempt in range(1, transaction.ATTEMPTS)]


@pytest.mark.promise(1)
def test_fault_7_what_was_refused_as_busy_is_not_in_the_log(come: Come, pauses: list[float]) -> None:
    ana, bo = come("Ana"), come("Bo")
    throttled = Refusal("TransactWriteItems", code="TransactionCanceledException", **CANCELLED)
    assert ana.say("hello")["code"] == "busy"
    throttled.heal()
    assert bo.heard() == []
    assert ana.say("goodbye")["type"] == "message"
    assert texts(bo.heard()) == ["goodbye"]

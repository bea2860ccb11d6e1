"""Transactions: all or nothing, traffic tried again, refusals in order."""

import pytest
from pynamodb.transactions import TransactWrite

from errors import Busy, Internal
from models import table, transaction
from models.message import Void
from models.transaction import ATTEMPTS, Refused, commit


def put(*names: str) -> None:
    def write(work: TransactWrite) -> None:
        for name in names:
            work.save(Void(name, "x", at=1), condition=Void.pk.does_not_exist(), return_values="ALL_OLD")

    commit(write)


def fail_with(code: str, times: int) -> list[int]:
    """The next transactions are cancelled for this reason (a botocore hook after the real call); counts the calls."""
    calls = [0]

    def cancel(http_response: object, parsed: dict[str, object], **_: object) -> None:
        calls[0] += 1
        if calls[0] <= times:
            http_response.status_code = 400  # type: ignore[attr-defined]
            parsed["Error"] = {"Code": "TransactionCanceledException", "Message": code}
            parsed["CancellationReasons"] = [{"Code": code}, {"Code": "None"}]

    table.client().meta.events.register("after-call.dynamodb.TransactWriteItems", cancel)
    return calls


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "PAUSE", 0.0)


def test_all_or_nothing_and_the_refusal_names_the_one_to_blame() -> None:
    put("b")
    with pytest.raises(Refused) as refused:
        put("a", "b", "c")
    reasons = refused.value.reasons
    assert [reason.code if reason else None for reason in reasons] == [None, "ConditionalCheckFailed", None]
    assert reasons[1] and reasons[1].raw_item and reasons[1].raw_item["pk"] == {"S": "b"}
    put("a", "c")


@pytest.mark.parametrize("code", ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])
def test_fault_7_traffic_is_tried_again_and_then_busy(code: str) -> None:
    calls = fail_with(code, times=100)
    with pytest.raises(Busy):
        put("a")
    assert calls == [ATTEMPTS]


def test_what_is_no_traffic_is_not_tried_again() -> None:
    calls = fail_with("ValidationError", times=100)
    with pytest.raises(Internal):
        put("a")
    assert calls == [1]

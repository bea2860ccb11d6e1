"""The answer to a commit is lost: nobody knows whether it happened."""

import pytest

from tests.faults.conftest import Come
from tests.faults.people import texts
from tests.faults.wounds import LostReply


@pytest.mark.promise(3)
def test_fault_3_a_reply_that_is_lost_once_is_never_noticed(come: Come) -> None:
    """The SDK asks again with the same ClientRequestToken, within ten minutes one and the same transaction.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
    """
    ana, bo = come("Ana"), come("Bo")
    lost = LostReply("TransactWriteItems", times=1)
    assert ana.say("hello", "the-id")["seq"] == 1
    assert lost.met == 1
    assert [message["seq"] for message in bo.heard()] == [1]
    assert texts(bo.read()["messages"]) == ["hello"]


@pytest.mark.promise(3)
def test_fault_3_a_reply_that_stays_lost_is_an_error_to_retry_and_the_retry_is_one_message(come: Come) -> None:
    ana, bo = come("Ana"), come("Bo")
    lost = LostReply("TransactWriteItems")
    refused = ana.say("hello", "the-id")
    assert (refused["type"], refused["retry"]) == ("error", True)
    lost.heal()
    assert ana.say("hello", "the-id")["seq"] == 1
    page = bo.read()
    assert (texts(page["messages"]), page["through"]) == (["hello"], 2), "the retry's own number is closed"


@pytest.mark.promise(1)
def test_fault_3_a_number_whose_reply_is_lost_stays_a_hole_and_the_message_is_one(come: Come) -> None:
    ana, bo = come("Ana"), come("Bo")
    LostReply("UpdateItem", times=1)
    said = ana.say("hello", "the-id")
    assert said["type"] == "message"
    assert texts(bo.heard()) == ["hello"]
    assert ana.say("hello", "the-id")["seq"] == said["seq"]

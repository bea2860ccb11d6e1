"""The same frame a thousand times, as a client with a fault in it sends it."""

import pytest

from models.clock import now_ms
from tests.faults.conftest import Come
from tests.faults.people import seqs, texts

TIMES = 1_000


@pytest.mark.promise(2)
def test_promise_3_the_same_frame_a_thousand_times_is_one_message_and_no_hole(
    come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bo = come("Ana"), come("Bo")
    at = now_ms()
    # All of them in one moment, however slow this machine is: what is beyond the allowance is refused.
    monkeypatch.setattr("chat.messages.now_ms", lambda: at)
    # What one environment takes of a connection's frames is tests/chat/test_flooding.py's: these meet many.
    monkeypatch.setattr("chat.flooding.demand_calm", lambda caller: None)
    answers = [ana.say("again", "the-id") for _ in range(TIMES)]
    refused = {answer["code"] for answer in answers if answer["type"] == "error"}
    assert refused == {"rate_limited"}
    assert {answer["seq"] for answer in answers if answer["type"] == "message"} == {1}
    assert set(seqs(bo.heard())) == {1} and len(bo.heard()) < TIMES
    page = bo.read()
    assert texts(page["messages"]) == ["again"]
    assert bo.say("and on")["type"] == "message", "others have allowances of their own"

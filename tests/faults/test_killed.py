"""Functions that are killed, each at a point where something is half done.

On AWS a function is killed by its time-out, by too little memory, or with its machine; in every case what it has not
done is not done. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
"""

import pytest

from models import reading
from models.clock import now_ms
from models.reading import PATIENCE_MS
from tests.faults.conftest import Come
from tests.faults.people import seqs, texts
from tests.faults.victim import POSTS_BEFORE_THE_END, kill
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.presences import fill

HELLO = {"room": "general", "id": "the-id", "text": "hello"}


@pytest.mark.promise(1)
@pytest.mark.promise(4)
def test_fault_1_killed_after_the_commit_the_message_is_in_the_log_and_a_ping_shows_it(come: Come) -> None:
    ana, bo = come("Ana"), come("Bo")
    kill("after the commit", "send_message", ana.event("sendMessage", **HELLO))
    assert ana.heard() == bo.heard() == []
    assert bo.ask("ping")["heads"] == {"general": 1}
    assert texts(bo.read()["messages"]) == ["hello"]


@pytest.mark.promise(3)
def test_fault_1_killed_after_the_commit_the_same_id_again_delivers_it(come: Come) -> None:
    ana, bo = come("Ana"), come("Bo")
    kill("after the commit", "send_message", ana.event("sendMessage", **HELLO))
    assert ana.say("hello", "the-id")["seq"] == 1
    assert seqs(bo.heard()) == [1]
    assert texts(bo.read()["messages"]) == ["hello"]


def test_fault_1_killed_amid_the_fan_out_the_next_message_shows_the_others_their_gap(
    come: Come, here: Table, connections: Connections
) -> None:
    ana, bo = come("Ana"), come("Bo")
    others = [f"c{number:02}=" for number in range(40)]
    fill(here, "general", others)
    kill("amid the fan-out", "send_message", ana.event("sendMessage", **HELLO))

    def has(connection: str, seq: int) -> bool:
        return any(frame.get("seq") == seq for frame in connections.frames(connection))

    assert sum(has(other, 1) for other in others) <= POSTS_BEFORE_THE_END
    bo.say("next")
    assert all(has(other, 2) for other in others), "a gap shows below what has come"
    ana.say("hello", "the-id")
    assert all(has(other, 1) for other in others)


@pytest.mark.promise(2)
@pytest.mark.promise(3)
def test_fault_2_killed_between_number_and_message_the_hole_is_sealed_and_the_retry_said_once(
    come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bo = come("Ana"), come("Bo")
    kill("before the write", "send_message", ana.event("sendMessage", **HELLO))
    assert bo.say("next")["seq"] == 2
    later = now_ms() + PATIENCE_MS + 1
    with monkeypatch.context() as patch:
        patch.setattr(reading, "now_ms", lambda: later)
        page = bo.read()
    assert (seqs(page["messages"]), page["through"]) == ([2], 2), "1 is closed for good"
    assert ana.say("hello", "the-id")["seq"] == 3
    assert ana.say("hello", "the-id")["seq"] == 3
    assert texts(bo.read()["messages"]) == ["next", "hello"]


@pytest.mark.parametrize(
    ("act", "point"),
    [
        ("mute", "after the commit"),
        ("kick", "after the commit"),
        ("kick", "after the second commit"),
        ("ban", "after the commit"),
        ("ban", "after the second commit"),
    ],
)
def test_fault_1_killed_after_the_commit_whoever_is_said_to_be_put_out_or_muted_is(
    come: Come, act: str, point: str
) -> None:
    ana, bo = come("Ana"), come("Bo")
    kill(point, "govern", ana.event("moderate", room="general", id="act", user="guest:bo", act=act))
    written = "member" in [entry["type"] for entry in ana.read()["messages"]]
    assert written or point == "after the commit"
    answer = bo.ask("sendMessage", room="general", id="late", text="late")
    assert answer["code"] == ("forbidden" if act == "mute" else "not_joined")
    ana.say("without him" if act != "mute" else "with him")
    assert len(bo.heard()) == (act == "mute")
    assert ana.ask("moderate", room="general", id="act", user="guest:bo", act=act)["act"] == act

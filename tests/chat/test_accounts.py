"""Signing out everywhere, and bans that hold everywhere: connections end, and those that come meanwhile do too."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import pytest

import frames
from chat import accounts, admitting, rooms
from chat import connections as verbs
from identity import Caller
from models import crowd
from models.account import Account
from models.clock import now_ms
from models.connection import Connection, names_of, of_user
from models.membership import FOR_GOOD
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections

ANA = "guest:ana"


def test_who_signs_out_is_told_and_gone_on_every_device(come: Join, connections: Connections, deadline: float) -> None:
    come("Ana", "general")
    second = person("Ana", "ana2=")
    verbs.connect(second)
    rooms.join(second, frames.JoinRoom("random"), deadline)
    bo = come("Bo", "general")
    accounts.sign_out(ANA, ANA, deadline, asker="ana1=", request_id="s1")
    assert connections.frames("ana1=")[-1] == {"type": "signedOut", "reason": "you", "id": "s1"}
    assert connections.frames("ana2=")[-1] == {"type": "signedOut", "reason": "you"}
    assert sorted(connections.closed) == ["ana1=", "ana2="]
    assert of_user(ANA) == {}
    assert list(crowd.look("general").everyone()) == [bo.connection]
    assert list(crowd.look("random").everyone()) == []
    gone = {"type": "presence", "room": "general", "user": ANA, "name": "Ana", "here": False}
    assert connections.frames("bo1=")[-1] == gone


def test_a_sign_in_of_before_comes_back_no_more_and_a_new_one_does(deadline: float) -> None:
    accounts.sign_out(ANA, ANA, deadline)
    at = int(Account.of(ANA).signed_out_at or 0)
    assert verbs.connect(Caller("ana2=", ANA, "Ana", since=at)) == "signed_out"
    assert of_user(ANA) == {}
    assert verbs.connect(Caller("ana3=", ANA, "Ana", since=at + 1)) == ""


def test_who_is_banned_is_told_why_and_stays_out(come: Join, connections: Connections, deadline: float) -> None:
    ana, before = come("Ana", "general"), now_ms()
    until = accounts.ban(ANA, "oidc:op", deadline, minutes=10, reason="spam")
    assert 0 <= until - before - 600_000 < 10_000
    told = {"type": "signedOut", "reason": "banned", "until": until, "text": "spam"}
    assert connections.frames("ana1=")[-1] == told
    assert connections.closed == ["ana1="]
    assert verbs.connect(Caller("ana2=", ANA, "Ana", since=2**40)) == "banned"
    accounts.unban(ANA, "oidc:op")
    assert verbs.connect(ana) == ""
    assert accounts.ban(ANA, "oidc:op", deadline) == FOR_GOOD


def test_an_operator_signs_somebody_out(come: Join, connections: Connections, deadline: float) -> None:
    come("Ana", "general")
    accounts.sign_out(ANA, "oidc:op", deadline)
    assert connections.frames("ana1=")[-1] == {"type": "signedOut", "reason": "operator"}


def test_who_is_not_here_can_be_banned(connections: Connections, deadline: float) -> None:
    accounts.ban(ANA, "oidc:op", deadline)
    assert (connections.posts, connections.closed) == ([], [])


def test_a_connection_that_api_gateway_does_not_know_yet_is_closed_when_it_does(
    come: Join, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("chat.accounts.time.sleep", pauses.append)
    come("Ana", "general")
    connections.answers["ana1="] = 410
    connections.closing["ana1="] = [410, 410]
    accounts.ban(ANA, "oidc:op", deadline)
    assert connections.closed == ["ana1="] * 3
    assert pauses == list(accounts.PAUSES)


def orders() -> list[tuple[str, ...]]:
    """Every order in which the two steps of each can meet."""
    return [tuple("ban" if at in places else "come" for at in range(4)) for places in combinations(range(4), 2)]


@pytest.mark.parametrize("order", orders(), ids="-".join)
def test_in_every_order_who_comes_is_refused_or_found(order: tuple[str, ...]) -> None:
    refused: list[str] = []
    found: list[str] = []
    steps: dict[str, list[Callable[[], object]]] = {
        "come": [
            lambda: Connection.remember(ANA, "ana1="),
            lambda: refused.append(admitting.refusal(person("Ana"))),
        ],
        "ban": [lambda: Account.ban(ANA, FOR_GOOD, "", "oidc:op"), lambda: found.extend(names_of(ANA))],
    }
    for who in order:
        steps[who].pop(0)()
    assert refused == ["banned"] or found == ["ana1="]


def test_of_many_who_come_while_they_are_banned_none_stays(connections: Connections, deadline: float) -> None:
    comers = [Caller(f"ana{number}=", ANA, "Ana") for number in range(24)]
    with ThreadPoolExecutor(9) as pool:
        answers = pool.map(verbs.connect, comers)
        banned = pool.submit(accounts.ban, ANA, "oidc:op", deadline)
        let_in = [comer.connection for comer, why in zip(comers, answers, strict=True) if not why]
        banned.result()
    assert set(let_in) <= set(connections.closed)
    assert of_user(ANA) == {}

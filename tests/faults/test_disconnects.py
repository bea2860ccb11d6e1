"""`$disconnect` that never comes, comes early, late or twice: API Gateway promises best effort, and no order.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.conftest import Come, Script
from tests.faults.people import Person
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.stack.peer import peer

RACES = 30


def kinds(table: Table) -> list[str]:
    """The kinds of what is in the table, but for rooms and what is in their logs."""
    items = table.client.scan(TableName=table.name)["Items"]
    return sorted(item["kind"]["S"] for item in items if item["kind"]["S"] in ("connection", "presence"))


def test_fault_15_who_vanished_is_taken_out_by_the_next_message(
    come: Come, here: Table, connections: Connections
) -> None:
    ana = come("Ana")
    come("Bo")
    connections.answers["bo1="] = 410
    ana.say("is anybody there?")
    assert kinds(here).count("presence") == 1
    assert [one["user"] for one in ana.join()["roster"]] == ["guest:ana"]


@pytest.mark.promise(4)
def test_fault_10_who_was_taken_for_gone_and_is_not_learns_it_from_a_ping_and_comes_in_again(
    come: Come, connections: Connections
) -> None:
    ana, bo = come("Ana"), come("Bo")
    assert bo.ask("ping")["heads"] == {"general": 0}
    connections.answers["bo1="] = 410
    ana.say("is anybody there?")
    del connections.answers["bo1="]
    assert bo.ask("ping")["heads"] == {}
    bo.join()
    assert bo.ask("ping")["heads"] == {"general": 1}


def test_fault_15_an_expired_presence_neither_hears_nor_speaks_nor_is_shown_before_dynamodb_deletes_it(
    come: Come, here: Table, connections: Connections
) -> None:
    """DynamoDB deletes within days; the emulator within a minute, and without a record in the stream.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
    """
    ana, bo = come("Ana"), come("Bo")
    for item in here.client.scan(TableName=here.name)["Items"]:
        if item["kind"]["S"] == "presence" and item["sk"]["S"] == "CONN#bo1=":
            item["expires_at"] = {"N": str(int(time.time()) - 1)}
            here.client.put_item(TableName=here.name, Item=item)
    ana.say("hello")
    assert bo.heard() == []
    assert [one["user"] for one in ana.join()["roster"]] == ["guest:ana"]


async def test_fault_15_on_the_stack_a_lost_disconnect_ends_with_the_next_message(
    faults: Script, url: str, room: str
) -> None:
    faults({"on": "disconnect", "query": {"guest": "Bo"}, "drop": True})
    async with peer(url, "Ana") as ana:
        async with peer(url, "Bo") as bo:
            await ana.join(room)
            await bo.join(room)
        assert (await ana.join(room))["here"] == 2
        await ana.say(room, "are you there?")
        assert (await ana.join(room))["here"] == 1


def test_fault_16_a_disconnect_before_the_join_leaves_nobody_behind(
    come: Come, here: Table, connections: Connections
) -> None:
    come("Ana")
    bo = Person("Bo", connections)
    bo.connect()
    bo.disconnect()
    refused = bo.join()
    assert (refused["type"], refused["code"], refused["retry"]) == ("error", "expired", False)
    assert kinds(here) == ["connection", "presence"]


def test_fault_16_disconnects_that_race_with_joins_leave_no_orphan(
    come: Come, here: Table, connections: Connections
) -> None:
    come("Ana")
    people = [Person(f"P{number}", connections) for number in range(RACES)]
    for one in people:
        one.connect()
    together = threading.Barrier(2)

    def join() -> None:
        for one in people:
            together.wait()
            one.join()

    def leave() -> None:
        for one in people:
            together.wait()
            one.disconnect()

    with ThreadPoolExecutor(2) as pool:
        for running in [pool.submit(join), pool.submit(leave)]:
            running.result()
    assert kinds(here) == ["connection", "presence"]


@pytest.mark.promise(4)
def test_fault_16_a_late_disconnect_of_an_old_connection_leaves_the_new_one_alone(
    come: Come, connections: Connections
) -> None:
    ana, bo = come("Ana"), come("Bo")
    again = Person("Bo", connections, "bo2=")
    again.connect()
    again.join()
    bo.disconnect()
    bo.disconnect()
    ana.say("hello")
    assert [message["text"] for message in again.heard()] == ["hello"]
    assert bo.heard() == []

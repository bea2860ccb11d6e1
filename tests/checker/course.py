"""One course: clients follow a plan in its weather; then it is calm, everyone pings once, and the log is read."""

import asyncio
from collections import Counter
from contextlib import suppress
from random import Random

from tests.checker.client import Client
from tests.checker.entry import Entry, entry, is_direct, user_of
from tests.checker.history import History
from tests.checker.operations import ALL
from tests.checker.plan import Plan, Step
from tests.checker.target import Target

AFTERWARDS = 6.0
SETTLED = 40.0
CAUGHT_UP = 20.0
READ = 20.0
WATCH = 1.0
# Nothing may be under way for so long: a frame that the weather delayed is nowhere to be seen.
QUIET = 1.2
# Nearly every text has it, and what was erased had it.
COMMON = "C"


async def run(plan: Plan, target: Target) -> History:
    """What happened."""
    history = History()
    clients = [_client(name, plan, target, history) for name in plan.clients]
    auditor = _client(f"s{plan.seed}auditor", plan, target, history)
    founder = clients[0]
    # A client that fails, fails the course.
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(founder.run())]
        await _found(founder, plan.club, auditor.name)
        await target.begin(plan.weather)
        tasks += [group.create_task(client.run()) for client in clients[1:]]
        tasks.append(group.create_task(_watch(target, history)))
        await asyncio.gather(*(_follow(client, plan.clients[client.name]) for client in clients))
        # On a slow backend most of what was asked for is done only now: in the same weather.
        await asyncio.gather(*(client.until(client.settled, AFTERWARDS) for client in clients))
        await target.calm()
        await _settle(clients, target)
        history.note("calm", "")
        await asyncio.gather(*(_type(client) for client in clients))
        tasks.append(group.create_task(auditor.run()))
        await _enter(auditor, plan)
        await _quiet(target)
        await asyncio.gather(*(_close(client, history) for client in clients))
        for room in plan.rooms:
            await _audit(auditor, room, history)
        for room, one in _directs(clients).items():
            await _audit(one, room, history)
            await _count(one, room, history)
        await asyncio.gather(*(_look(client, "rooms") for client in clients))
        await _look_around(auditor, plan)
        await _follow_links(auditor, history)
        for task in tasks:
            task.cancel()
    await asyncio.gather(*(client.close() for client in (*clients, auditor)))
    return history


def _client(name: str, plan: Plan, target: Target, history: History) -> Client:
    client = Client(name, target.url, history, Random(f"{plan.seed} {name}"), target.patience)
    client.outbox.patience *= plan.patience
    return client


async def _found(founder: Client, club: str, auditor: str) -> None:
    """Before anything else there is a room for members only, which the auditor is invited to."""
    made = {"action": "createRoom", "room": club, "id": f"{club}-founded", "access": "members"}
    founder.write_anywhere(made)
    await founder.until(founder.settled, SETTLED)
    invited = {"action": "moderate", "room": club, "id": f"{club}-auditor", "user": user_of(auditor), "act": "invite"}
    founder.write(invited)
    await founder.until(founder.settled, SETTLED)


async def _follow(client: Client, steps: tuple[Step, ...]) -> None:
    for step in steps:
        await asyncio.sleep(step.pause)
        await ALL[step.operation].perform(client, step.given)


async def _settle(clients: list[Client], target: Target) -> None:
    """Until everyone is in, has an answer to everything, and nothing is under way any more."""
    end = asyncio.get_running_loop().time() + SETTLED
    await asyncio.gather(*(_come_in(client) for client in clients))
    for client in clients:
        await client.until(client.settled, max(0.0, end - asyncio.get_running_loop().time()))
    await asyncio.gather(*(_open_again(client) for client in clients))
    await asyncio.sleep(QUIET)
    await _quiet(target)
    for client in clients:
        client.give_up_strays()


async def _quiet(target: Target) -> None:
    """Until nothing is under way."""
    with suppress(TimeoutError):
        async with asyncio.timeout(SETTLED):
            while not await target.idle():
                await asyncio.sleep(0.05)


async def _type(client: Client) -> None:
    """Everywhere, and twice at once: the others are told, and once."""
    for place in list(client.places.values()):
        for _ in range(2):
            await client.type(place.room)


async def _come_in(client: Client) -> None:
    """Tries the doors that were shut once more, and comes into the direct rooms that it is told of."""
    for room in sorted(client.shut):
        client.join(room)
    await client.until(client.settled, SETTLED)
    answer = await client.ask(CAUGHT_UP, action="rooms")
    if not answer:
        client.history.note("untold", client.name)
    for room in answer.get("rooms", []):
        if room["access"] == "direct":
            client.join(room["room"])


async def _open_again(client: Client) -> None:
    """In the calm, no room is archived: its owners see to it."""
    answer = await client.ask(CAUGHT_UP, action="rooms")
    for room in answer.get("rooms", []):
        if room["archived"] and room["role"] == "owner":
            again = {"action": "changeRoom", "room": room["room"], "id": client.new_id("reopen")}
            client.write({**again, "archived": False})
    await client.until(client.settled, SETTLED)


async def _enter(auditor: Client, plan: Plan) -> None:
    """The auditor joins; unless the end is silent it says a last word to all, so that no hole is at the tail."""
    for room in plan.rooms:
        auditor.join(room)
        if not plan.silent_end:
            said = {"id": f"last-{room}", "text": f"the last word in {room}"}
            whom = [user_of(client) for client in plan.clients]
            auditor.write({"action": "sendMessage", "room": room, "mentions": whom, **said})
    await auditor.until(auditor.settled, SETTLED)


async def _close(client: Client, history: History) -> None:
    """One ping, and what follows from it: who is not in a room any more, by its heads, comes in again."""
    answer = await client.ask(CAUGHT_UP, action="ping")
    heads = answer.get("heads", {})
    places = list(client.places.values())

    def there() -> bool:
        return all(
            place.inside and (place.position.at or 0) >= heads.get(place.room, place.position.head) for place in places
        )

    await client.until(there, CAUGHT_UP)
    for place in places:
        head = heads.get(place.room, place.position.head)
        kind = "" if answer and place.inside else "outside" if answer else "unanswered"
        history.note("closed", client.name, place.room, after=place.position.at or 0, seq=head, kind=kind)
    for place in (*places, *client.parked.values()):
        place.reached()


async def _audit(auditor: Client, room: str, history: History) -> None:
    """Reads the log from its beginning to its head; what is beyond a hole that is still young is waited for."""
    entries: list[Entry] = []
    head = max(auditor.places[room].position.head, auditor.places[room].position.at or 0)
    after, end = 0, asyncio.get_running_loop().time() + READ
    while after < head and asyncio.get_running_loop().time() < end:
        page = await auditor.ask(READ, action="history", room=room, after=after, limit=100)
        entries += [entry(one) for one in page.get("messages", [])]
        stuck = page.get("through", after) == after
        after = page.get("through", after)
        await asyncio.sleep(0.2 if stuck else 0)
    history.note("log", auditor.name, room, seq=after, entries=tuple(entries))


def _directs(clients: list[Client]) -> dict[str, Client]:
    """The rooms of two, each with one who is in it: nobody else may read there."""
    return {place.room: client for client in clients for place in client.places.values() if is_direct(place.room)}


async def _count(client: Client, room: str, history: History) -> None:
    answer = await client.ask(READ, action="members", room=room)
    users = sorted(member["user"] for member in answer.get("members", []))
    history.note("members", client.name, room, text=" ".join(users))


async def _look(client: Client, action: str, room: str = "", text: str = "") -> None:
    """What is unread, who is who, and what is to be found, when nothing more is said."""
    id = await client.inquire(action, room, text)
    await client.until(lambda: id in client.answered, READ)


async def _look_around(auditor: Client, plan: Plan) -> None:
    """Everywhere."""
    for room in plan.rooms:
        await _look(auditor, "members", room)
        await _look(auditor, "search", room, COMMON)
        await _look(auditor, "findRooms", text=room[:-1])


async def _follow_links(auditor: Client, history: History) -> None:
    """Every file is looked for once more, by a link of now and by those that were given before."""
    fetched = {(record.room, record.seq, record.id, record.text) for record in history.of("fetched")}
    for room, files in sorted(auditor.files.items()):
        for seq, name in files.items():
            await auditor.fetch(room, seq, name)
    for room, seq, name, url in sorted(fetched):
        await auditor.follow(room, seq, name, url)


async def _watch(target: Target, history: History) -> None:
    """Writes down which faults came in which second."""
    before: Counter[str] = Counter()
    while True:
        now = await target.faults()
        for name, count in (now - before).items():
            history.note("fault", "", kind=name, seq=count)
        before = now
        await asyncio.sleep(WATCH)

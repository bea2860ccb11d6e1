"""Files in a room, one of them erased, and for each violation a way to show it."""

from dataclasses import replace
from random import Random

from tests.checker.entry import Entry, besides, user_of
from tests.checker.history import History

ROOM = "files"
URL = "http://bucket"


def add_files(history: History) -> None:
    """Ana shares two files; Ben follows a link to each; she erases the second, and in the end one is there."""
    first, second = _shared(history, 1, "cat.txt"), _shared(history, 2, "dog.txt")
    for seq, name in ((1, "cat.txt"), (2, "dog.txt")):
        _followed(history, seq, name)
    history.note("sent", "ana", ROOM, id="erase", seq=2, kind="inside")
    _followed(history, 2, "dog.txt", there=False)
    history.note("acked", "ana", ROOM, id="erase", seq=3)
    left = replace(second, text="", changed=True, besides="", erased=True)
    erased = Entry(3, user_of("ana"), "erase", '{"target": 2}', 3, kind="erased")
    history.note("log", "auditor", ROOM, seq=3, entries=(first, left, erased))
    _followed(history, 1, "cat.txt")
    _followed(history, 2, "dog.txt", there=False)


def _shared(history: History, seq: int, name: str) -> Entry:
    kept = besides({"file": {"name": name, "type": "text/plain", "size": 3}})
    history.note("shared", "ana", ROOM, id=name, text=name, besides=kept)
    history.note("taken", "ana", ROOM, id=name)
    one = Entry(seq, user_of("ana"), f"event-{seq}", name, seq, besides=kept)
    history.note("seen", "ana", ROOM, seq=seq, entries=(one,))
    history.note("acked", "ana", ROOM, id=one.id, seq=seq, text=name)
    return one


def _followed(history: History, seq: int, name: str, there: bool = True, asked: bool = True) -> None:
    id = f"link-{len(history.records)}"
    if asked:
        history.note("asked link", "ben", ROOM, id=id, seq=seq)
        history.note(
            "linked", "ben", ROOM, id=id, seq=seq, text=URL if there else "", kind="" if there else "not_found"
        )
    history.note("fetched", "ben", ROOM, id=name, seq=seq, text=URL, kind="same" if there else "gone")


def file_untold(history: History, random: Random) -> None:
    """The bucket took a file that nobody hears of."""
    history.note("taken", "ana", ROOM, id="cow.txt")


def file_differs(history: History, random: Random) -> None:
    """There is something else, or nothing, where nothing was erased."""
    if random.random() < 0.5:
        kind = random.choice(("other", "gone"))
        history.note("fetched", "ben", ROOM, id="cat.txt", seq=1, text=URL, kind=kind)
    else:
        history.note("asked link", "ben", ROOM, id="none", seq=1)
        history.note("linked", "ben", ROOM, id="none", seq=1, kind="not_found")


def file_lingers(history: History, random: Random) -> None:
    """A link from before leads to what was erased, or there is a new one."""
    if random.random() < 0.5:
        _followed(history, 2, "dog.txt", asked=False)
    else:
        history.note("asked link", "ben", ROOM, id="new", seq=2)
        history.note("linked", "ben", ROOM, id="new", seq=2, text=URL)


def erased_lasts(history: History, random: Random) -> None:
    """The message is there as if nobody had erased it, or its file is told of still."""
    index = next(number for number, one in enumerate(history.records) if (one.op, one.room) == ("log", ROOM))
    first, left, erased = history.records[index].entries
    kept = next(one.entries[0] for one in history.of("seen") if (one.room, one.seq) == (ROOM, 2))
    wrong = random.choice((kept, replace(left, besides=kept.besides)))
    history.records[index] = replace(history.records[index], entries=(first, wrong, erased))


def shared_twice(history: History) -> None:
    """The room is told of a file again, further on."""
    index = next(number for number, one in enumerate(history.records) if (one.op, one.room) == ("log", ROOM))
    log = history.records[index]
    again = replace(log.entries[0], seq=4, id="event-4")
    history.records[index] = replace(log, entries=(*log.entries, again))

"""Histories made by chance: clean ones, and for each violation a way to spoil one so that it has just that."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.checker import attention_histories as attention
from tests.checker import file_histories as files
from tests.checker import roster_histories as roster
from tests.checker import standing_histories as standings
from tests.checker.entry import Entry, besides, user_of
from tests.checker.history import History, Record

ROOM = "general"
CLIENTS = ("ana", "ben", "cem")


def clean(random: Random) -> History:
    """A history in which every promise was kept: holes, doubles, resends, late pages and all."""
    history = History()
    log = _spoken(history, random)
    head = log[-1].seq
    for client in CLIENTS:
        _watched(history, random, client, log, head)
    history.note("sent", "ana", ROOM, id="bad", text="a bell", kind="inside")
    history.note("refused", "ana", ROOM, id="bad", text="a bell", kind="bad_frame")
    history.note("sent", "ben", ROOM, id="given-up", text="as I went", kind="inside")
    history.note("abandoned", "ben", ROOM, id="given-up")
    history.note("log", "auditor", ROOM, seq=head, entries=tuple(log))
    standings.add_standings(history)
    files.add_files(history)
    roster.add_roster(history)
    attention.add_attention(history)
    roster.find_roster(history)
    return history


def _spoken(history: History, random: Random) -> list[Entry]:
    """Some entries with holes between them; each was sent, perhaps twice, and acknowledged."""
    log = []
    for seq in sorted(random.sample(range(1, 20), random.randint(3, 10))):
        client = random.choice(CLIENTS)
        one = Entry(seq, user_of(client), f"{client}-{seq}", f"word {seq}", 1000 + seq)
        for _ in range(random.randint(1, 2)):
            history.note("sent", client, ROOM, id=one.id, text=one.text, kind="inside")
        history.note("acked", client, ROOM, id=one.id, seq=seq, text=one.text)
        log.append(one)
    return log


def _watched(history: History, random: Random, client: str, log: list[Entry], head: int) -> None:
    """One client's view: it begins somewhere, sees some entries twice, reads a page, and comes to the head."""
    start = random.randint(0, log[0].seq - 1)
    history.note("joined", client, ROOM, kind="first", seq=head)
    history.note("begin", client, ROOM, id=f"{client}-1", seq=start)
    for one in log:
        for _ in range(random.randint(1, 2)):
            history.note("seen", client, ROOM, seq=one.seq, entries=(one,))
        history.note("applied", client, ROOM, id=f"{client}-1", seq=one.seq)
    after, through = sorted((random.randint(0, log[0].seq - 1), random.randint(log[0].seq, head)))
    page = tuple(one for one in log if after < one.seq <= through)
    history.note("read", client, ROOM, after=after, seq=through, entries=page)
    history.note("joined", client, ROOM, kind="resumed", after=head, seq=head)
    history.note("reached", client, ROOM, id=f"{client}-1", seq=head)
    history.note("closed", client, ROOM, after=head, seq=head)


Spoil = Callable[[History, Random], None]


def _change(history: History, op: str, random: Random, change: Callable[[Record], Record | None]) -> None:
    """Changes, or takes away, one of the room's records of a sort."""
    found = [number for number, record in enumerate(history.records) if (record.op, record.room) == (op, ROOM)]
    index = random.choice(found)
    changed = change(history.records[index])
    history.records[index : index + 1] = [changed] if changed else []


def _append(history: History, *more: Entry) -> None:
    """Lets the log have more at its end than anyone saw."""
    _change(history, "log", Random(0), lambda log: replace(log, entries=(*log.entries, *more)))


def _tail(history: History) -> Entry:
    log = next(history.of("log"))
    return log.entries[-1]


def two_contents(history: History, random: Random) -> None:
    """Somebody sees another time at a seq than the others."""
    _change(history, "seen", random, lambda one: replace(one, entries=(replace(one.entries[0], at=1),)))


def said_twice(history: History, random: Random) -> None:
    """A message stands in the log again, further on, or a file does."""
    if random.random() < 0.5:
        files.shared_twice(history)
    else:
        _append(history, replace(_tail(history), seq=99))


def lost_write(history: History, random: Random) -> None:
    """What was acknowledged is not in the log."""
    _change(history, "log", random, lambda log: replace(log, entries=log.entries[1:]))


def vanished(history: History, random: Random) -> None:
    """Somebody saw what is not in the log, of a message that was never acknowledged."""
    ghost = Entry(98, user_of("ben"), "given-up", "as I went", 5)
    history.note("seen", "ana", ROOM, seq=98, entries=(ghost,))


def invented(history: History, random: Random) -> None:
    """The log has what nobody said, or not so: to whom it was not said, or with a file that nobody shared."""
    forged = Entry(97, user_of("ana"), "forged", "I owe Ben a fortune", 5)
    if random.random() < 0.5:
        history.note("sent", "ana", ROOM, id=forged.id, text=forged.text, kind="inside")
        history.note("abandoned", "ana", ROOM, id=forged.id)
        more = random.choice(({"mentions": ["room"]}, {"file": {"name": "debt.txt", "type": "text/plain", "size": 1}}))
        forged = replace(forged, besides=besides(more))
    _append(history, forged)


def refused_appears(history: History, random: Random) -> None:
    """The log has what was refused."""
    _append(history, Entry(96, user_of("ana"), "bad", "a bell", 5))


def not_rising(history: History, random: Random) -> None:
    """A client applies an entry again."""
    index = max(number for number, record in enumerate(history.records) if record.op == "applied")
    history.records.insert(index + 1, history.records[index])


def incomplete(history: History, random: Random) -> None:
    """A client goes past an entry."""
    _change(history, "applied", random, lambda one: None)


def page_grew(history: History, random: Random) -> None:
    """A page lacks what is in the log."""
    _change(history, "read", random, lambda page: replace(page, entries=page.entries[1:]))


def resume_refused(history: History, random: Random) -> None:
    """A client is told to begin anew, in the same room."""
    history.note("joined", "ana", ROOM, kind="refused", after=2, seq=7)


def unanswered(history: History, random: Random) -> None:
    """A message is sent and sent, and nothing comes of it."""
    history.note("sent", "cem", ROOM, id="hello", text="hello?", kind="inside")


def behind(history: History, random: Random) -> None:
    """A client does not come to the head."""
    _change(history, "closed", random, lambda one: replace(one, after=one.seq - 1))


SPOILS: dict[str, Spoil] = {
    spoil.__name__: spoil
    for spoil in (
        two_contents,
        said_twice,
        lost_write,
        vanished,
        invented,
        refused_appears,
        not_rising,
        incomplete,
        page_grew,
        resume_refused,
        unanswered,
        behind,
        standings.muted_speaks,
        standings.outsider_speaks,
        standings.outsider_hears,
        standings.shut_out,
        standings.overheard,
        standings.one_sided,
        standings.archived_changes,
        roster.overstepped,
        roster.misranked,
        roster.false_hit,
        roster.missed_hit,
        roster.false_room,
        roster.missed_room,
        attention.false_notice,
        attention.unnoticed,
        attention.miscounted,
        attention.marker_back,
        attention.typing_overheard,
        attention.typing_kept,
        attention.typing_hurried,
        attention.typing_missed,
        files.erased_lasts,
        files.file_untold,
        files.file_differs,
        files.file_lingers,
    )
}

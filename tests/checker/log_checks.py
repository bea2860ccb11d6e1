"""What is wrong with a room's log, by all who saw it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from tests.checker.entry import Entry, file_of, target_of, user_of
from tests.checker.history import History, Record

# Answers that are about the frame alone: whenever it comes, however often, it is never said.
ABOUT_THE_FRAME = {"bad_frame", "unknown_action", "too_large", "id_reused"}


def two_contents(history: History) -> Iterator[str]:
    """One seq, one content, over all observers (promise 2)."""
    told: dict[tuple[str, int], set[Entry]] = defaultdict(set)
    for record, entry in history.observed():
        told[record.room, entry.seq].add(entry)
    for (room, seq), contents in told.items():
        texts = {entry.text for entry in contents if not entry.changed}
        besides = {entry.besides for entry in contents if not entry.erased}
        rests = {replace(entry, text="", changed=False, besides="", erased=False) for entry in contents}
        if max(len(texts), len(besides), len(rests)) > 1:
            yield f"{room} {seq} is {' and '.join(map(str, sorted(contents)))}"


def said_twice(history: History) -> Iterator[str]:
    """One id, one seq, however often it was sent (promise 3)."""
    seqs: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for record, entry in history.observed():
        if entry.id:
            seqs[record.room, entry.user, entry.id].add(entry.seq)
        if name := file_of(entry):
            seqs[record.room, entry.user, name].add(entry.seq)
    for (room, user, id), found in seqs.items():
        if len(found) > 1:
            yield f"{room}: {id} of {user} is at {sorted(found)}"


def lost_write(history: History) -> Iterator[str]:
    """What was acknowledged is in the log (promise 1)."""
    logs = history.logs()
    stored = {(room, entry.user, entry.id) for room, log in logs.items() for entry in log.values()}
    for record in _distinct(history.of("acked")):
        if record.room in logs and (record.room, user_of(record.client), record.id) not in stored:
            yield f"{record.room}: {record.id} of {record.client} was acknowledged at {record.seq} and is not there"


def vanished(history: History) -> Iterator[str]:
    """What anyone saw is in the log (promise 1): stored before seen, and never taken back."""
    logs = history.logs()
    kept = {(room, entry.user, entry.id) for room, log in logs.items() for entry in log.values()}
    kept |= {(record.room, user_of(record.client), record.id) for record in history.of("acked")}
    for record, entry in history.observed():
        log = logs.get(record.room)
        if log is not None and entry.seq not in log and (record.room, entry.user, entry.id) not in kept:
            yield f"{record.room}: {record.client} saw {entry}, which is not there"


def invented(history: History) -> Iterator[str]:
    """Every message is what its sender said, byte for byte, with whom and what it came with (promise 6)."""
    said: set[tuple[str, ...]] = set()
    for record in history.of("sent", "shared"):
        # A file's message has an id that S3's event gave it; its name is the sharer's.
        id = record.id if record.op == "sent" else ""
        what = (record.room, user_of(record.client), id, record.besides)
        said |= {(*what, record.text), what}
    told = {(record.room, entry) for record, entry in history.observed() if entry.kind == "message"}
    for room, entry in sorted(one for one in told if not one[1].erased):
        id, text = "" if file_of(entry) else entry.id, () if entry.changed else (entry.text,)
        # Who speaks to one other user learns the room's name by the answer.
        if not {(place, entry.user, id, entry.besides, *text) for place in (room, "")} & said:
            yield f"{room}: nobody said {entry}"


def refused_appears(history: History) -> Iterator[str]:
    """No text of a final refusal appears (promise 3): an answer with `retry: false` means that it was not said."""
    sent: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in history.of("sent"):
        sent[record.client, record.id].append(record)
    # A frame that came while the client was going in or out may have been said by one attempt and refused to another.
    firm = {
        record.text
        for record in history.of("refused")
        if record.kind in ABOUT_THE_FRAME or not any(one.kind for one in sent[record.client, record.id])
    }
    for room, entry in sorted({(record.room, entry) for record, entry in history.observed() if entry.text in firm}):
        yield f"{room}: {entry} was refused"


def erased_lasts(history: History) -> Iterator[str]:
    """Of what was erased nothing is left but that it was there."""
    for room, entry in sorted({(record.room, entry) for record, entry in history.observed() if entry.erased}):
        if entry.besides:
            yield f"{room}: {entry} was erased, and there is something left"
    for room, log in history.logs().items():
        targets = {target_of(entry) for entry in log.values()}
        for seq in sorted(targets & log.keys()):
            if not log[seq].erased:
                yield f"{room}: {log[seq]} was erased, and is there"


def page_grew(history: History) -> Iterator[str]:
    """What has been read is final: nothing ever appears behind it (promise 2)."""
    logs = history.logs()
    for record in history.of("read"):
        there = {entry.seq for entry in record.entries}
        late = {seq for seq in logs.get(record.room, {}) if record.after < seq <= record.seq} - there
        if late:
            yield f"{record.room}: {record.client} read {record.after}-{record.seq} without {sorted(late)}"


def _distinct(records: Iterator[Record]) -> Iterator[Record]:
    """Each message once, however often its own copy came."""
    return iter({(record.client, record.room, record.id): record for record in records}.values())

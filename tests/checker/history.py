"""What the clients of one course did and saw, in the order in which it happened."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic

from tests.checker.entry import Entry


@dataclass(frozen=True)
class Record:
    """One thing that happened. Which fields say something depends on `op`:

    sent       id, text, besides: a message went out, for the first time or again; `kind` is "inside" where the client
               had asked to be in the room, whether or not it was; without a room where only the answer tells it;
               seq is the message that it erases; of what moderators do, besides has the act and the user
    acked      id, seq, text: the own copy came, live or in a page
    refused    id, text, `kind` is the error's code: an answer with `retry: false` that ended the matter
    abandoned  id: the client left before there was an answer, so the message may be there or not
    seen       entries has the one that arrived by itself
    read       after, seq, entries: a page, complete for after < seq <= `seq`
    asked      id: a request to come into the room goes out
    leaves     a request to leave the room goes out
    left       the service said that the client is in the room no longer
    shut       id of that request, `kind` is the error's code: the client is not let in
    begin      id names the stretch, seq is where it starts: from here on the client applies every entry, in order
    applied    id is the stretch, seq the entry's
    reached    id is the stretch, seq how far the client has everything
    joined     id of the request, after, seq: the position that the client resumed from, and the head; `kind` is first,
               resumed, lost (the room is another by the same name) or refused
    closed     after, seq: where the client is after the last ping, and the head that the ping told of; `kind` where the
               ping is unanswered, or the client outside
    members    text: the users who belong to a direct room, as one of them was told
    untold     in the calm the client asked for its rooms, and had no answer in time
    types      the client says that it is typing
    typed      id is the user who is said to be typing; seq, where the frame has one
    noticed    seq, `kind` is the reason, id the user it comes from, text: something in a room that one is not in
    asks       id: the client asks for its rooms, who is who in a room, or for what text says in a room or in names
    counted    id of that request, after, seq: the marker and the head that the answer has; text: how much is unread,
               and how often it mentions the client
    ranked     id of that request, text: of each who is listed in the room the role, and until when muted and banned
    found      id of that request, text: what was sought; after, seq, entries: the hits in that stretch of the log, and
               besides, what each said
    listed     id of that request, text: how the names were to begin; besides: the rooms, `kind` is more if there are
    marked     seq: the marker, as the service told it
    shared     id is a file's name, text, besides: it is on its way to the bucket, to be said so
    taken      id: the bucket has it
    asked link id, seq: a link to the file of that message is asked for
    linked     id of that request, seq, text is the URL, `kind` the error's code where there is none
    fetched    seq, text is the URL, `kind` what is there: same, other, or gone
    calm       from here on nothing goes wrong, and nothing is under way
    log        entries: what an auditor read afterwards, page by page from the beginning; seq is the head
    open, reopen, down, fault     for the figures: `kind` says why or which
    """

    op: str
    client: str
    room: str = ""
    id: str = ""
    seq: int = 0
    text: str = ""
    kind: str = ""
    after: int = 0
    entries: tuple[Entry, ...] = ()
    when: float = 0.0
    besides: str = ""


@dataclass
class History:
    """Records, with ways to look at them."""

    records: list[Record] = field(default_factory=list)
    began: float = field(default_factory=monotonic)

    def of(self, *ops: str) -> Iterator[Record]:
        """The records of these sorts, in order."""
        return (record for record in self.records if record.op in ops)

    def observed(self) -> Iterator[tuple[Record, Entry]]:
        """Every entry that anyone saw, with the record of it."""
        return ((record, entry) for record in self.of("seen", "read", "found", "log") for entry in record.entries)

    def logs(self) -> dict[str, dict[int, Entry]]:
        """Each room's log as the auditor read it, by seq."""
        return {record.room: {entry.seq: entry for entry in record.entries} for record in self.of("log")}

    def note(
        self,
        op: str,
        client: str,
        room: str = "",
        *,
        id: str = "",
        seq: int = 0,
        text: str = "",
        kind: str = "",
        after: int = 0,
        entries: tuple[Entry, ...] = (),
        besides: str = "",
    ) -> None:
        """Writes down what has just happened."""
        when = round(monotonic() - self.began, 4)
        self.records.append(Record(op, client, room, id, seq, text, kind, after, entries, when, besides))

    def save(self, path: Path) -> None:
        """Writes one JSON line a record, for who wants to look at what happened."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w") as file:
            for record in self.records:
                given = {name: value for name, value in asdict(record).items() if value not in ("", 0, ())}
                file.write(json.dumps(given, ensure_ascii=False) + "\n")

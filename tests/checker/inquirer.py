"""What a client is told when it looks around: it goes into the history as it is."""

import json

from tests.checker.entry import entry
from tests.checker.history import History
from tests.checker.line import Frame
from tests.checker.outbox import Outbox
from tests.checker.visitor import Visitor


class Inquirer(Visitor):
    """`inquired` is what it looked for by the id of the request, `answered` the requests that were."""

    def __init__(self, name: str, history: History, outbox: Outbox) -> None:
        super().__init__(name, history, outbox)
        self.inquired: dict[str, str] = {}
        self.answered: set[str] = set()

    def counted(self, frame: Frame) -> None:
        """What is unread in its rooms."""
        id = str(frame.get("id", ""))
        for room in frame["rooms"]:
            told = f"{room['unread']} {room['mentions']}"
            where = {"after": room["read"], "seq": room["head"]}
            self.history.note("counted", self.name, room["room"], id=id, text=told, **where)
        self.answered.add(id)

    def ranked(self, frame: Frame) -> None:
        """Who is who in a room."""
        ranks = {one["user"]: [one["role"], one.get("muted", 0), one.get("banned", 0)] for one in frame["members"]}
        id = str(frame.get("id", ""))
        if not frame["next"]:
            self.history.note("ranked", self.name, frame["room"], id=id, text=json.dumps(ranks))
        self.answered.add(id)

    def found(self, frame: Frame) -> None:
        """What of a stretch of the log has the sought text."""
        id, hits = str(frame.get("id", "")), frame["messages"]
        sought, texts = self.inquired.get(id, ""), json.dumps([hit["text"] for hit in hits])
        self.history.note(
            "found", self.name, frame["room"], id=id, text=sought, besides=texts,
            entries=tuple(map(entry, hits)), after=int(frame["after"]), seq=int(frame["through"]),
        )  # fmt: skip
        self.answered.add(id)

    def listed(self, frame: Frame) -> None:
        """The open rooms whose names begin so."""
        id, names = str(frame.get("id", "")), " ".join(room["room"] for room in frame["rooms"])
        more = "more" if frame["next"] else ""
        self.history.note("listed", self.name, id=id, text=self.inquired.get(id, ""), besides=names, kind=more)
        self.answered.add(id)

    def marked(self, frame: Frame) -> None:
        """How far it has read."""
        self.history.note("marked", self.name, frame["room"], seq=int(frame["seq"]))

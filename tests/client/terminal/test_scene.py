"""What is shown of a room, whatever others put into it."""

from typing import Any, cast

import hypothesis.strategies as st
from hypothesis import given, settings

from parley.about import About, You
from parley.decode_entries import ENTRIES, in_page
from parley.entries import Entry, Message, Passed
from parley.events import Feed
from parley.room import Room
from parley.terminal.harmless import harmless, width
from parley.terminal.scene import Scene, concerns
from parley.terminal.typeset import Typeset
from tests.client.hearing import QUICK

EVIL = st.text(st.characters(), min_size=1, max_size=40) | st.sampled_from(
    ["\x1b[2J", "\x9b31m", "a\nb", "\u202e", "日"]
)


class Sheet:
    """Remembers what was shown; nobody types on it."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def show(self, text: str) -> None:
        self.lines += text.split("\n")

    def refresh(self) -> None: ...


def room() -> Room:
    nobody = cast(Any, None)
    made = Room("general", nobody, nobody, nobody, Feed(), QUICK)
    made.you = You("guest:ana", "Ana")
    return made


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    who = {"user": draw(EVIL), "name": draw(EVIL)}
    texts = ("text", "reaction", "act", "role", "access", "title", "topic", "reason")
    frame: dict[str, Any] = {name: draw(EVIL) for name in texts} | who
    frame |= {"type": draw(st.sampled_from(sorted(ENTRIES))), "room": "general", "id": "x", "from": who}
    frame |= {name: draw(st.integers(1, 5)) for name in ("seq", "target", "reply")}
    frame |= {name: draw(st.integers(0, 10**15)) for name in ("at", "muted")}
    frame |= {"on": draw(st.booleans()), "archived": draw(st.booleans())}
    frame |= {"mentions": draw(st.lists(st.sampled_from(["guest:ana", "room", "x"])))}
    frame |= {"file": {"name": draw(EVIL), "type": "t", "size": 1}}
    frame |= {"reactions": [{"reaction": draw(EVIL), "count": 2, "users": []}]}
    if frame["type"] == "message" and draw(st.booleans()):
        del frame["reply"], frame["file"]
    made = in_page(frame, 5)
    assert not isinstance(made, Passed)
    return made


@settings(deadline=None, max_examples=200)
@given(st.lists(entries(), max_size=6), EVIL, st.integers(40, 100))
def test_nothing_that_is_shown_moves_the_cursor_or_is_too_wide(told: list[Entry], title: str, columns: int) -> None:
    sheet, here = Sheet(), room()
    here.about = About(title=title)
    scene = Scene(cast(Any, sheet), lambda: Typeset(columns))
    for entry in told:
        here._shelf.tell(entry)
        if isinstance(entry, Message):
            scene.message(entry, here, here if entry.seq % 2 else None)
        else:
            scene.entry(entry, here, here if entry.seq % 2 else None)
    assert all(harmless(line) == line and width(line) <= columns for line in sheet.lines)


def test_we_do_not_mention_ourselves() -> None:
    here = room()
    base = {"room": "general", "seq": 1, "id": "x", "at": 0, "text": "t", "mentions": ["room"], "type": "message"}
    mine, theirs = (in_page(base | {"from": {"user": user, "name": "N"}}, 1) for user in ("guest:ana", "guest:bo"))
    assert isinstance(mine, Message) and isinstance(theirs, Message)
    assert (concerns(mine, here), concerns(theirs, here)) == (False, True)

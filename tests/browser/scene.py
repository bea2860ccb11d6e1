"""A service with some days' talk in it, in which everything stands that the page can show."""

import time
from typing import Any

from tests.browser.peer import Frame, Peer, Room
from tests.browser.peer_room import sender
from tests.browser.picture import png

DAY = 24 * 60 * 60


def furnish(peer: Peer) -> Room:
    """Fills the rooms of Ana, who has not come yet."""
    now = time.time()
    for name, topic in [("design", ""), ("releases", "What goes out, and when"), ("tea-room", "")]:
        room = peer.room(name)
        room.about["topic"] = topic
        _belong(room, "Ana", "member")
    for n in range(3):
        peer.room("design").append(
            "Mira", "message", at=now - 900 + n, text="A sketch of the empty room.", mentions=["guest:ana"] * (n == 2)
        )
    peer.room("releases").append("Ben", "message", at=now - 400, text="1.4 is out.")
    peer.room("design").read["guest:ana"] = peer.room("releases").read["guest:ana"] = 0
    _direct(peer, now)
    return _talk(peer, now)


def _talk(peer: Peer, now: float) -> Room:
    room = peer.room("general")
    room.about["topic"] = "Everyone, about everything · releases on Thursdays"
    for name, role in [
        ("Ana", "owner"),
        ("Ben", "moderator"),
        ("Mira", "member"),
        ("Zoë", "member"),
        ("Kofi", "member"),
    ]:
        _belong(room, name, role)

    def say(who: str, minutes: float, text: str, **more: Any) -> Frame:
        return room.append(who, "message", at=now - minutes * 60, text=text, **more)

    yesterday = DAY / 60
    say("Ben", yesterday, "Morning! The new build is on **staging**.")
    say("Ben", yesterday - 1, "Could someone look at the *login page* on a phone? ~~Today~~ Tomorrow is fine.")
    say("Mira", yesterday - 3, "On it.")
    reactions = [{"reaction": "👍", "count": 2, "users": ["guest:ana", "guest:ben"]}]
    reactions.append({"reaction": "🎉", "count": 1, "users": ["guest:zoë"]})
    text = "The button sits under the keyboard. This helps:\n```css\n.form { scroll-margin: 4rem }\n```"
    say("Mira", yesterday - 4, text, edited=20, reactions=reactions, replies=2)
    room.append("Ben", "member", at=now - 80_000, act="invite", user="guest:kofi", name="Kofi", role="member")
    say("Ben", 66, "Good catch, thank you 👍", reply=4, thread=4)
    say("Zoë", 65, "", erased=30)
    text = "@Kofi, I take that: https://example.org/issues/41, and [the notes](https://docs.example.org/notes) help."
    say("Ana", 60, text, mentions=["guest:kofi"])
    text = (
        "@Ana thanks! To check:\n- the keyboard on iOS\n- `autocapitalize` in the room field\n> it jumps when I rotate"
    )
    say("Mira", 50, text, mentions=["guest:ana"])
    room.append(
        "Mira",
        "message",
        id="hills",
        at=now - 45 * 60,
        text="This is where I am, by the way",
        file=_file("hills.png", "image/png", png()),
    )
    peer.store.files["hills"] = png()
    say("Kofi", 40, "The report", file={"name": "accessibility report.pdf", "type": "application/pdf", "size": 248_213})
    thumbs = {"reaction": "👍", "count": 3, "users": ["guest:ana", "guest:ben", "guest:kofi"]}
    thanks = {"reaction": "🙏", "count": 1, "users": ["guest:ben"]}
    say("Mira", 30, "Merged: it works on my phone as well.", reply=4, thread=4, edited=21, reactions=[thumbs, thanks])
    say("יעל", 20, "שלום לכולם, ראו https://example.org היום")
    say("Kofi", 5, "🎉🎉")
    return room


def _direct(peer: Peer, now: float) -> None:
    room = peer.room("direct-1")
    room.about["access"] = "members"
    room.peers = [sender("Ana"), sender("Mira")]
    for name in ("Ana", "Mira"):
        _belong(room, name, "member")
    room.append("Mira", "message", at=now - 300, text="Lunch?")
    room.read["guest:ana"] = 0


def _belong(room: Room, name: str, role: str) -> None:
    room.roles[sender(name)["user"]] = {**sender(name), "role": role}


def _file(name: str, type: str, content: bytes) -> Frame:
    return {"name": name, "type": type, "size": len(content)}
